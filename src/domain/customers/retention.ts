/** What retention rules are about: closed cases are emptied of words, the rest is removed, and quiet people are erased. */
export const retentionKinds = ['closed-cases', 'attachments', 'raw-mail', 'spam', 'inactive-customers'] as const;
export type RetentionKind = (typeof retentionKinds)[number];

/** What is proposed to somebody who has not decided, in days. */
export const usualDays: Readonly<Record<RetentionKind, number>> = {
  'closed-cases': 1095,
  attachments: 730,
  'raw-mail': 365,
  spam: 30,
  'inactive-customers': 1825,
};

/** Whatever is older than this goes. */
export function keptSince(now: Date, afterDays: number): Date {
  return new Date(now.getTime() - afterDays * 86_400_000);
}
