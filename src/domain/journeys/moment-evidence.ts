/**
 * A moment of truth is one contact of one customer with one touchpoint, and it was won, lost or neither. What decides is
 * the strongest evidence there is, in the written order below: what the customer says himself counts more than what we
 * can only infer, and a contact about which nobody said anything is neutral, never won.
 */
export const momentOutcomes = ['won', 'neutral', 'lost'] as const;
export type MomentOutcome = (typeof momentOutcomes)[number];

/**
 * Every kind of evidence with how much it counts, the strongest first. This is the one table of it (docs/decisions/0047); gaps leave
 * room, only the order means anything. The first seven are the order that people agreed on; what speaks beside them comes after.
 */
const strengths = {
  // The customer's own rating, in his own hand.
  answer: 90,
  // What he wrote about us in public, with stars.
  review: 85,
  // He says it is solved, or that it is not.
  verdict: 80,
  // How he sounded at the end: the last feeling he showed.
  emotion: 70,
  // We did not do what we said, whether or not he noticed.
  'broken-promise': 60,
  // He came back with the same matter, in the same case.
  reopened: 50,
  // He came back with the same need in a new case, after we called it solved.
  'repeat-contact': 40,
  // He came to complain or to praise; how it ended counts more.
  complaint: 30,
  // The way back for someone we let down ended one way or the other.
  recovery: 25,
  // A colleague heard him say it.
  observation: 20,
  // Nothing but a closed case: nobody complained, which is not the same as content.
  closed: 10,
} as const;
export type EvidenceKind = keyof typeof strengths;

/** Every kind of evidence, the strongest first. */
export const evidenceKinds = Object.keys(strengths) as EvidenceKind[];

/** One thing that speaks about a contact. */
export interface MomentEvidence {
  readonly kind: EvidenceKind;
  readonly outcome: MomentOutcome;
  readonly quote?: string | null;
  /** The score given, in its own scale. */
  readonly score?: number | null;
}

/** How much this kind of evidence counts; more is stronger. */
export function strengthOf(kind: EvidenceKind): number {
  return strengths[kind];
}

/** Whether new evidence decides over what decided so far: stronger, or as strong and later. */
export function decidesOver(next: EvidenceKind, current: EvidenceKind | undefined): boolean {
  return current === undefined || strengths[next] >= strengths[current];
}

/** What an answered survey says. */
export interface AnsweredScores {
  readonly rating?: number | null | undefined;
  readonly likely?: number | null | undefined;
  readonly easy?: number | null | undefined;
}

/**
 * The outcome that scores state: a rating of 4–5 won, 3 neutral, 1–2 lost; without one, recommendation by the promoter
 * groups, then ease (5–7 won, 4 neutral). Undefined when no score was given: a word alone takes no side.
 */
export function outcomeOfAnswer(answer: AnsweredScores): { outcome: MomentOutcome; score: number } | undefined {
  const { rating, likely, easy } = answer;
  if (typeof rating === 'number') return { outcome: sided(rating, 4, 3), score: rating };
  if (typeof likely === 'number') return { outcome: sided(likely, 9, 7), score: likely };
  if (typeof easy === 'number') return { outcome: sided(easy, 5, 4), score: easy };
  return undefined;
}

/** The outcome of what the customer says about the solution. Silence says nothing. */
export function outcomeOfVerdict(verdict: string): MomentOutcome | undefined {
  if (verdict === 'confirmed') return 'won';
  if (verdict === 'refuted') return 'lost';
  return undefined;
}

const glad: ReadonlySet<string> = new Set(['delighted', 'grateful', 'happy', 'relieved', 'glad', 'thankful']);
const upset: ReadonlySet<string> = new Set(['angry', 'annoyed', 'disappointed', 'frustrated', 'upset', 'let-down']);

/** The outcome of how a customer sounds; undefined for calm or unknown words. */
export function outcomeOfEmotion(emotion: string): MomentOutcome | undefined {
  if (glad.has(emotion)) return 'won';
  if (upset.has(emotion)) return 'lost';
  return undefined;
}

function sided(score: number, wonFrom: number, neutralFrom: number): MomentOutcome {
  if (score >= wonFrom) return 'won';
  return score >= neutralFrom ? 'neutral' : 'lost';
}
