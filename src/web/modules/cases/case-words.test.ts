import { describe, expect, it } from 'vitest';
import { calledName, dueWords, leftOnList } from './case-words.ts';
import { mentioned } from './answering/mentions.ts';

const now = new Date('2026-03-31T09:42:00Z');
const say = {
  t: (key: string, values?: Record<string, unknown>) => `${key} ${Object.values(values ?? {}).join(' ')}`.trim(),
  language: 'en',
  timeZone: 'Europe/London',
};
const promise = (at: string, what = 'first-response') => ({ id: null, what, at, atRisk: false });

describe('what a row says of the next promise', () => {
  it('within hours it counts down in the words of its clock', () => {
    expect(dueWords(promise('2026-03-31T10:30:00Z'), now, say)).toBe('row.in.first-response web:duration.minutes 48');
    expect(dueWords(promise('2026-03-31T10:30:00Z', 'Call Renate'), now, say)).toMatch(/^row\.in\.other/);
  });
  it('further away it names the day and hour', () => {
    expect(dueWords(promise('2026-04-01T11:00:00Z'), now, say)).toBe('row.by tomorrow, 12:00');
  });
  it('over is broken, not late', () => {
    expect(dueWords(promise('2026-03-30T16:00:00Z'), now, say)).toBe('row.broken yesterday, 17:00');
  });
});

describe('the line that is left', () => {
  it('is longer the further away it is due, and never over the end', () => {
    const lefts = [30, 60, 300, 3000].map((minutes) =>
      leftOnList(new Date(now.getTime() + minutes * 60_000).toISOString(), now),
    );
    expect(lefts).toEqual(lefts.toSorted((one, other) => one - other));
    expect(lefts.at(-1)).toBeLessThanOrEqual(100);
  });
  it('is nothing when due', () => expect(leftOnList('2026-03-31T09:00:00Z', now)).toBe(0));
});

describe('names', () => {
  it.each([
    ['Renate Vogel', 'Renate'],
    ['Hanne de Wit', 'Hanne de Wit'],
    ['Dr. Vogel', 'Dr. Vogel'],
    ['anna@vogel.example', 'anna@vogel.example'],
  ])('%s is called %s', (name, called) => expect(calledName(name)).toBe(called));

  it('colleagues are told when their full name is called, whatever stands between', () => {
    const colleagues = [
      { id: '1', name: 'Tom Ferreira' },
      { id: '2', name: 'Ines Okafor' },
    ];
    expect(mentioned('<p>@tom <b>ferreira</b>&nbsp;please</p><p>Ines Okafor knows</p>', colleagues)).toEqual(['1']);
  });
});
