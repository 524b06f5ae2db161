import { expect, test } from 'vitest';
import { spokenPromises } from '../../../../domain/promises/spoken-promise.ts';
import type { Calendar } from '../../../../domain/promises/calendar.ts';
import { calendarOfTeam } from './spoken-words.ts';

const day = [{ from: '09:00', to: '17:00' }];
const week = { '1': day, '2': day, '3': day, '4': day, '5': day, '6': [], '7': [] };
const usual = { id: 'usual', isDefault: true, zone: 'Europe/London', week, exceptions: [] };
const night = {
  ...usual,
  id: 'night',
  isDefault: false,
  week: { ...week, '6': day, '7': day },
};
const teams = [
  { id: 'yard', calendarId: 'night' },
  { id: 'desk', calendarId: null },
  { id: 'gone', calendarId: 'removed' },
];

test('the calendar of a case is that of its team, else the usual one', () => {
  const of = (teamId: string | null) => calendarOfTeam([usual, night], teams, teamId)?.id;
  expect([of('yard'), of('desk'), of('gone'), of(null), of('unknown')]).toEqual([
    'night',
    'usual',
    'usual',
    'usual',
    'usual',
  ]);
  expect(calendarOfTeam([], teams, 'yard')).toBeUndefined();
});

test('two working days from Friday end on Sunday for a team that works at weekends, and on Tuesday for the others', () => {
  const said = (teamId: string | null) =>
    spokenPromises('We will send the new worktop within two working days.', {
      at: new Date('2026-03-06T10:00:00Z'),
      timeZone: 'Europe/London',
      calendar: (calendarOfTeam([usual, night], teams, teamId) ?? null) as Calendar | null,
    })[0]
      ?.due?.at.toISOString()
      .slice(0, 10);
  expect([said('yard'), said('desk')]).toEqual(['2026-03-08', '2026-03-10']);
});
