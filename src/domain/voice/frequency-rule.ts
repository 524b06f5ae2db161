/**
 * May we ask this person now? One rule for every programme and channel, so that nobody is asked twice within a quiet
 * period, nobody is asked while we still owe them a recovery, and every refusal can be explained.
 */
export type PastAsk = {
  /** The survey programme, e.g. "after a case" or "relationship". */
  readonly programme: string;
  /** What it was about, e.g. a case id; one programme asks about one subject once. */
  readonly subject?: string;
  readonly askedAt: Date;
  readonly answeredAt?: Date;
};

export type AskingSituation = {
  readonly now: Date;
  readonly programme: string;
  readonly subject?: string;
  /** Everything this person was ever asked, in any programme, in any order. */
  readonly past: readonly PastAsk[];
  /** Days of quiet after any ask or answer, whatever the programme. */
  readonly quietDays: number;
  /** Days of quiet after an ask or answer of this very programme. */
  readonly programmeQuietDays: number;
  readonly openRecovery: boolean;
  /** The address bounced for good and nothing was delivered since. */
  readonly bounced: boolean;
  /** 'all', or the programmes this person no longer wants. */
  readonly optedOut: 'all' | readonly string[];
  /** How important this ask is, 1 first; needed where others are planned. */
  readonly priority?: number;
  /** What else this person is to be asked soon. */
  readonly planned?: readonly PlannedAsk[];
  /** His data are held for a dispute: nobody asks how he feels meanwhile. */
  readonly legalHold?: boolean;
  /** He waits for our help, and this ask is not about that matter: help first. */
  readonly waitsForHelp?: boolean;
};

/** An ask that is due now or later. */
export type PlannedAsk = { readonly programme: string; readonly priority: number; readonly dueAt: Date };

export type AskingRefusalCode =
  | 'opted_out'
  | 'legal_hold'
  | 'help_first'
  | 'more_important_due'
  | 'address_bounced'
  | 'recovery_open'
  | 'already_asked'
  | 'programme_quiet_period'
  | 'quiet_period';

/** `until` is the first instant at which asking is allowed again, or null where no date can be given. */
export type AskingDecision =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly code: AskingRefusalCode; readonly until: Date | null; readonly reason: string };

const DAY = 86_400_000;

/**
 * Decides whether this person may be asked. Refusals without an end come first, since a date would promise something
 * that will not happen; of two quiet periods the one that lasts longer is named. Days are 24 hours.
 */
export function mayAsk(situation: AskingSituation): AskingDecision {
  const { programme, subject, past, optedOut } = situation;
  if (optedOut === 'all' || optedOut.includes(programme))
    return refused('opted_out', null, 'They asked not to be surveyed.');
  if (situation.legalHold === true) return refused('legal_hold', null, 'Their data are held for a dispute.');
  if (situation.bounced) return refused('address_bounced', null, 'Their address bounces.');
  if (subject !== undefined && past.some((ask) => ask.programme === programme && ask.subject === subject)) {
    return refused('already_asked', null, 'They were already asked about this.');
  }
  if (situation.openRecovery) return refused('recovery_open', null, 'We still owe them a recovery.');
  if (situation.waitsForHelp === true) return refused('help_first', null, 'They wait for our help; help comes first.');
  const own = past.filter((ask) => ask.programme === programme);
  const programmeUntil = quietUntil(own, situation.programmeQuietDays);
  const anyUntil = quietUntil(past, situation.quietDays);
  const now = situation.now.getTime();
  if (Math.max(programmeUntil, anyUntil) <= now) return givesWay(situation) ?? { allowed: true };
  return programmeUntil >= anyUntil
    ? refused('programme_quiet_period', new Date(programmeUntil), 'This programme asked them not long ago.')
    : refused('quiet_period', new Date(anyUntil), 'They were asked something not long ago.');
}

/** Of two asks that would fall into one quiet period the more important one is made; equals are served as they come. */
function givesWay({ now, quietDays, priority, planned }: AskingSituation): AskingDecision | undefined {
  if (priority === undefined || planned === undefined) return undefined;
  const horizon = now.getTime() + quietDays * DAY;
  const first = planned
    .filter((ask) => ask.priority < priority && ask.dueAt.getTime() <= horizon)
    .toSorted((one, two) => two.dueAt.getTime() - one.dueAt.getTime())[0];
  if (first === undefined) return undefined;
  const until = new Date(Math.max(now.getTime(), first.dueAt.getTime()) + quietDays * DAY);
  return refused('more_important_due', until, 'Something more important is about to be asked.');
}

function refused(code: AskingRefusalCode, until: Date | null, reason: string): AskingDecision {
  return { allowed: false, code, until, reason };
}

/** End of the quiet period in epoch milliseconds; −∞ when there is none. */
function quietUntil(asks: readonly PastAsk[], days: number): number {
  if (days <= 0) return Number.NEGATIVE_INFINITY;
  return asks.reduce(
    (latest, ask) =>
      Math.max(latest, ask.askedAt.getTime() + days * DAY, (ask.answeredAt?.getTime() ?? -Infinity) + days * DAY),
    Number.NEGATIVE_INFINITY,
  );
}
