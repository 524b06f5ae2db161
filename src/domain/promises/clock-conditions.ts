/** What starts and stops a clock of one's own: something that happens to a case, a state it enters, a tag it is given. */

export const clockEvents = ['opened', 'customer-wrote', 'replied', 'reopened', 'closed'] as const;
export const clockStates = ['new', 'open', 'waiting', 'snoozed', 'closed'] as const;

export interface ClockCondition {
  readonly on: 'event' | 'state' | 'tag';
  readonly is: string;
}

/** One thing that happened to a case. */
export interface CaseHappening {
  /** As the log calls it, `cases.replied`. */
  readonly type: string;
  /** The state it entered with this, where it entered one. */
  readonly state: string | null;
  /** Its tags before and after; null where they are not told. */
  readonly tagsBefore: readonly string[] | null;
  readonly tagsAfter: readonly string[] | null;
  /** Thanks, and what no person wrote: it starts nothing and stops nothing. */
  readonly counts: boolean;
}

/** Whether a condition becomes true with what happened. A tag that was there before starts nothing again. */
export function becomesTrue(condition: ClockCondition, happened: CaseHappening): boolean {
  if (condition.on === 'event')
    return happened.type === `cases.${condition.is}` && (condition.is !== 'customer-wrote' || happened.counts);
  if (condition.on === 'state') return happened.state === condition.is;
  return happened.tagsAfter?.includes(condition.is) === true && happened.tagsBefore?.includes(condition.is) !== true;
}
