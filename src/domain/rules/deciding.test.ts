import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide } from './deciding.ts';
import { faultsOf } from './faults.ts';
import { guardAgainst, longestChain } from './guarding.ts';
import type { Condition, Facts, RuleDefinition } from './words.ts';

const facts: Facts = {
  now: {
    priority: 'urgent',
    tags: ['Billing', 'vip'],
    subject: 'Ärger mit der Rechnung',
    assignee: null,
    waitingHours: 5,
    vip: true,
    'own.device': 'Laptop',
  },
  before: { priority: 'normal' },
};
const cases: [Condition, boolean][] = [
  [{ field: 'priority', op: 'is', value: 'urgent' }, true],
  [{ field: 'priority', op: 'one-of', value: ['high', 'urgent'] }, true],
  [{ field: 'priority', op: 'none-of', value: ['high', 'urgent'] }, false],
  [{ field: 'priority', op: 'changed' }, true],
  [{ field: 'priority', op: 'changed-from', value: 'normal' }, true],
  [{ field: 'priority', op: 'changed-to', value: 'urgent' }, true],
  [{ field: 'priority', op: 'changed-from', value: 'low' }, false],
  [{ field: 'tags', op: 'changed' }, false],
  [{ field: 'tags', op: 'has', value: 'billing' }, true],
  [{ field: 'tags', op: 'has-not', value: 'billing' }, false],
  [{ field: 'tags', op: 'has-any', value: ['x', 'VIP'] }, true],
  [{ field: 'subject', op: 'contains', value: 'ärger' }, true],
  [{ field: 'subject', op: 'begins-with', value: 'Ärger' }, true],
  [{ field: 'assignee', op: 'not-set' }, true],
  [{ field: 'waitingHours', op: 'at-least', value: 5 }, true],
  [{ field: 'waitingHours', op: 'at-most', value: 4 }, false],
  [{ field: 'vip', op: 'is', value: true }, true],
  [{ field: 'own.device', op: 'is', value: 'laptop' }, true],
  [{ field: 'own.serial', op: 'not-set' }, true],
  [{ field: 'unknown', op: 'is', value: 'x' }, false],
];

describe('conditions', () => {
  it.each(cases)('%j is %j', (condition, held) => {
    expect(decide({ match: 'all', conditions: [condition] }, facts).holds).toBe(held);
  });

  it('say for each what they found, also when the answer is clear already', () => {
    const { holds, reasons } = decide(
      { match: 'all', conditions: [cases[2]![0], { match: 'any', conditions: [cases[0]![0], cases[7]![0]] }] },
      facts,
    );
    expect(holds).toBe(false);
    expect(reasons.map(({ path, held }) => [path, held])).toEqual([
      ['0', false],
      ['1.0', true],
      ['1.1', false],
    ]);
    expect(reasons[0]!.actual).toBe('urgent');
  });

  it('none is the opposite of any, and all of none holds', () => {
    const some = fc.uniqueArray(fc.constantFrom(...cases.map(([condition]) => condition)), {
      maxLength: 6,
      minLength: 1,
    });
    fc.assert(
      fc.property(some, (conditions) => {
        expect(decide({ match: 'none', conditions }, facts).holds).toBe(
          !decide({ match: 'any', conditions }, facts).holds,
        );
      }),
    );
    expect(decide({ match: 'any', conditions: [] }, facts).holds).toBe(true);
  });
});

describe('a rule', () => {
  const sound: RuleDefinition = {
    when: { event: 'changed' },
    if: { match: 'all', conditions: [{ field: 'priority', op: 'changed-to', value: 'urgent' }] },
    actions: [{ do: 'tags', add: ['hot'] }],
  };
  it('that is sound has no faults', () => {
    expect(faultsOf(sound)).toEqual([]);
    const own: RuleDefinition['if'] = {
      match: 'all',
      conditions: [{ field: 'own.device', op: 'is', value: 'Laptop' }],
    };
    expect(faultsOf({ ...sound, if: own })).toEqual([]);
  });
  it.each<[Partial<RuleDefinition>, string]>([
    [{ when: {} }, 'when.event'],
    [{ when: { since: 'replied' } }, 'when.hours'],
    [{ when: { event: 'opened' } }, 'if.conditions.0.op'],
    [{ if: { match: 'all', conditions: [{ field: 'nonsense', op: 'is', value: 1 }] } }, 'if.conditions.0.field'],
    [{ if: { match: 'all', conditions: [{ field: 'priority', op: 'is', value: 'huge' }] } }, 'if.conditions.0.value'],
    [{ if: { match: 'all', conditions: [{ field: 'priority', op: 'contains', value: 'x' }] } }, 'if.conditions.0.op'],
    [
      {
        if: {
          match: 'all',
          conditions: [{ match: 'any', conditions: [{ field: 'waitingHours', op: 'at-least', value: 'x' }] }],
        },
      },
      'if.conditions.0.conditions.0.value',
    ],
    [{ actions: [] }, 'actions'],
    [{ actions: [{ do: 'set', field: 'priority', value: 'x' }] }, 'actions.0.value'],
    [{ actions: [{ do: 'stop' }, { do: 'note' }] }, 'actions.1.text'],
    [{ actions: [{ do: 'webhook', name: 'Not a name' }] }, 'actions.0.name'],
  ])('%j is refused at %s', (change, field) => {
    expect(faultsOf({ ...sound, ...change }).map((fault) => fault.field)).toContain(field);
  });

  it('never acts on what it caused, nor in long chains, nor without end on one case', () => {
    expect(guardAgainst('a', [], 0)).toBeUndefined();
    expect(guardAgainst('a', ['b', 'a'], 0)).toBe('own-effect');
    expect(
      guardAgainst(
        'a',
        Array.from({ length: longestChain }, (_, at) => `r${at}`),
        0,
      ),
    ).toBe('chain-too-long');
    expect(guardAgainst('a', [], 10)).toBe('too-often');
  });
});
