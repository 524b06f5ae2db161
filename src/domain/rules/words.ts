/**
 * The words a rule is made of: when something happens (or so many hours after it), if conditions hold, then actions follow.
 * They are data: the editor, the API, the dry run and the log all read the same definition.
 */

/** What a rule can wait for, and the event of the log that tells of it. */
export const ruleEvents = {
  opened: 'cases.opened',
  'customer-wrote': 'cases.customer-wrote',
  replied: 'cases.replied',
  noted: 'cases.noted',
  changed: 'cases.changed',
  closed: 'cases.closed',
  reopened: 'cases.reopened',
  'verdict-given': 'cases.verdict-given',
  'promise-made': 'promises.made',
  'promise-at-risk': 'promises.at-risk',
  'promise-broken': 'promises.broken',
  'promise-kept': 'promises.kept',
  'answer-given': 'voice.answered',
  'mail-bounced': 'channels.bounced',
  'visitor-overdue': 'chat.overdue',
} as const;
export type RuleEvent = keyof typeof ruleEvents;
export const ruleEventNames = Object.keys(ruleEvents) as RuleEvent[];

/** From what the hours of a rule by time are counted. */
export const ruleAnchors = ['opened', 'customer-wrote', 'replied', 'changed', 'closed', 'waiting'] as const;
export type RuleAnchor = (typeof ruleAnchors)[number];

/** When a rule looks at a case: at an event, or so many hours after the last one of a kind. */
export interface RuleWhen {
  event?: RuleEvent;
  since?: RuleAnchor;
  /** With `since`. */
  hours?: number;
  /** Business hours of the case's team unless told. */
  clock?: 'business' | 'all';
}

export const operators = [
  'is',
  'is-not',
  'one-of',
  'none-of',
  'contains',
  'contains-not',
  'begins-with',
  'ends-with',
  'has',
  'has-not',
  'has-any',
  'at-least',
  'at-most',
  'set',
  'not-set',
  'changed',
  'changed-from',
  'changed-to',
] as const;
export type Operator = (typeof operators)[number];

export interface Condition {
  field: string;
  op: Operator;
  value?: string | number | boolean | string[];
}

export const matches = ['all', 'any', 'none'] as const;
export type Match = (typeof matches)[number];

/** Conditions of which all, any or none must hold. */
export interface ConditionGroup {
  match: Match;
  conditions: Condition[];
}

/** The outer group may hold groups, one level deep. */
export interface RuleIf {
  match: Match;
  conditions: (Condition | ConditionGroup)[];
}

export const actionNames = [
  'set',
  'tags',
  'team',
  'assign',
  'route',
  'snooze',
  'close',
  'note',
  'reply',
  'notify',
  'promise',
  'webhook',
  'stop',
] as const;
export type ActionName = (typeof actionNames)[number];

/** Fields that `set` may set. */
export const settable = ['priority', 'kind', 'state', 'subject', 'emotion'] as const;

/** One thing that a rule does; which members count depends on `do`. */
export interface RuleAction {
  do: ActionName;
  field?: (typeof settable)[number];
  value?: string;
  add?: string[];
  remove?: string[];
  teamId?: string | null;
  /** A colleague; null = nobody. */
  userId?: string | null;
  userIds?: string[];
  teamIds?: string[];
  /** Also whoever has the case. */
  assignee?: boolean;
  mail?: boolean;
  /** Open hours of snoozing or of a promise. */
  hours?: number;
  /** Words with placeholders: a note, a reply, what is told, what is promised. */
  text?: string;
  /** The name under which a webhook hears of it. */
  name?: string;
}

export interface RuleDefinition {
  when: RuleWhen;
  if: RuleIf;
  actions: RuleAction[];
}

/** What a condition found. */
export interface Reason {
  /** `0`, or `1.0` inside a group. */
  path: string;
  field: string;
  op: Operator;
  expected: NonNullable<Condition['value']> | null;
  actual: FactValue;
  held: boolean;
}

export type FactValue = string | number | boolean | string[] | null;

/** What is known of a case at a moment, and of what has just happened to it. */
export interface Facts {
  now: Record<string, FactValue>;
  /** What the event changed: the value before, by field. */
  before: Record<string, FactValue>;
}
