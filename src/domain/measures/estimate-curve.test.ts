import { describe, expect, it } from 'vitest';
import { fitCurve, quoteFromCurves, survivalOf } from './estimate-curve.ts';
import { alikeOf, fitGroups, groupKeys } from './estimate-groups.ts';

const solved = (minutes: number) => ({ businessMinutes: minutes, resolved: true });
const open = (minutes: number) => ({ businessMinutes: minutes, resolved: false });
const hundred = Array.from({ length: 100 }, (_, place) => solved(place + 1));

describe('a kept curve', () => {
  it('says what the cases say, with open ones as "at least this long"', () => {
    expect(survivalOf(fitCurve(hundred), 50)).toBeCloseTo(0.5);
    // half of the cases still open after ten minutes say nothing of what comes later: the others do
    const half = fitCurve([...hundred, ...Array.from({ length: 100 }, () => open(10.5))]);
    expect(survivalOf(half, 50)).toBeCloseTo((0.95 * 50) / 90, 2);
  });

  it('stays small however many cases it is made of', () => {
    const many = Array.from({ length: 20_000 }, (_, place) => solved(place + 1));
    expect(fitCurve(many).points.length).toBeLessThanOrEqual(401);
  });
});

describe('an estimate from curves', () => {
  it('covers one more case, not the cases seen', () => {
    const quote = quoteFromCurves([fitCurve(hundred)]);
    expect(quote).toMatchObject({ known: true, n: 100, resolved: 100 });
    if (quote.known) expect(quote.levels.at(-1)).toBe(81);
  });

  it('is none under twenty resolved cases', () => {
    expect(quoteFromCurves([fitCurve(hundred.slice(0, 19))])).toMatchObject({
      known: false,
      reason: 'too few similar cases',
    });
  });

  it('is none where most of a kind are still open, whatever other kinds took', () => {
    const kind = fitCurve([...hundred.slice(0, 25), ...Array.from({ length: 75 }, () => open(30))]);
    expect(quoteFromCurves([kind, fitCurve(hundred)])).toMatchObject({ known: false, reason: 'too many still open' });
  });

  it('grows with the age of the case: it is compared with those that took longer', () => {
    const young = quoteFromCurves([fitCurve(hundred)], 0);
    const old = quoteFromCurves([fitCurve(hundred)], 60);
    if (!young.known || !old.known) throw new Error('both are known');
    expect(old.levels[0]).toBeGreaterThan(60);
    expect(old.levels.at(-1)).toBeGreaterThan(young.levels.at(-1)!);
  });

  it('asks the coarser group where the finer one has few, and lets it steady a small one', () => {
    const slow = Array.from({ length: 20 }, (_, place) => solved(500 + place));
    const own = quoteFromCurves([fitCurve(slow), fitCurve([...hundred, ...slow]), fitCurve(hundred)]);
    const alone = quoteFromCurves([fitCurve(slow)]);
    if (!own.known || !alone.known) throw new Error('both are known');
    expect(own.group).toBe(0);
    expect(own.levels[4]).toBeLessThan(alone.levels[4]!);
    expect(quoteFromCurves([undefined, fitCurve(hundred), fitCurve(hundred)])).toMatchObject({ known: true, group: 1 });
  });
});

describe('groups of cases', () => {
  const traits = { kind: 'question', priority: 'high', team: null, load: 7 };

  it('go from alike in everything to all', () => {
    expect(groupKeys(traits, 5)).toEqual([
      'team=none&kind=question&priority=high&busy=yes',
      'team=none&kind=question&priority=high',
      'team=none&kind=question',
      'kind=question&priority=high',
      'kind=question',
      'all',
    ]);
    expect(groupKeys(traits, null)).toHaveLength(5);
    expect(alikeOf('kind=question&priority=high')).toEqual(['kind', 'priority']);
    expect(alikeOf('all')).toEqual([]);
  });

  it('are fitted with what is busy for the team', () => {
    const cases = hundred.map((one, load) => ({ ...one, ...traits, load }));
    const curves = new Map(fitGroups(cases).map((curve) => [curve.key, curve]));
    expect(curves.get('team=none&kind=question')?.busyOver).toBe(74);
    expect(curves.get('team=none&kind=question&priority=high&busy=yes')?.n).toBe(25);
    expect(curves.get('all')?.n).toBe(100);
  });
});
