import type { Role } from '../people/permissions.ts';

/**
 * A procedure is a list of steps in the order in which they are usually done. A step may have sub-steps, and may ask a
 * question whose answer decides which step comes next. Answers only lead onwards, so every way through it ends.
 */
export interface Step {
  /** Names the step for good, in the marks of what ran and between versions. */
  key: string;
  title: string;
  details: string;
  /** Whoever does it: `assignee`, a role, or `team:<id>`. Empty while nobody has been named. */
  responsible: string;
  /** Whoever answers for it, is asked before, is told after: the same words. */
  accountable: string;
  consulted: readonly string[];
  informed: readonly string[];
  /** How one sees that it is done. */
  doneWhen: string;
  /** What the customer is told when it is done; empty where it is none of his business. */
  customerWords: string;
  /** Nothing of this step concerns the customer: it needs no wording. */
  behindTheScenes: boolean;
  /** Open minutes it usually takes; null: unknown. */
  minutes: number | null;
  /** The step this one belongs to; one level only. */
  under: string | null;
  /** Where the answer decides how it goes on; empty: the next step follows. */
  choices: readonly Choice[];
}

export interface Choice {
  key: string;
  label: string;
  /** The step that follows; `end`: nothing does; null: the next in order. */
  next: string | null;
}

/** A whole procedure as it is written, published and run. */
export interface ProcedureContent {
  name: string;
  purpose: string;
  /** When it is proposed for a case: of one of these kinds, with one of these tags, or with one of these words in it. */
  kinds: readonly string[];
  tags: readonly string[];
  words: readonly string[];
  /** What else it belongs to, for whoever reads it: a form, a standard, a touchpoint. */
  links: readonly { kind: 'form' | 'standard' | 'touchpoint'; id: string }[];
  steps: readonly Step[];
}

export interface Mark {
  state: 'done' | 'skipped';
  choice: string | null;
}

/** `open`: can be done now; `ahead`: comes later or hangs on an answer; `away`: the answers led past it. */
export type StepStanding = 'done' | 'skipped' | 'open' | 'ahead' | 'away';

/** Titles of a step's own sub-steps, in order. */
export function subStepsOf(steps: readonly Step[], key: string): Step[] {
  return steps.filter((step) => step.under === key);
}

/**
 * Where a run stands: the standing of every step by its key, and whether everything on its way is marked. Steps without a
 * question may be done in any order; nothing behind an unanswered question is open. A step with sub-steps opens when they are marked.
 */
export function standingsOf(
  steps: readonly Step[],
  marks: ReadonlyMap<string, Mark>,
): { standings: Map<string, StepStanding>; finished: boolean } {
  const main = steps.filter((step) => step.under === null);
  const standings = new Map<string, StepStanding>();
  let waits = false;
  let open = 0;
  for (let at = 0; at < main.length;) {
    const step = main[at]!;
    const mark = marks.get(step.key);
    const parts = subStepsOf(steps, step.key);
    for (const part of parts) standings.set(part.key, marks.get(part.key)?.state ?? (waits ? 'ahead' : 'open'));
    const partsOpen = parts.filter((part) => !marks.has(part.key)).length;
    standings.set(step.key, mark?.state ?? (waits || partsOpen > 0 ? 'ahead' : 'open'));
    if (mark === undefined) open++;
    if (mark?.state !== 'skipped') open += partsOpen;
    if (step.choices.length > 0 && mark === undefined) waits = true;
    at = following(main, at, mark);
  }
  const seen = new Set(standings.keys());
  for (const step of steps) if (!seen.has(step.key)) standings.set(step.key, 'away');
  return { standings, finished: open === 0 };
}

/** The place of the step that follows; the length when nothing does. A skipped question leads to the next step in order. */
function following(main: readonly Step[], at: number, mark: Mark | undefined): number {
  const choice = mark?.choice == null ? undefined : main[at]!.choices.find((one) => one.key === mark.choice);
  if (choice === undefined || choice.next === null) return at + 1;
  if (choice.next === 'end') return main.length;
  const place = main.findIndex((step) => step.key === choice.next);
  return place > at ? place : at + 1;
}

const ranks: readonly string[] = ['colleague', 'agent', 'lead', 'manager', 'admin', 'owner'];

/** Whether somebody may do a step: a role stands for itself and those above; a team for its members, and for leads and above. */
export function mayDoStep(
  responsible: string,
  person: { id: string; role: Role; teamIds: readonly string[] },
  assigneeId: string | null,
): boolean {
  if (responsible === '' || responsible === 'assignee')
    return assigneeId === null || assigneeId === person.id || ranks.indexOf(person.role) >= ranks.indexOf('agent');
  if (responsible.startsWith('team:'))
    return (
      person.teamIds.includes(responsible.slice('team:'.length)) || ranks.indexOf(person.role) >= ranks.indexOf('lead')
    );
  return ranks.indexOf(person.role) >= ranks.indexOf(responsible);
}
