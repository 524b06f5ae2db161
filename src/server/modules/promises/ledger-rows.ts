import type { PromiseKind, PromiseState } from '../../../domain/promises/promise-states.ts';

export type Clock = 'first-response' | 'next-response' | 'resolution';

/** A promise as its table holds it. Only the ledger changes one: everything from `due_at` on follows from its facts. */
export interface LedgerRow {
  id: string;
  kind: PromiseKind;
  clock: Clock | null;
  what: string;
  case_id: string | null;
  customer_id: string;
  policy_id: string | null;
  policy_version: number | null;
  calendar_id: string | null;
  calendar_version: number | null;
  pause_in: string[];
  keeper_id: string | null;
  made_by: string | null;
  made_at: Date;
  target_minutes: number | null;
  due_at: Date | null;
  first_due_at: Date | null;
  state: PromiseState;
  paused: boolean;
  remaining_ms: number | null;
  at_risk: boolean;
  next_at: Date | null;
  warned: number;
  ended_at: Date | null;
  end_reason: string | null;
  break_reason: string | null;
  broke_in_silence: boolean;
  apology: string | null;
  recovery: string | null;
  told: string | null;
  visible: boolean;
  message_id: string | null;
  spoken_words: string | null;
  /** Somebody who takes part in the case: `by` him to us, or by us `to` him. Never shown to the customer. */
  party_id: string | null;
  party_side: 'by' | 'to' | null;
  /** It is the part he was given, with its time; it ends with that part. */
  party_task: boolean;
}

/** The words of the log of a promise. Those the clock reads are listed in clock-record.ts; the others are history. */
export type FactKind =
  | 'made'
  | 'paused'
  | 'resumed'
  | 'retargeted'
  | 'renegotiated'
  | 'reopened'
  | 'warned'
  | 'at-risk'
  | 'handed-over'
  | 'moved-to-case'
  | 'met'
  | 'broken'
  | 'lapsed'
  | 'explained'
  | 'withdrawn'
  | 'restored';

/** What a fact says beside its kind. Which keys a kind has is written where it is made. */
export interface FactData {
  reason?: string | null;
  /** Open minutes promised, or null when `dueAt` was. */
  minutes?: number | null;
  dueAt?: string | null;
  calendarId?: string | null;
  calendarVersion?: number | null;
  policyId?: string | null;
  policyVersion?: number | null;
  [key: string]: string | number | boolean | null | undefined;
}

export interface NewFact {
  promise_id: string;
  at: Date;
  fact: FactKind;
  data: FactData;
  actor_id: string | null;
}

/** A fact as it is read back; `id` rises in the order of writing. */
export interface FactRow extends NewFact {
  id: number;
}
