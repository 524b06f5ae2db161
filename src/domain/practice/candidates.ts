/** Whom to win today: those whose good word is waiting to be claimed first, then those a kept promise could win back. */
export type CandidateReason =
  | 'won-back'
  | 'praised'
  | 'thanked'
  | 'confirmed'
  | 'rated'
  | 'bought'
  | 'promise-due'
  | 'ask-how-it-went';

export interface Candidate {
  readonly customer: { readonly id: string; readonly name: string };
  readonly caseId: string | null;
  readonly reason: CandidateReason;
  /** The customer's side is there already; only the claim is missing. */
  readonly evidenced: boolean;
  readonly at: Date;
  readonly what: string | null;
  readonly quote: string | null;
}

const order: readonly CandidateReason[] = [
  'won-back',
  'praised',
  'promise-due',
  'thanked',
  'confirmed',
  'rated',
  'bought',
  'ask-how-it-went',
];

/** Why a piece of evidence makes a candidate. A good word after a lost moment counts most; words count more than a number. */
export function reasonOf(piece: {
  kind: 'rating' | 'solution-confirmed' | 'promise-confirmed' | 'review' | 'thanks' | 'purchase';
  rating: number | null;
  quote: string | null;
  lostBefore: boolean;
}): CandidateReason {
  if (piece.lostBefore) return 'won-back';
  const spoke = piece.quote !== null && piece.quote.trim() !== '';
  if ((piece.kind === 'rating' || piece.kind === 'review') && spoke && (piece.rating ?? 5) >= 5) return 'praised';
  if (piece.kind === 'thanks') return 'thanked';
  if (piece.kind === 'solution-confirmed' || piece.kind === 'promise-confirmed') return 'confirmed';
  return piece.kind === 'purchase' ? 'bought' : 'rated';
}

/** Best first, each customer once, `most` at most. */
export function rankCandidates<C extends Candidate>(candidates: readonly C[], most: number): C[] {
  const ranked = candidates.toSorted(
    (one, other) => order.indexOf(one.reason) - order.indexOf(other.reason) || other.at.getTime() - one.at.getTime(),
  );
  const seen = new Set<string>();
  return ranked.filter(({ customer }) => !seen.has(customer.id) && seen.add(customer.id) !== undefined).slice(0, most);
}
