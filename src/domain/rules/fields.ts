/** What conditions can ask about, and which questions make sense for it. */
import { caseChannels, caseKinds, caseStates, priorities } from '../cases/words.ts';
import type { Operator } from './words.ts';

export type FieldKind = 'choice' | 'person' | 'team' | 'text' | 'tags' | 'number' | 'flag';

export interface RuleField {
  readonly kind: FieldKind;
  /** Of a choice. */
  readonly values?: readonly string[];
  /** The value before an event is known: it can be asked whether it changed. */
  readonly changes?: true;
  /** Only known at these events; elsewhere it is empty. */
  readonly of: 'case' | 'customer' | 'message' | 'promise' | 'answer';
}

/** In the order in which the editor offers them. */
export const ruleFields: Readonly<Record<string, RuleField>> = {
  priority: { kind: 'choice', values: priorities, changes: true, of: 'case' },
  state: { kind: 'choice', values: caseStates, changes: true, of: 'case' },
  kind: { kind: 'choice', values: caseKinds, changes: true, of: 'case' },
  channel: { kind: 'choice', values: caseChannels, of: 'case' },
  team: { kind: 'team', changes: true, of: 'case' },
  assignee: { kind: 'person', changes: true, of: 'case' },
  tags: { kind: 'tags', changes: true, of: 'case' },
  subject: { kind: 'text', changes: true, of: 'case' },
  feeling: { kind: 'text', of: 'case' },
  reopened: { kind: 'number', of: 'case' },
  waitingHours: { kind: 'number', of: 'case' },
  ageHours: { kind: 'number', of: 'case' },
  open: { kind: 'flag', of: 'case' },
  visitorWaits: { kind: 'flag', of: 'case' },
  visitorOverdue: { kind: 'flag', of: 'case' },
  customerName: { kind: 'text', of: 'customer' },
  customerAddress: { kind: 'text', of: 'customer' },
  customerLanguage: { kind: 'text', of: 'customer' },
  organisation: { kind: 'text', of: 'customer' },
  vip: { kind: 'flag', of: 'customer' },
  customerValue: { kind: 'number', of: 'customer' },
  message: { kind: 'text', of: 'message' },
  mailClass: { kind: 'text', of: 'message' },
  promiseClock: { kind: 'choice', values: ['first-response', 'next-response', 'resolution'], of: 'promise' },
  promiseKind: { kind: 'choice', values: ['policy', 'personal', 'internal', 'estimate'], of: 'promise' },
  rating: { kind: 'number', of: 'answer' },
  solved: { kind: 'flag', of: 'answer' },
};

const ownField: RuleField = { kind: 'text', of: 'case' };

/** A field by its name. Own fields of cases are asked about as `own.<key>`, as text: several choices stand behind each other. */
export function ruleFieldOf(name: string): RuleField | undefined {
  return ruleFields[name] ?? (/^own\.[a-z][a-z0-9_]{0,39}$/.test(name) ? ownField : undefined);
}

const byKind: Record<FieldKind, readonly Operator[]> = {
  choice: ['is', 'is-not', 'one-of', 'none-of', 'set', 'not-set'],
  person: ['is', 'is-not', 'set', 'not-set'],
  team: ['is', 'is-not', 'set', 'not-set'],
  text: ['contains', 'contains-not', 'is', 'is-not', 'begins-with', 'ends-with', 'set', 'not-set'],
  tags: ['has', 'has-not', 'has-any', 'set', 'not-set'],
  number: ['at-least', 'at-most', 'is', 'set', 'not-set'],
  flag: ['is'],
};

/** The questions that may be asked of a field. */
export function operatorsOf(field: RuleField): readonly Operator[] {
  if (field.changes !== true) return byKind[field.kind];
  const moved: Operator[] =
    field.kind === 'tags' || field.kind === 'text' ? ['changed'] : ['changed', 'changed-from', 'changed-to'];
  return [...byKind[field.kind], ...moved];
}

/** Questions that need no value. */
export const valueless: ReadonlySet<Operator> = new Set(['set', 'not-set', 'changed']);

/** Questions whose value is a list. */
export const listed: ReadonlySet<Operator> = new Set(['one-of', 'none-of', 'has-any']);
