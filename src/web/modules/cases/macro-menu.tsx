import { IconBolt } from '@tabler/icons-react';
import '../../theme/mantine-floating.css';
import { Menu } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommands } from '../../commands.ts';
import { useShortcut } from '../../shortcuts.ts';
import { Button } from '../../ui/button.tsx';
import { takeFocus } from '../../ui/take-focus.ts';
import type { Case } from './cases.data.ts';
import { macrosQuery } from './hands.data.ts';
import { useMacros, type MacroResult } from './use-macros.ts';

/** The macros that apply to a case: `m`, a few letters, Enter. */
export default function MacroMenu({ found, onText }: { found: Case; onText: (result: MacroResult) => void }) {
  const { t, i18n } = useTranslation('macros');
  const [opened, setOpened] = useState(false);
  const [typed, setTyped] = useState('');
  const macros = useQuery(macrosQuery('', found.id)).data ?? [];
  const use = useMacros(found, onText);
  useShortcut('m', 'macros:key', () => setOpened(true));
  useCommands(
    () => ({
      id: 'macros',
      heading: t('menu'),
      commands: macros.map((macro) => ({
        id: `macro-${macro.id}`,
        label: macro.name,
        also: macro.shortcut ?? '',
        icon: IconBolt,
        run: () => void use(macro),
      })),
    }),
    `${i18n.language} ${found.id} ${macros.map((macro) => macro.id).join()}`,
  );
  const wanted = typed.trim().toLowerCase();
  const shown = macros.filter((one) => `${one.name} ${one.shortcut ?? ''}`.toLowerCase().includes(wanted)).slice(0, 12);
  const pick = (index: number) => {
    const macro = shown[index];
    if (macro === undefined) return;
    setOpened(false);
    void use(macro);
  };
  return (
    <Menu
      position="top-start"
      width={300}
      shadow="md"
      opened={opened}
      onChange={setOpened}
      withInitialFocusPlaceholder={false}
      onClose={() => setTyped('')}
    >
      <Menu.Target>
        <Button kind="icon" size="s" aria-label={t('menu')} title={t('menu')}>
          <IconBolt size={17} stroke={1.7} aria-hidden />
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <input
          className="choose"
          data-autofocus
          ref={takeFocus}
          aria-label={t('menuFind')}
          placeholder={t('menuFind')}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            pick(0);
          }}
        />
        {shown.length === 0 && <Menu.Label>{t('menuNone')}</Menu.Label>}
        {shown.map((macro, index) => (
          <Menu.Item
            key={macro.id}
            onClick={() => pick(index)}
            rightSection={macro.shortcut !== null && <span className="dim xs">/{macro.shortcut}</span>}
          >
            {macro.name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
