import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readLabelledMails } from '../../../mail/labelled/reading.ts';
import { openTestHouse, type TestHouse } from '../../../testing/house.ts';
import { receiveMail } from './receiving-mail.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
});
afterAll(() => house.close());

const mails = ['one', 'two', 'three'].flatMap((set) => [
  ...readLabelledMails(`notices-${set}.txt`),
  ...readLabelledMails(`ordinary-${set}.txt`),
]);

/** A mail, and what a bad road made of it: that is another mail to the door. */
const made = (raw: Buffer, turn: number): Buffer[] => [
  raw,
  turn % 3 === 0
    ? raw.subarray(0, Math.max(1, (turn * 7919) % raw.length))
    : Buffer.from(
        turn % 3 === 1
          ? raw.toString('latin1').replaceAll(' ', '\0 ')
          : raw.toString('latin1').replaceAll('boundary=', 'bound='),
        'latin1',
      ),
];

test('every labelled mail, whole and broken, is stored as it came and understood', { timeout: 240_000 }, async () => {
  const kept = new Map<string, string>();
  for (const [turn, { name, raw }] of mails.entries())
    for (const given of made(raw, turn + 1)) {
      const received = await receiveMail(house.system(), {
        raw: given,
        door: 'http',
        envelope: { from: null, to: [] },
      });
      kept.set(createHash('sha256').update(given).digest('hex'), `${name}: ${JSON.stringify(received)}`);
    }
  const { rows } = await house.pool.query<{ sha256: string; state: string; error: string | null }>(
    'select sha256, state, error from mail_sources',
  );
  // a bounce of a mail that this desk never sent has no case to go to
  const strange = rows.filter(
    ({ state, error }) => state !== 'processed' && error?.startsWith('delivery failed with status') !== true,
  );
  expect(strange.map(({ sha256, error }) => `${kept.get(sha256) ?? '?'} ${String(error)}`)).toEqual([]);
  expect(new Set(rows.map(({ sha256 }) => sha256))).toEqual(new Set(kept.keys()));
});
