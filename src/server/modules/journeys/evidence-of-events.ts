import {
  type MomentEvidence,
  outcomeOfAnswer,
  outcomeOfEmotion,
  outcomeOfVerdict,
} from '../../../domain/journeys/moment-evidence.ts';
import type { KeptEvent } from '../../store/events.ts';

/** What an event says about a contact: that there is one, where it was, or how it went. */
export interface Finding {
  readonly event: KeptEvent;
  readonly contact: string;
  readonly caseId: string | null;
  readonly customerId: string | null;
  /** The channel, where the event states it; decides the touchpoint of a contact that is new. */
  readonly channel: string | null;
  /** A touchpoint named by a person. */
  readonly touchpointId: string | null;
  /** What a person named before is taken back: the channel decides again. */
  readonly byChannel: boolean;
  readonly evidence: MomentEvidence | null;
  /** When it happened, where it was told later. */
  readonly happenedAt: Date | null;
  /** What was told of this contact before was noted wrongly and counts no more; without new evidence there was no such contact. */
  readonly anew: boolean;
}

type Data = KeptEvent['data'];

/** The events that speak about contacts. */
export const eventsWithEvidence = [
  'cases.opened',
  'cases.changed',
  'cases.customer-wrote',
  'cases.felt',
  'cases.closed',
  'cases.reopened',
  'cases.verdict-given',
  'words.recurrence-found',
  'words.recurrence-confirmed',
  'words.recurrence-dismissed',
  'promises.broken',
  'voice.answered',
  'voice.recovery-opened',
  'voice.recovery-ended',
  'voice.reviewed',
  'voice.review-corrected',
  'voice.review-removed',
  'voice.review-put-back',
  'voice.observed',
  'voice.observation-corrected',
  'voice.observation-removed',
  'voice.observation-put-back',
  'journeys.touchpoint-chosen',
] as const;

/** Reads one event; undefined when it says nothing about how a contact went. */
export function findingOf(event: KeptEvent): Finding | undefined {
  const { type, data } = event;
  const finding = readers[type]?.(data, event);
  if (finding === undefined) return undefined;
  return {
    event,
    caseId: text(data['caseId']),
    customerId: text(data['customerId']),
    channel: null,
    touchpointId: null,
    byChannel: false,
    evidence: null,
    happenedAt: null,
    anew: false,
    ...finding,
  };
}

type Reader = (data: Data, event: KeptEvent) => (Partial<Finding> & { contact: string }) | undefined;

const readers: Readonly<Record<string, Reader>> = {
  'cases.opened': (data, event) => ({
    ...ofCase(data, event),
    channel: text(data['channel']) ?? 'api',
    evidence: saidByKind(data['kind']),
  }),
  'cases.changed': (data, event) => {
    const after = record(data['after']);
    const customerId = text(after['customerId']);
    const evidence = saidByKind(after['kind']) ?? felt(after['emotion']);
    return customerId === null && evidence === null ? undefined : { ...ofCase(data, event), customerId, evidence };
  },
  'cases.customer-wrote': (data, event) => {
    const evidence =
      felt(data['emotion']) ?? (data['thanksOnly'] === true ? ({ kind: 'emotion', outcome: 'won' } as const) : null);
    return evidence === null ? undefined : { ...ofCase(data, event), evidence };
  },
  // a passing word decides no moment
  'cases.felt': (data, event) => {
    const evidence = Number(data['strength']) >= 2 ? felt(data['emotion']) : null;
    return evidence === null ? undefined : { ...ofCase(data, event), evidence };
  },
  'cases.closed': (data, event) => ({ ...ofCase(data, event), evidence: { kind: 'closed', outcome: 'neutral' } }),
  'cases.reopened': (data, event) =>
    data['by'] === 'customer'
      ? { ...ofCase(data, event), evidence: { kind: 'reopened', outcome: 'lost', quote: quote(data['because']) } }
      : undefined,
  'cases.verdict-given': (data, event) => {
    const outcome = outcomeOfVerdict(String(data['verdict']));
    return outcome === undefined ? undefined : { ...ofCase(data, event), evidence: { kind: 'verdict', outcome } };
  },
  // the contact that we called solved was not: it is the old case that was lost, not the new one
  'words.recurrence-found': sameAgain,
  'words.recurrence-confirmed': sameAgain,
  'words.recurrence-dismissed': sameAgain,
  'promises.broken': (data, event) => {
    if (data['kind'] !== 'personal' && data['kind'] !== 'policy') return undefined;
    const caseId = text(data['caseId']);
    return {
      contact: caseId === null ? `promise:${event.subjectId ?? event.id}` : `case:${caseId}`,
      channel: caseId === null ? 'promise' : null,
      evidence: { kind: 'broken-promise', outcome: 'lost', quote: quote(data['what']) },
    };
  },
  'voice.answered': (data) => {
    const scores = outcomeOfAnswer({
      rating: number(data['rating']),
      likely: number(data['likely']),
      easy: number(data['easy']),
    });
    if (scores === undefined) return undefined;
    const caseId = text(data['caseId']);
    const recoveryId = text(data['recoveryId']);
    return {
      ...(recoveryId !== null
        ? { contact: `recovery:${recoveryId}`, channel: 'recovery' }
        : caseId !== null
          ? { contact: `case:${caseId}` }
          : { contact: `answer:${String(data['answerId'])}`, channel: 'survey' }),
      evidence: { kind: 'answer', ...scores, quote: quote(data['quote']) ?? quote(data['word']) },
    };
  },
  'voice.recovery-opened': (data) => ({ contact: `recovery:${String(data['recoveryId'])}`, channel: 'recovery' }),
  'voice.recovery-ended': (data) => ({
    contact: `recovery:${String(data['recoveryId'])}`,
    channel: 'recovery',
    evidence: { kind: 'recovery', outcome: data['recovered'] === true ? 'won' : 'lost', quote: quote(data['quote']) },
  }),
  'voice.reviewed': review,
  'voice.review-corrected': (data) => anew(`review:${String(data['reviewId'])}`, review(data)),
  'voice.review-removed': (data) => anew(`review:${String(data['reviewId'])}`),
  'voice.review-put-back': (data) => anew(`review:${String(data['reviewId'])}`, review(data)),
  'voice.observed': observation,
  'voice.observation-corrected': (data) => anew(`observation:${String(data['observationId'])}`, observation(data)),
  'voice.observation-removed': (data) => anew(`observation:${String(data['observationId'])}`),
  'voice.observation-put-back': (data) => anew(`observation:${String(data['observationId'])}`, observation(data)),
  'journeys.touchpoint-chosen': (data, event) => ({
    ...ofCase(data, event),
    touchpointId: text(data['touchpointId']),
    byChannel: data['touchpointId'] === null,
  }),
};

