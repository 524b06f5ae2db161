import { Switch } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { setSingleKeys, shortcuts, singleKeys } from '../shortcuts.ts';
import { Keys } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { showOverlay } from './overlay-keys.ts';

/** Every key that does something right now, and the switch that silences the single ones. */
export function ShortcutSheet({ opened }: { opened: boolean }) {
  const { t } = useTranslation();
  const [single, setSingle] = useState(singleKeys);
  const bound = shortcuts.use();
  const shown = bound.filter(
    (one, place) =>
      (single || one.keys.startsWith('mod+')) && bound.findLastIndex((other) => other.keys === one.keys) === place,
  );
  return (
    <Dialog opened={opened} onClose={() => showOverlay('none')} title={t('shortcuts.title')} width={560}>
      <ul className="keys">
        {shown.map((shortcut) => (
          <li key={shortcut.keys}>
            <span>{t(shortcut.labelKey)}</span>
            <Keys keys={shortcut.keys} />
          </li>
        ))}
      </ul>
      <Switch
        mt="lg"
        label={t('shortcuts.single')}
        description={t('shortcuts.singleWhy')}
        checked={single}
        onChange={(event) => {
          setSingle(event.currentTarget.checked);
          setSingleKeys(event.currentTarget.checked);
        }}
      />
    </Dialog>
  );
}
