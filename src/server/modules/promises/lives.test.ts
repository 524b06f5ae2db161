/**
 * Whatever people do by the verbs of the desk, in whatever order, no promise is lost or silent: the laws of `testing/lives/laws.ts`
 * hold after each step of random lives, and what is counted of them can be read again from the log. `LIVES=500` lives more of them,
 * some deeds at the same moment; `LIVES_SEED=7` others.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { acts } from '../../testing/lives/acts.ts';
import { lifeOf, live, replayed } from '../../testing/lives/living.ts';
import { openTown, type Town } from '../../testing/lives/world.ts';

const many = process.env['LIVES'] !== undefined;
const lives = Number(process.env['LIVES'] ?? 10);
const seed = Number(process.env['LIVES_SEED'] ?? 20260322);
let town: Town;

beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());

it(
  'no promise is ever lost or silent, whatever is done in whatever order',
  async () => {
    const done = new Set<string>();
    const property = fc.asyncProperty(lifeOf(20, 40), async (steps) => {
      for (const name of (await live(town, steps, many)).keys()) done.add(name);
    });
    // a shorter life would be another one: what was done is told instead
    await fc.assert(property, { numRuns: lives, seed, endOnFailure: true });
    const { before, after } = await replayed(town);
    expect(after).toBe(before);
    if (lives >= 100) expect(Object.keys(acts).filter((name) => !done.has(name))).toEqual([]);
  },
  120_000 + lives * 20_000,
);
