/**
 * How long a step of an escalation waits for an answer: its minutes count only while somebody it called can hear it. Whoever
 * is on call hears it whatever the hour, everybody else in his hours, outside his quiet time, until he goes away.
 */
import { closesAt, nextOpen } from './business-time.ts';
import { ALWAYS_OPEN, MILLISECONDS_PER_DAY, type OpenHours } from './calendar.ts';

/** When somebody can hear an alert. */
export interface Reach {
  /** He hears it in any of these hours; none: never. */
  readonly hours: readonly OpenHours[];
  /** And of these hours only within those: outside his quiet time. */
  readonly within: OpenHours;
  /** When his next absence begins: from then on he is not waited for. */
  readonly leavesAt: Date | null;
}

/** Whatever the hour: on call. */
export const atAnyHour: Reach = { hours: [ALWAYS_OPEN], within: ALWAYS_OPEN, leavesAt: null };

/** Whoever is not back for so long is not waited for. */
const farthest = 400 * MILLISECONDS_PER_DAY;

/** The first instant at or after `at` at which he can hear it; null when he goes away before, or his hours never come. */
export function heardFrom(reach: Reach, at: Date): Date | null {
  const stretch = nextStretch(reach, at.getTime(), at.getTime() + farthest);
  return stretch === null ? null : new Date(stretch.from);
}

/**
 * When so much time has passed since `from` during which at least one of them could hear it. When they all go away for good
 * before, it ends with the last who goes; when nobody ever could, at `from`.
 * @param milliseconds zero or more
 */
export function waitEnds(reaches: readonly Reach[], from: Date, milliseconds: number): Date {
  const last = from.getTime() + farthest;
  let at = from.getTime();
  let left = milliseconds;
  for (;;) {
    const heard = nextHeard(reaches, at, last);
    if (heard === null) return new Date(at);
    if (heard.until - heard.from >= left) return new Date(heard.from + left);
    left -= heard.until - heard.from;
    at = heard.until;
  }
}

/**
 * Until when a step goes on waiting, or when to look again; null when it is over. It gives way before its time once none of
 * them can hear it and somebody on call, whom a later step names, can.
 * @param begins when the first of them was told, or is to be
 * @param milliseconds how long to wait for an answer, of time in which one of them could hear it
 */
export function waitsUntil(
  reaches: readonly Reach[],
  { begins, milliseconds, now, onCallLater }: { begins: Date; milliseconds: number; now: Date; onCallLater: boolean },
): Date | null {
  const ends = waitEnds(reaches, begins, milliseconds);
  if (ends <= now) return null;
  const silent = onCallLater ? silentFrom(reaches, now) : null;
  if (silent === null || silent > ends) return ends;
  return silent <= now ? null : silent;
}

/** The first instant at or after `at` at which none of them can hear it; null when one always can. */
export function silentFrom(reaches: readonly Reach[], at: Date): Date | null {
  const last = at.getTime() + farthest;
  let end = at.getTime();
  for (let heard = nextHeard(reaches, end, last); heard?.from === end; heard = nextHeard(reaches, end, last)) {
    if (heard.until >= last) return null;
    end = heard.until;
  }
  return new Date(end);
}

interface Stretch {
  readonly from: number;
  readonly until: number;
}

/** The next stretch in which at least one of them hears it; it may go on where it ends. */
function nextHeard(reaches: readonly Reach[], at: number, last: number): Stretch | null {
  const next = reaches.flatMap((reach) => nextStretch(reach, at, last) ?? []);
  if (next.length === 0) return null;
  const from = Math.min(...next.map((one) => one.from));
  return { from, until: Math.max(...next.flatMap((one) => (one.from === from ? one.until : []))) };
}

/** A person's next stretch from `at`, cut at `last`; it may go on where it ends. */
function nextStretch({ hours, within, leavesAt }: Reach, at: number, last: number): Stretch | null {
  const end = Math.min(last, leavesAt?.getTime() ?? last);
  let from = at;
  for (;;) {
    const opens = Math.min(...hours.map((one) => opensAt(one, from)));
    const heard = Math.max(opens, opensAt(within, opens));
    if (heard >= end) return null;
    if (heard === opens) {
      const open = hours.filter((one) => opensAt(one, heard) === heard).map((one) => closingOf(one, heard));
      return { from: heard, until: Math.min(end, Math.max(...open), closingOf(within, heard)) };
    }
    from = heard;
  }
}

/** Infinity when it never opens again. */
function opensAt(hours: OpenHours, at: number): number {
  if (hours === ALWAYS_OPEN || !Number.isFinite(at)) return at;
  try {
    return nextOpen(hours, new Date(at)).getTime();
  } catch {
    // refused: not open within ten years, or no calendar at all; either way there is no such hour
    return Number.POSITIVE_INFINITY;
  }
}

function closingOf(hours: OpenHours, at: number): number {
  return closesAt(hours, new Date(at))?.getTime() ?? Number.POSITIVE_INFINITY;
}

/**
 * The hours outside a quiet time, as a calendar of a zone.
 * @param from local `HH:MM`; equal to `to`: never quiet; later than `to`: over midnight
 */
export function outsideQuiet(zone: string, from: string, to: string): OpenHours {
  if (from === to) return ALWAYS_OPEN;
  const spans =
    from < to
      ? [
          { from: '00:00', to: from },
          { from: to, to: '24:00' },
        ]
      : [{ from: to, to: from }];
  const day = spans.filter((one) => one.from !== one.to);
  return { zone, week: { 1: day, 2: day, 3: day, 4: day, 5: day, 6: day, 7: day }, exceptions: [] };
}
