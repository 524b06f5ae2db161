/**
 * Who gets a case, and why in a sentence. Pure: whoever asks brings the candidates as they are now and saves the answer
 * under a lock, so that two nodes never give one case twice.
 *
 * A case needs a skill only where somebody of the team has been named for it: a trait nobody is named for can be served
 * by anybody. Load is counted in points; a normal case in our hands weighs one.
 */
import type { CaseState, Priority } from '../cases/words.ts';

export const routingMethods = ['manual', 'round-robin', 'least-load'] as const;
export type RoutingMethod = (typeof routingMethods)[number];

/** A colleague of the team as he stands now. */
export interface Candidate {
  id: string;
  name: string;
  /** `language:de`, `kind:complaint`, `tag:billing`, `product:pump`. */
  skills: readonly string[];
  /** Points he carries. */
  load: number;
  /** Points he carries at most; null = no limit. */
  mostLoad: number | null;
  takesCases: boolean;
  absent: boolean;
  /** Whether it is his working time. */
  inHours: boolean;
  /** When he was last given a case of this team, in milliseconds; null = never. */
  lastGivenAt: number | null;
}

export interface RoutingCase {
  /** Traits of the case in the form of skills. */
  traits: readonly string[];
  /** Points it weighs. */
  weight: number;
}

export type Routing =
  | { to: Candidate; because: string; needs: string[] }
  | {
      to: null;
      reason: 'manual' | 'no-members' | 'skill' | 'absent' | 'closed' | 'full';
      because: string;
      needs: string[];
    };

const priorityPoints: Record<Priority, number> = { low: 0.5, normal: 1, high: 2, urgent: 3 };
const statePoints: Record<CaseState, number> = { new: 1, open: 1, waiting: 0.4, snoozed: 0.2, closed: 0 };

/** What a case weighs for whoever has it: by priority, and less while it is not our turn. */
export function weightOf(priority: Priority, state: CaseState): number {
  return priorityPoints[priority] * statePoints[state];
}

/** The traits of a case as skills: its customer's language, its kind, its tags, its product. */
export function traitsOf(found: {
  language: string | null;
  kind: string;
  tags: readonly string[];
  product?: string | null;
}): string[] {
  return [
    ...(found.language === null || found.language === ''
      ? []
      : [`language:${found.language.slice(0, 2).toLowerCase()}`]),
    `kind:${found.kind}`,
    ...found.tags.map((tag) => (tag.startsWith('product:') ? tag.toLowerCase() : `tag:${tag.toLowerCase()}`)),
    ...(found.product ? [`product:${found.product.toLowerCase()}`] : []),
  ];
}

/** The skills that a case needs in this company of people: its traits for which one of them is named. */
export function neededSkills(traits: readonly string[], everybody: readonly Pick<Candidate, 'skills'>[]): string[] {
  const named = new Set(everybody.flatMap((person) => person.skills));
  return traits.filter((trait) => named.has(trait));
}

/** Whether somebody can do all that is needed. */
export function isSkilled(person: Pick<Candidate, 'skills'>, needs: readonly string[]): boolean {
  return needs.every((need) => person.skills.includes(need));
}

/**
 * Decides. Of those who are skilled, here, in their hours and below their limit, round robin takes whoever was given a
 * case longest ago, least load whoever carries least; ties go to the one longer without, then by id.
 */
export function routeCase(
  method: RoutingMethod,
  wanted: RoutingCase,
  team: readonly Candidate[],
  inHoursOnly: boolean,
): Routing {
  const needs = neededSkills(wanted.traits, team);
  const nobody = (reason: Exclude<Routing, { to: Candidate }>['reason'], because: string): Routing => ({
    to: null,
    reason,
    because,
    needs,
  });
  if (method === 'manual') return nobody('manual', 'This team gives out its cases by hand.');
  const willing = team.filter((person) => person.takesCases);
  if (willing.length === 0) return nobody('no-members', 'Nobody of the team takes cases.');
  const skilled = willing.filter((person) => isSkilled(person, needs));
  if (skilled.length === 0) return nobody('skill', `Nobody of the team is named for ${needs.join(' and ')} together.`);
  const here = skilled.filter((person) => !person.absent);
  const forWhat = needs.length === 0 ? '' : ` for ${needs.join(' and ')}`;
  if (here.length === 0) return nobody('absent', `Everybody${forWhat} is away: ${namesOf(skilled)}.`);
  const working = inHoursOnly ? here.filter((person) => person.inHours) : here;
  if (working.length === 0) return nobody('closed', `It is nobody's working time${forWhat}: ${namesOf(here)}.`);
  const free = working.filter((person) => person.mostLoad === null || person.load + wanted.weight <= person.mostLoad);
  if (free.length === 0)
    return nobody(
      'full',
      `Everybody${forWhat} carries as much as they should: ${working.slice(0, 4).map(loadWords).join(', ')}.`,
    );
  const to = free.toSorted((one, other) => byMethod(method, one, other))[0]!;
  return { to, because: becauseOf(method, to, free, needs), needs };
}

function byMethod(method: RoutingMethod, one: Candidate, other: Candidate): number {
  const turn = (one.lastGivenAt ?? -1) - (other.lastGivenAt ?? -1);
  const load = one.load - other.load;
  const order = method === 'round-robin' ? turn || load : load || turn;
  return order || (one.id < other.id ? -1 : 1);
}

function becauseOf(method: RoutingMethod, to: Candidate, free: readonly Candidate[], needs: readonly string[]): string {
  const skill = needs.length === 0 ? '' : ` and is named for ${needs.join(' and ')}`;
  if (free.length === 1) return `${to.name} is the only one free now${skill}.`;
  return method === 'round-robin'
    ? `It was ${to.name}'s turn of ${free.length} who are free${skill}.`
    : `${to.name} carries least of ${free.length} who are free (${points(to.load)})${skill}.`;
}

function loadWords(person: Candidate): string {
  return `${person.name} ${points(person.load)} of ${points(person.mostLoad ?? 0)}`;
}

function points(load: number): string {
  return String(Math.round(load * 10) / 10);
}

function namesOf(people: readonly Candidate[]): string {
  const names = people.slice(0, 4).map((person) => person.name);
  return people.length > names.length
    ? `${names.join(', ')} and ${people.length - names.length} more`
    : names.join(', ');
}
