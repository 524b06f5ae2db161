import { expect, test } from 'vitest';
import { isToBeDisabled, retryAfter, tryFor, waitBefore } from './retrying.ts';
import { hears, patternShape, roomHeard, roomsOf } from './words.ts';

test('a star stands for the rest of a type, and a name only for the rule that calls it', () => {
  expect(hears(['cases.*'], 'cases.replied')).toBe(true);
  expect(hears(['cases.reply-*'], 'cases.replied')).toBe(false);
  expect(hears(['cases.replied'], 'cases.replied')).toBe(true);
  expect(hears(['*'], 'anything.at-all')).toBe(true);
  expect(hears(['rules.called/pump'], 'rules.called', 'pump')).toBe(true);
  expect(hears(['rules.called/pump'], 'rules.called', 'hose')).toBe(false);
  for (const good of ['*', 'cases.*', 'cases.reply-*', 'promises.at-risk', 'rules.called/pump-1'])
    expect(good).toMatch(new RegExp(patternShape));
  for (const bad of ['**', 'Cases.*', 'cases', 'cases.*.x', 'cases.called/x'])
    expect(bad).not.toMatch(new RegExp(patternShape));
});

test('what is nobody else’s business does not leave the house', () => {
  for (const never of ['practice.vented', 'notifications.told', 'cases.presence', 'webhooks.made', 'tests.wrote'])
    expect(roomHeard(never)).toBeUndefined();
  expect(roomHeard('promises.broken')).toBe('promises');
  expect(roomsOf('voice.*')).toEqual(['voice']);
});

test('tries come ever later, never later than half a day, and some thirteen of them within three days', () => {
  expect(waitBefore(1, 0.5)).toBe(5000);
  expect(waitBefore(40, 0.999)).toBeLessThanOrEqual(12 * 3_600_000 * 1.2);
  let at = 0;
  let tries = 1;
  while (at + waitBefore(tries, 0.5) <= tryFor) at += waitBefore(tries++, 0.5);
  expect(tries).toBeGreaterThan(10);
  expect(tries).toBeLessThan(16);
  expect(waitBefore(1, 0, 90_000)).toBe(90_000);
});

test('Retry-After is read as seconds or as a date', () => {
  const now = new Date('2026-03-31T09:42:00Z');
  expect(retryAfter('120', now)).toBe(120_000);
  expect(retryAfter('Tue, 31 Mar 2026 09:43:00 GMT', now)).toBe(60_000);
  expect(retryAfter('soon', now)).toBe(0);
});

test('only three days without one success, or 410, switch a webhook off', () => {
  const now = new Date('2026-03-31T09:42:00Z');
  expect(isToBeDisabled(500, new Date(now.getTime() - tryFor + 1), now)).toBeUndefined();
  expect(isToBeDisabled(null, new Date(now.getTime() - tryFor), now)).toBe('failing');
  expect(isToBeDisabled(410, null, now)).toBe('gone');
});
