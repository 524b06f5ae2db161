/** A way in which a mail points at a case, in the order in which they are believed. */
export type ThreadingEvidence =
  | 'address-token'
  | 'signed-message-id'
  | 'body-marker'
  | 'known-message-id'
  | 'subject-number';

/**
 * One case a mail may belong to. The caller supplies only candidates of the same mailbox and only tokens whose signature was
 * verified; a forged or guessed token is no candidate at all.
 */
export type ThreadingCandidate = {
  evidence: ThreadingEvidence;
  caseId: string;
  mailboxId: string;
  /** For a subject number: does the sender already take part in that case? */
  senderTakesPart?: boolean;
  /** For known Message-IDs: position from the end in In-Reply-To + References (0 = nearest parent). */
  distance?: number;
};

export type ThreadingDecision =
  | { caseId: string; evidence: ThreadingEvidence; reason: string }
  | { caseId: null; evidence: null; reason: string };

const ORDER: readonly ThreadingEvidence[] = [
  'address-token',
  'signed-message-id',
  'body-marker',
  'known-message-id',
  'subject-number',
];

const WORDS: Record<ThreadingEvidence, string> = {
  'address-token': 'answered to the signed reply address',
  'signed-message-id': 'answers a mail we sent',
  'body-marker': 'quotes the mark of a mail we sent',
  'known-message-id': 'answers a mail of this conversation',
  'subject-number': 'names the case number, and the sender takes part in it',
};

/**
 * Chooses the case a mail belongs to. The strongest evidence wins; among equals the nearest parent. A number in the subject
 * counts only for somebody who already takes part, because a number can be guessed. Nothing crosses mailboxes.
 */
export function decideThread(mailboxId: string, candidates: readonly ThreadingCandidate[]): ThreadingDecision {
  const usable = candidates.filter(
    (candidate) =>
      candidate.mailboxId === mailboxId &&
      (candidate.evidence !== 'subject-number' || candidate.senderTakesPart === true),
  );
  const best = usable.toSorted(
    (a, b) => ORDER.indexOf(a.evidence) - ORDER.indexOf(b.evidence) || (a.distance ?? 0) - (b.distance ?? 0),
  )[0];
  if (best) return { caseId: best.caseId, evidence: best.evidence, reason: WORDS[best.evidence] };
  const refused = candidates.some(
    (candidate) => candidate.evidence === 'subject-number' && candidate.mailboxId === mailboxId,
  );
  return {
    caseId: null,
    evidence: null,
    reason: refused
      ? 'names a case number, but the sender does not take part in it'
      : 'belongs to no known conversation',
  };
}

/** Message-IDs a mail refers to, nearest parent first, without repeats: In-Reply-To, then References from the end. */
export function referencedIds(inReplyTo: readonly string[], references: readonly string[]): string[] {
  return [...new Set([...inReplyTo, ...references.toReversed()])];
}

/** Case numbers a subject names: "[#123]", "#123", "[Case 123]", "Fall 123:". At most five, in order. */
export function caseNumbersInSubject(subject: string): number[] {
  const found = [
    ...subject.matchAll(
      /(?:#|\b(?:case|fall|ticket|vorgang|caso|dossier|zaak|sag|ärende|sak|sprawa)\s*(?:nr\.?|no\.?|n°)?\s*[:#]?\s*)(\d{1,10})\b/gi,
    ),
  ];
  return [...new Set(found.map((match) => Number(match[1])))]
    .filter((number) => Number.isSafeInteger(number) && number > 0)
    .slice(0, 5);
}

/** The subject without reply and forward prefixes in the usual languages and without our case number. */
export function bareSubject(subject: string): string {
  const prefix =
    /^\s*(?:(?:re|aw|antw|sv|vs|vb|fwd?|wg|tr|réf?|rv|enc|res|rif|r|i|odp|pd|fs|vl|ynt|ilt|отв|на|回复|回覆|答复|转发|轉寄|返信|転送|답장|전달)\s*(?:\[\d+\]|\(\d+\))?\s*[:：]|\[#\d+\])\s*/iu;
  let bare = subject.trim();
  while (prefix.test(bare)) bare = bare.replace(prefix, '');
  return bare.trim();
}
