/** Which cases are alike, from those alike in everything to all of them. */
import type { SimilarCase } from './estimate.ts';
import { type EstimateCurve, fitCurve } from './estimate-curve.ts';

/** What a case is at its arrival, as far as the time to its resolution is known to hang on it. */
export interface CaseTraits {
  readonly kind: string;
  readonly priority: string;
  /** Null: no team has it. */
  readonly team: string | null;
  /** Open cases of the team when it came. */
  readonly load: number;
}

export type Alike = 'team' | 'kind' | 'priority' | 'busy';

/** What the cases of each group share, the finest group first. A group without the load is steadier and comes after it. */
const groups: readonly (readonly Alike[])[] = [
  ['team', 'kind', 'priority', 'busy'],
  ['team', 'kind', 'priority'],
  ['team', 'kind'],
  ['kind', 'priority'],
  ['kind'],
  [],
];

/** A team's load above this, of the cases in hand, is a busy time. */
const busyShare = 0.75;

export interface FittedCurve extends EstimateCurve {
  readonly key: string;
  /** The load above which the team is busy; only of groups of a team's kind of case. */
  readonly busyOver: number | null;
}

/** The groups a case is in, the finest first; without knowing what is busy for its team the load says nothing. */
export function groupKeys(traits: CaseTraits, busyOver: number | null | undefined): string[] {
  return groups.flatMap((alike) => {
    if (alike.includes('busy') && (busyOver === null || busyOver === undefined)) return [];
    return [alike.map((trait) => `${trait}=${valueOf(traits, trait, busyOver ?? 0)}`).join('&') || 'all'];
  });
}

/** The key under which it is kept what is busy for a team. */
export function teamKey(traits: Pick<CaseTraits, 'team' | 'kind'>): string {
  return `team=${traits.team ?? 'none'}&kind=${traits.kind}`;
}

/** What the cases of a group have in common, read from its key. */
export function alikeOf(key: string): Alike[] {
  return (['team', 'kind', 'priority', 'busy'] as const).filter((trait) => `&${key}`.includes(`&${trait}=`));
}

/** Fits every group that has a case. Open cases count as "at least this long". */
export function fitGroups(cases: readonly (CaseTraits & SimilarCase)[]): FittedCurve[] {
  const loads = Map.groupBy(cases, teamKey);
  const busy = new Map(
    [...loads].map(([key, own]) => {
      const sorted = own.map(({ load }) => load).sort((one, two) => one - two);
      return [key, sorted[Math.floor((sorted.length - 1) * busyShare)] ?? 0];
    }),
  );
  const members = new Map<string, SimilarCase[]>();
  for (const one of cases)
    for (const key of groupKeys(one, busy.get(teamKey(one)))) {
      const group = members.get(key);
      if (group === undefined) members.set(key, [one]);
      else group.push(one);
    }
  return [...members].map(([key, own]) => ({ key, ...fitCurve(own), busyOver: busy.get(key) ?? null }));
}

function valueOf(traits: CaseTraits, trait: Alike, busyOver: number): string {
  if (trait === 'team') return traits.team ?? 'none';
  if (trait === 'busy') return traits.load > busyOver ? 'yes' : 'no';
  return traits[trait];
}
