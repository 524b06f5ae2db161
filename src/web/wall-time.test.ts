import { describe, expect, it } from 'vitest';
import { instantOfWall, wallAhead, wallOfInstant, weekdayAt } from './wall-time.ts';

describe('wall clocks of a zone', () => {
  it.each([
    ['2026-03-31T16:30', 'Europe/London', '2026-03-31T15:30:00.000Z'],
    ['2026-01-15T09:00', 'America/New_York', '2026-01-15T14:00:00.000Z'],
    ['2026-06-01T12:15', 'Asia/Kathmandu', '2026-06-01T06:30:00.000Z'],
  ])('%s in %s is %s', (local, zone, instant) => {
    expect(instantOfWall(local, zone)).toBe(instant);
    expect(wallOfInstant(new Date(instant), zone)).toBe(local);
  });

  it('what is no time has no instant', () => expect(instantOfWall('', 'UTC')).toBeUndefined());

  it('tomorrow is tomorrow where the person is', () => {
    const lateInLondon = new Date('2026-03-31T22:30:00Z');
    expect(wallAhead(lateInLondon, 'Europe/Berlin', 1, '09:00')).toBe('2026-04-02T09:00');
    expect(weekdayAt(lateInLondon, 'Europe/Berlin')).toBe(3);
  });
});