function review(data: Data) {
  const stars = outcomeOfAnswer({ rating: number(data['rating']) });
  if (stars === undefined || text(data['customerId']) === null) return undefined;
  return {
    contact: `review:${String(data['reviewId'])}`,
    channel: 'review',
    touchpointId: text(data['touchpointId']),
    happenedAt: instant(data['saidAt']),
    evidence: { kind: 'review', ...stars, quote: quote(data['quote']) } as const,
  };
}

function observation(data: Data) {
  const touchpointId = text(data['touchpointId']);
  const feeling = data['feeling'];
  if (touchpointId === null || text(data['customerId']) === null) return undefined;
  if (feeling !== 'won' && feeling !== 'neutral' && feeling !== 'lost') return undefined;
  return {
    contact: `observation:${String(data['observationId'])}`,
    channel: 'in-person',
    touchpointId,
    happenedAt: instant(data['heardAt']),
    evidence: { kind: 'observation', outcome: feeling, quote: quote(data['quote']) } as const,
  };
}

/** Corrected, taken back or put back: what was told before is left out, what is told now takes its place. */
function anew(contact: string, told: Partial<Finding> = {}) {
  return { ...told, contact, anew: true };
}

function sameAgain(data: Data, event: KeptEvent) {
  const caseId = text(data['ofCaseId']);
  if (caseId === null) return undefined;
  // a person who says it was something else takes the evidence back
  const outcome = event.type.endsWith('dismissed') ? 'neutral' : 'lost';
  return { contact: `case:${caseId}`, caseId, evidence: { kind: 'repeat-contact', outcome } as const };
}

function ofCase(data: Data, event: KeptEvent): { contact: string; caseId: string | null } {
  const caseId = text(data['caseId']) ?? event.subjectId;
  return { contact: `case:${caseId}`, caseId };
}

function saidByKind(kind: unknown): MomentEvidence | null {
  if (kind === 'complaint') return { kind: 'complaint', outcome: 'lost' };
  return kind === 'compliment' ? { kind: 'complaint', outcome: 'won' } : null;
}

function felt(emotion: unknown): MomentEvidence | null {
  const outcome = typeof emotion === 'string' ? outcomeOfEmotion(emotion) : undefined;
  return outcome === undefined ? null : { kind: 'emotion', outcome };
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function instant(value: unknown): Date | null {
  const at = typeof value === 'string' ? new Date(value) : undefined;
  return at === undefined || Number.isNaN(at.getTime()) ? null : at;
}

function number(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}

/** The ledger shows a sentence, not a letter. */
function quote(value: unknown): string | null {
  return text(value)?.slice(0, 280) ?? null;
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
