import type { KeptEvent } from '../../store/events.ts';

/** Something that says of itself whether it is still so: what it says last counts. */
export interface Mark {
  /** Which thing it is: `observation:<id>`. */
  readonly markedBy: string;
  /** The event that a destination names. */
  readonly type: string;
  /** It was taken back. */
  readonly gone: boolean;
}

const things = [
  { first: 'moments.recorded', all: /^moments\.(recorded|withdrawn)$/, name: 'moment', id: 'momentId' },
  { first: 'voice.observed', all: /^voice\.(observed|observation-)/, name: 'observation', id: 'observationId' },
  { first: 'voice.reviewed', all: /^voice\.(reviewed|review-)/, name: 'review', id: 'reviewId' },
  { first: 'voice.answered', all: /^voice\.answered$/, name: 'answer', id: 'answerId' },
] as const;

/** Of which thing an event speaks that may be corrected or taken back later; undefined of what happened once and for all. */
export function markOf({ type, data }: KeptEvent): Mark | undefined {
  const thing = things.find(({ all }) => all.test(type));
  const id = thing === undefined ? undefined : data[thing.id];
  if (thing === undefined || typeof id !== 'string') return undefined;
  return { markedBy: `${thing.name}:${id}`, type: thing.first, gone: /(withdrawn|-removed)$/.test(type) };
}

/** When the thing itself was said, where a correction tells it; else when the event was. */
export function saidAt({ data, at }: KeptEvent): Date {
  const said = data['heardAt'] ?? data['saidAt'] ?? data['momentAt'] ?? data['answeredAt'];
  const then = typeof said === 'string' ? new Date(said) : at;
  return Number.isNaN(then.getTime()) || then > at ? at : then;
}

/** Whoever finished a journey within another is where it stands there, as long as he has. */
export function markOfJourney(at: { journey_id: string; customer_id: string; passage: number }): string {
  return `journey:${at.journey_id}:${at.customer_id}:${at.passage}`;
}
