/** What speaks for two records being one person. */
const duplicateReasons = [
  'same-name',
  'alike-name',
  'same-organisation',
  'same-number',
  'same-mail-name',
  'claimed-address',
] as const;
export type DuplicateReason = (typeof duplicateReasons)[number];

/** What was seen of two records. `nameLikeness` is the trigram similarity of the names, 0 to 1. */
export interface DuplicateSigns {
  readonly nameLikeness: number;
  readonly sameOrganisation: boolean;
  readonly sameNumber: boolean;
  readonly sameMailName: boolean;
}

/** Below this nothing is proposed: a name alone is no reason, there are many of every name. */
export const proposedFrom = 0.6;

/** Mail names that say nothing about who writes. */
const offices = new Set(
  'info contact kontakt office mail hello hallo support service sales admin team post einkauf billing accounts noreply no-reply webmaster shop order orders bestellung buchhaltung'.split(
    ' ',
  ),
);

/**
 * How surely two records are one person, 0 to 1, and why. The weights are judgement, chosen so that two signs of different
 * kinds, or the same number alone, are enough, and a shared name or organisation alone is not.
 */
export function scoreDuplicate(signs: DuplicateSigns): { score: number; reasons: DuplicateReason[] } {
  const reasons: DuplicateReason[] = [];
  let score = 0;
  const add = (reason: DuplicateReason, weight: number) => {
    reasons.push(reason);
    score += weight;
  };
  if (signs.nameLikeness >= 0.999) add('same-name', 0.45);
  else if (signs.nameLikeness >= 0.5) add('alike-name', 0.45 * signs.nameLikeness);
  if (signs.sameOrganisation) add('same-organisation', 0.2);
  if (signs.sameNumber) add('same-number', 0.6);
  if (signs.sameMailName) add('same-mail-name', 0.35);
  return { score: Math.min(1, Math.round(score * 100) / 100), reasons };
}

/** The part of an address before the sign, where it names a person: without a label after a plus, dots and dashes; else null. */
export function mailName(address: string): string | null {
  const local = (address.split('@')[0] ?? '').replace(/\+.*$/, '').toLowerCase();
  const plain = local.replaceAll(/[._-]/g, '');
  return plain.length < 5 || offices.has(local) || offices.has(plain) ? null : plain;
}

/** The last eight digits, by which a number is the same with and without its country; null when it is shorter. */
export function numberTail(number: string): string | null {
  const digits = number.replaceAll(/\D/g, '');
  return digits.length < 8 ? null : digits.slice(-8);
}
