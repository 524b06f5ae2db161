/** Where nobody would be on call: stretches without anybody, and shifts of somebody who is away with nobody standing in. */
import { type Rota, shiftsBetween } from './escalation-rota.ts';

/** Somebody's absence; `until` null: nobody knows how long. */
export interface Away {
  readonly userId: string;
  readonly from: Date;
  readonly until: Date | null;
}

export interface RotaGap {
  /** Who is on call, but away; null: nobody is on call. */
  readonly userId: string | null;
  readonly from: Date;
  readonly until: Date;
}

/** The gaps of a stretch of time, in order. */
export function gapsOf(rota: Rota, away: readonly Away[], from: Date, until: Date): RotaGap[] {
  const shifts = shiftsBetween(rota, from, until);
  const gaps: RotaGap[] = [];
  let covered = from;
  for (const shift of shifts) {
    if (shift.from > covered) gaps.push({ userId: null, from: covered, until: shift.from });
    covered = shift.until;
    for (const one of away) {
      if (one.userId !== shift.userId) continue;
      const begins = one.from > shift.from ? one.from : shift.from;
      const ends = one.until === null || one.until > shift.until ? shift.until : one.until;
      if (begins < ends) gaps.push({ userId: shift.userId, from: begins, until: ends });
    }
  }
  if (covered < until) gaps.push({ userId: null, from: covered, until });
  return gaps.toSorted((one, other) => +one.from - +other.from);
}
