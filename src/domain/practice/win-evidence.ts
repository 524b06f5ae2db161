/**
 * What counts as the customer's side of a win. Staff can claim what they like; only something the customer did himself
 * makes it count, within fourteen days before or after the claim, and one piece of evidence carries one win.
 */
export type EvidenceKind = 'rating' | 'solution-confirmed' | 'promise-confirmed' | 'review' | 'thanks' | 'purchase';

export interface Evidence {
  readonly id: string;
  readonly kind: EvidenceKind;
  readonly customerId: string;
  readonly caseId: string | null;
  readonly at: Date;
  readonly rating: number | null;
  /** The staff member who typed it in, if one did. */
  readonly notedBy: string | null;
}

export interface Claim {
  readonly id: string;
  readonly userId: string;
  readonly customerId: string;
  readonly caseId: string | null;
  readonly claimedAt: Date;
}

/** How long evidence may come after the claim, or lie before it. */
const EVIDENCE_DAYS = 14;
/** A rating of 4 or 5 out of 5 is good; 3 is not a win. */
export const GOOD_RATING = 4;

const MILLISECONDS_PER_DAY = 86_400_000;

/** Until when evidence for a claim may come; afterwards the win stays claimed. */
export function evidenceUntil(claimedAt: Date): Date {
  return new Date(claimedAt.getTime() + EVIDENCE_DAYS * MILLISECONDS_PER_DAY);
}

/** Since when evidence that was there before the claim may count. */
export function evidenceSince(claimedAt: Date): Date {
  return new Date(claimedAt.getTime() - EVIDENCE_DAYS * MILLISECONDS_PER_DAY);
}

/** Whether a piece of evidence may carry a claim: same customer, same case where both name one, in time, not typed in by the claimer. */
export function supports(evidence: Evidence, claim: Claim): boolean {
  if (evidence.customerId !== claim.customerId || evidence.notedBy === claim.userId) return false;
  if (claim.caseId !== null && evidence.caseId !== null && evidence.caseId !== claim.caseId) return false;
  return evidence.at >= evidenceSince(claim.claimedAt) && evidence.at <= evidenceUntil(claim.claimedAt);
}

/** How much each kind says about one's deed; a rating of the very case says most. */
const weight: Record<EvidenceKind, number> = {
  rating: 6,
  review: 5,
  'solution-confirmed': 4,
  'promise-confirmed': 4,
  thanks: 3,
  purchase: 2,
};

/** The piece that carries a claim best: of the same case first, then the stronger kind, then the newer; undefined if none does. */
export function bestEvidence<E extends Evidence>(pieces: readonly E[], claim: Claim): E | undefined {
  const score = (piece: Evidence) =>
    (piece.caseId !== null && piece.caseId === claim.caseId ? 10 : 0) + weight[piece.kind];
  return pieces
    .filter((piece) => supports(piece, claim))
    .toSorted((one, other) => score(other) - score(one) || other.at.getTime() - one.at.getTime())[0];
}

/** The claim that a new piece of evidence carries: of the same case first, else the oldest that waits. */
export function claimCarriedBy<C extends Claim>(evidence: Evidence, claims: readonly C[]): C | undefined {
  const sameCase = (claim: Claim) => (claim.caseId !== null && claim.caseId === evidence.caseId ? 0 : 1);
  return claims
    .filter((claim) => supports(evidence, claim))
    .toSorted(
      (one, other) => sameCase(one) - sameCase(other) || one.claimedAt.getTime() - other.claimedAt.getTime(),
    )[0];
}
