import { IconClock } from '@tabler/icons-react';
import '../../theme/mantine-floating.css';
import { Menu } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useShortcut } from '../../shortcuts.ts';
import { Button } from '../../ui/button.tsx';
import { useManner, useNow } from '../../ui/time-text.tsx';
import { instantWords } from '../../ui/time-words.ts';
import { instantOfWall, wallAhead, wallOfInstant, weekdayAt } from '../../wall-time.ts';
import type { Case } from './cases.data.ts';
import { useCaseDeeds } from './changing.ts';

/** Puts the case away until a time, or brings it back. */
export function SnoozeMenu({ found }: { found: Case }) {
  const { t } = useTranslation('cases');
  const { snooze, wake } = useCaseDeeds(found);
  const { language, timeZone } = useManner();
  const now = useNow();
  const [opened, setOpened] = useState(false);
  useShortcut('s', 'cases:keys.snooze', () => setOpened(true), found.state !== 'closed');
  const until = (local: string) => {
    const at = instantOfWall(local, timeZone);
    if (at !== undefined && Date.parse(at) > now.getTime()) void snooze(at);
  };
  const soon = wallOfInstant(new Date(now.getTime() + 3 * 3_600_000), timeZone);
  const choices = [
    { key: 'later', local: soon },
    { key: 'tomorrow', local: wallAhead(now, timeZone, 1, '09:00') },
    { key: 'monday', local: wallAhead(now, timeZone, 8 - weekdayAt(now, timeZone), '09:00') },
  ];
  return (
    <Menu position="bottom-end" width={250} shadow="md" opened={opened} onChange={setOpened}>
      <Menu.Target>
        <Button kind="icon" aria-label={t('snooze.label')} disabled={found.state === 'closed'}>
          <IconClock size={18} stroke={1.7} aria-hidden />
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {found.state === 'snoozed' && <Menu.Item onClick={() => void wake()}>{t('snooze.wake')}</Menu.Item>}
        {choices.map(({ key, local }) => (
          <Menu.Item
            key={key}
            onClick={() => until(local)}
            rightSection={
              <span className="dim xs">
                {instantWords(new Date(instantOfWall(local, timeZone) ?? now), now, language, timeZone)}
              </span>
            }
          >
            {t(`snooze.${key}`)}
          </Menu.Item>
        ))}
        <form
          className="snooze-at"
          onSubmit={(event) => {
            event.preventDefault();
            setOpened(false);
            until(String(new FormData(event.currentTarget).get('until')));
          }}
        >
          <input
            className="choose"
            type="datetime-local"
            name="until"
            required
            aria-label={t('snooze.at')}
            min={wallOfInstant(now, timeZone)}
            defaultValue={wallAhead(now, timeZone, 2, '09:00')}
          />
          <Button size="s" type="submit">
            {t('snooze.go')}
          </Button>
        </form>
      </Menu.Dropdown>
    </Menu>
  );
}
