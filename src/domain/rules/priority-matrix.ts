/**
 * Priority by impact and urgency (ITIL 4, incident management): how many are hit, and how long it can wait. In plain words:
 * one person, several, everybody; it can wait, soon, now.
 */
import type { Priority } from '../cases/words.ts';

export const impacts = ['one', 'some', 'many'] as const;
export type Impact = (typeof impacts)[number];
export const urgencies = ['can-wait', 'soon', 'now'] as const;
export type Urgency = (typeof urgencies)[number];
export type PriorityMatrix = Readonly<Record<Impact, Readonly<Record<Urgency, Priority>>>>;

/** The usual matrix. */
export const usualMatrix: PriorityMatrix = {
  one: { 'can-wait': 'low', soon: 'normal', now: 'high' },
  some: { 'can-wait': 'normal', soon: 'high', now: 'urgent' },
  many: { 'can-wait': 'high', soon: 'urgent', now: 'urgent' },
};

/** The priority that impact and urgency give. */
export function priorityOf(impact: Impact, urgency: Urgency, matrix: PriorityMatrix = usualMatrix): Priority {
  return matrix[impact][urgency];
}
