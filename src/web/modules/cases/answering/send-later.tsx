import '../../../theme/mantine-floating.css';
import { Menu } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.tsx';
import { useManner, useNow } from '../../../ui/time-text.tsx';
import { wallAhead, weekdayAt } from '../../../wall-time.ts';

/** A day and time on a wall clock where the customer is: `2026-04-01T08:00`. */
export type Wall = string;

/** When an answer may go out later, in the customer's time: the lower half of the menu beside "Send". */
export default function SendLater({ zone, onPick }: { zone: string | null; onPick: (wall: Wall) => void }) {
  const { t } = useTranslation('hands');
  const now = useNow();
  const { timeZone } = useManner();
  const there = zone ?? timeZone;
  const choices = [
    { key: 'tomorrow', wall: wallAhead(now, there, 1, '08:00') },
    { key: 'monday', wall: wallAhead(now, there, 8 - weekdayAt(now, there), '08:00') },
  ];
  return (
    <>
      <Menu.Divider />
      <Menu.Label>
        {zone === null ? t('later.menu') : t('later.menuThere', { zone: zone.replace('_', ' ') })}
      </Menu.Label>
      {choices.map(({ key, wall }) => (
        <Menu.Item key={key} onClick={() => onPick(wall)}>
          {t(`later.${key}`)}
        </Menu.Item>
      ))}
      <form
        className="snooze-at"
        onSubmit={(event) => {
          event.preventDefault();
          onPick(String(new FormData(event.currentTarget).get('at')));
        }}
      >
        <input
          className="choose"
          type="datetime-local"
          name="at"
          required
          aria-label={t('later.choose')}
          defaultValue={wallAhead(now, there, 1, '08:00')}
        />
        <Button size="s" type="submit">
          {t('later.go')}
        </Button>
      </form>
    </>
  );
}
