import { type Design, followers, reachableFrom, type Stop } from './design.ts';
import { vagueWordsIn } from './vague-words.ts';

/** What can be unclear about a stop, the most confusing first. How many stops there are is never a fault. */
export const unclearKinds = [
  'no-name',
  'unreachable',
  'no-way-out',
  'no-done-condition',
  'no-owner',
  'nobody-in-role',
  'may-not',
  'no-procedure',
  'no-journey',
  'branch-without-condition',
  'no-customer-wording',
  'no-acceptance-question',
  'no-expected-time',
  'vague-words',
] as const;
export type UnclearKind = (typeof unclearKinds)[number];

export interface Unclear {
  readonly stopId: string;
  readonly kind: UnclearKind;
  /** The words, role, permission or field it is about. */
  readonly about: string;
}

/** What the linter must know of the company. */
export interface Surroundings {
  /** Active people in a role or team. */
  readonly peopleIn: (role: string) => number;
  /** Whether somebody in the role may do it. */
  readonly may: (role: string, permission: string) => boolean;
  /** Procedures in use. */
  readonly procedures: ReadonlySet<string>;
  /** Journeys that a stop may stand for without going round in a ring. */
  readonly journeys: ReadonlySet<string>;
}

/** Finds what a newcomer would have to ask about, in the order of the stops. */
export function unclearSteps(design: Design, around: Surroundings): Unclear[] {
  const drawn = drawing(design);
  const order = new Map(unclearKinds.map((kind, place) => [kind, place]));
  return design.stops.flatMap((stop) =>
    [...aboutWords(stop), ...aboutPeople(stop, around), ...drawn(stop)].toSorted(
      (one, two) => order.get(one.kind)! - order.get(two.kind)!,
    ),
  );
}

function aboutWords(stop: Stop): Unclear[] {
  const found: Unclear[] = [];
  const say = (kind: UnclearKind, about = '') => found.push({ stopId: stop.id, kind, about });
  if (stop.name.trim() === '') say('no-name');
  if (stop.doneWhen.trim() === '' && stop.kind !== 'journey') say('no-done-condition');
  if (stop.customerWording.trim() === '') say('no-customer-wording');
  if (stop.kind === 'destination' && stop.acceptanceQuestion.trim() === '') say('no-acceptance-question');
  if (stop.expectedDays === null) say('no-expected-time');
  for (const word of new Set([stop.name, stop.doneWhen, stop.customerWording].flatMap(vagueWordsIn)))
    say('vague-words', word);
  return found;
}

function aboutPeople(stop: Stop, around: Surroundings): Unclear[] {
  const found: Unclear[] = [];
  const say = (kind: UnclearKind, about = '') => found.push({ stopId: stop.id, kind, about });
  const { ownerRole: role, permission, procedureId, subJourneyId } = stop;
  if (role === null || role.trim() === '') say('no-owner');
  else if (around.peopleIn(role) === 0) say('nobody-in-role', role);
  else if (permission !== null && !around.may(role, permission)) say('may-not', permission);
  if (procedureId !== null && !around.procedures.has(procedureId)) say('no-procedure');
  if (stop.kind === 'journey' && (subJourneyId === null || !around.journeys.has(subJourneyId))) say('no-journey');
  return found;
}

/** What the drawing itself leaves open. Without any way drawn the order is the way and nothing is left open. */
function drawing(design: Design): (stop: Stop) => Unclear[] {
  const [first] = design.stops;
  if (design.ways.length === 0 || first === undefined) return () => [];
  const next = followers(design);
  const back = new Map<string, string[]>(design.stops.map(({ id }) => [id, []]));
  for (const { from, to } of design.ways) back.get(to)?.push(from);
  // a journey starts at its first stop
  const fromStart = reachableFrom([first.id], next);
  const toEnd = reachableFrom(
    design.stops.filter((stop) => stop.ends).map(({ id }) => id),
    back,
  );
  const branching = Map.groupBy(design.ways, ({ from }) => from);
  return (stop) => {
    const found: Unclear[] = [];
    if (!fromStart.has(stop.id)) found.push({ stopId: stop.id, kind: 'unreachable', about: '' });
    if (!toEnd.has(stop.id)) found.push({ stopId: stop.id, kind: 'no-way-out', about: '' });
    const out = branching.get(stop.id) ?? [];
    if (out.length > 1 && out.some(({ when }) => when.trim() === ''))
      found.push({ stopId: stop.id, kind: 'branch-without-condition', about: '' });
    return found;
  };
}
