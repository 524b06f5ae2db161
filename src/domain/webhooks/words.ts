/** Webhooks: their states, the types of events they may hear, and which pattern hears which type. */

export const webhookStates = ['active', 'paused', 'disabled'] as const;

/** `withheld`: by the time it was to be sent, its record was no longer for these eyes. */
export const messageStates = ['waiting', 'sent', 'failed', 'withheld'] as const;
export type MessageState = (typeof messageStates)[number];

/** `*`, `cases.*`, `cases.reply-*`, `cases.replied`, or `rules.called/name` for one name that rules call. */
export const patternShape = '^(\\*|[a-z]+\\.(\\*|[a-z-]*\\*?)|rules\\.called/[a-z0-9][a-z0-9-]{0,39})$';

/** Rooms whose events may leave the house, with the permission that hearing of them needs. */
export const roomsHeard = {
  cases: 'cases.read',
  customers: 'customers.read',
  promises: 'promises.read',
  journeys: 'journeys.read',
  moments: 'journeys.read',
  voice: 'voice.read',
  improvement: 'improvement.read',
  knowledge: 'knowledge.read',
  charter: 'charter.read',
  practice: 'practice.take',
  rules: 'cases.read',
  escalations: 'cases.read',
  channels: 'channels.manage',
  people: 'events.read',
  fields: 'events.read',
  macros: 'events.read',
  moving: 'events.read',
  privacy: 'events.read',
} as const;
export type RoomHeard = keyof typeof roomsHeard;

/** What is nobody else's business, whatever a webhook asks for: what was said to let off steam, and who looks at what. */
const neverTold = [/^practice\.vent/, /^cases\.presence$/, /^notifications\./, /^webhooks\./];

/** The room that an event belongs to, or undefined when its events do not leave the house. */
export function roomHeard(type: string): RoomHeard | undefined {
  const room = type.split('.')[0] ?? '';
  if (neverTold.some((never) => never.test(type))) return undefined;
  return room in roomsHeard ? (room as RoomHeard) : undefined;
}

/**
 * Whether one of the patterns names an event.
 * @param called the name under which a rule called, for `rules.called` only
 */
export function hears(patterns: readonly string[], type: string, called?: string): boolean {
  return patterns.some((pattern) => {
    if (pattern === '*') return true;
    const [wanted = '', name] = pattern.split('/');
    if (name !== undefined) return wanted === type && name === called;
    return wanted.endsWith('*') ? type.startsWith(wanted.slice(0, -1)) : wanted === type;
  });
}

/** The rooms a pattern can reach. */
export function roomsOf(pattern: string): readonly RoomHeard[] {
  const every = Object.keys(roomsHeard) as RoomHeard[];
  return pattern === '*' ? every : every.filter((room) => pattern.startsWith(`${room}.`));
}
