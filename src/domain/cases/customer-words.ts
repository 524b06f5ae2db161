import type { CaseState } from './words.ts';

/** A case closed longer ago than this is history, unless the house says otherwise: a new word opens another that follows it. */
export const usualLateDays = 30;

/** What a word of the customer does to the case it belongs to. */
export type CustomerWordsEffect =
  | { do: 'append'; state: CaseState; reopened: boolean; waits: boolean }
  /** Open a new case that follows the old one. */
  | { do: 'follow' };

/**
 * Decides what a message from outside does. `counts`: it is the customer's own word (not a machine's); `reopens`: its class may
 * wake a case at all; `thanksOnly`: it asks for nothing. Thanks and machines are shown and change nothing. A snoozed or waiting
 * case comes back; a closed one is reopened, or followed by a new one when it was closed more than `lateAfterDays` days of 24 hours ago; null: never.
 */
export function afterCustomerWords(
  found: { state: CaseState; closedAt: Date | null },
  message: { counts: boolean; reopens: boolean; thanksOnly: boolean },
  now: Date,
  lateAfterDays: number | null = usualLateDays,
): CustomerWordsEffect {
  const quiet = message.thanksOnly || !message.reopens;
  const waits = message.counts && !message.thanksOnly;
  if (found.state === 'closed') {
    if (quiet) return { do: 'append', state: 'closed', reopened: false, waits: false };
    const late =
      lateAfterDays !== null &&
      found.closedAt !== null &&
      now.getTime() - found.closedAt.getTime() > lateAfterDays * 86_400_000;
    return late ? { do: 'follow' } : { do: 'append', state: 'open', reopened: true, waits };
  }
  const back = !quiet && (found.state === 'waiting' || found.state === 'snoozed');
  return { do: 'append', state: back ? 'open' : found.state, reopened: false, waits };
}
