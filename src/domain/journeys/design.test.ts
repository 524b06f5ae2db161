import { describe, expect, it } from 'vitest';
import { type Design, placesAfter, type Stop } from './design.ts';
import { designDifference } from './design-difference.ts';
import { type Surroundings, unclearSteps } from './unclear-steps.ts';
import { vagueWordsIn } from './vague-words.ts';

const clear = (id: string, more: Partial<Stop> = {}): Stop => ({
  id,
  kind: 'destination',
  stage: null,
  name: id,
  doneWhen: 'The customer has signed',
  ownerRole: 'agent',
  permission: null,
  procedureId: null,
  customerWording: 'I have signed.',
  acceptanceQuestion: 'Is it what you wanted?',
  expectedDays: 2,
  touchpointId: null,
  reachedOnEvent: null,
  reachedWhen: {},
  subJourneyId: null,
  feeling: null,
  ends: false,
  ...more,
});
const way = (from: string, to: string, when = '') => ({ from, to, when });
const company: Surroundings = {
  peopleIn: (role) => (role === 'agent' ? 3 : 0),
  may: (_, permission) => permission === 'cases.write',
  procedures: new Set(['p']),
  journeys: new Set(['j']),
};
const kinds = (design: Design) => unclearSteps(design, company).map(({ stopId, kind }) => `${stopId} ${kind}`);

describe('unclear steps', () => {
  it('says nothing about a clear journey, whatever its length', () => {
    const stops = Array.from({ length: 500 }, (_, nth) => clear(`s${nth}`, { ends: nth === 499 }));
    const ways = stops.slice(1).map(({ id }, nth) => way(`s${nth}`, id));
    expect(kinds({ stages: [], stops, ways })).toEqual([]);
  });

  it('names everything a newcomer would have to ask', () => {
    const bare = { doneWhen: ' ', ownerRole: null, customerWording: '', acceptanceQuestion: '', expectedDays: null };
    expect(kinds({ stages: [], stops: [clear('a', bare)], ways: [] })).toEqual([
      'a no-done-condition',
      'a no-owner',
      'a no-customer-wording',
      'a no-acceptance-question',
      'a no-expected-time',
    ]);
    const stops = [
      clear('a', { ownerRole: 'Astronaut' }),
      clear('b', { permission: 'journeys.write', procedureId: 'gone' }),
      clear('c', { kind: 'journey', doneWhen: '', subJourneyId: 'gone' }),
      clear('d', { doneWhen: 'Handed over as soon as possible' }),
    ];
    expect(kinds({ stages: [], stops, ways: [] })).toEqual([
      'a nobody-in-role',
      'b may-not',
      'b no-procedure',
      'c no-journey',
      'd vague-words',
    ]);
  });

  it('finds dead ends, rings without a way out, islands and branches that do not say when', () => {
    const stops = ['a', 'b', 'c', 'island', 'round', 'about', 'end'].map((id) => clear(id, { ends: id === 'end' }));
    const ways = [way('a', 'b', 'yes'), way('a', 'c'), way('b', 'end'), way('c', 'round', 'x')];
    ways.push(way('round', 'about'), way('about', 'round'), way('island', 'end'));
    expect(kinds({ stages: [], stops, ways })).toEqual([
      'a branch-without-condition',
      'c no-way-out',
      'island unreachable',
      'round no-way-out',
      'about no-way-out',
    ]);
  });

  it('knows vague words as words, in several languages', () => {
    expect(vagueWordsIn('Answered SOON, etc. Sooner is fine')).toEqual(['soon', 'etc']);
    expect(vagueWordsIn('Wird zeitnah erledigt, gegebenenfalls jemand')).toHaveLength(4);
    expect(vagueWordsIn('The customer holds the key')).toEqual([]);
  });
});

describe('a design', () => {
  it('leads from place to place through steps, over branches and loops', () => {
    const stops = [clear('a'), clear('s', { kind: 'step' }), clear('t', { kind: 'step' }), clear('b'), clear('c')];
    const ways = [way('a', 's'), way('s', 'b'), way('s', 't'), way('t', 's'), way('t', 'c'), way('c', 'a')];
    const after = placesAfter({ stages: [], stops, ways })!;
    expect(after.get('a')!.toSorted()).toEqual(['b', 'c']);
    expect([after.get('b'), after.get('c')]).toEqual([[], ['a']]);
    expect(placesAfter({ stages: [], stops, ways: [] })).toBeUndefined();
  });

  it('differs from another by what was added, removed, changed and moved, and by nothing else', () => {
    const before = { stages: [], stops: ['a', 'b', 'c', 'd'].map((id) => clear(id)), ways: [way('a', 'b')] };
    const after = {
      stages: [{ id: 'x', name: 'Plan' }],
      stops: [clear('d'), clear('a'), clear('b', { expectedDays: 5 }), clear('e')],
      ways: [way('a', 'b', 'yes')],
    };
    expect(designDifference(before, after).map(({ kind, what, id }) => `${kind} ${what} ${id}`)).toEqual([
      'added stage x',
      'changed stop b',
      'added stop e',
      'removed stop c',
      'moved stop d',
      'changed way a b',
    ]);
    expect(designDifference(before, before)).toEqual([]);
    const [changed] = designDifference(before, after).filter(({ id }) => id === 'b');
    expect(changed!.fields).toEqual([{ field: 'expectedDays', before: '2', after: '5' }]);
  });
});
