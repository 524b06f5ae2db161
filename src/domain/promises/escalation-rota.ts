/**
 * Who is on call: people take turns of so many days, changing at one local hour of one zone. Turns are counted in local
 * days, so a change at nine is at nine in summer and in winter. An override hands a stretch to somebody else.
 */

export interface Rota {
  readonly zone: string;
  /** Local date (`YYYY-MM-DD`) on which the first person's first turn began. */
  readonly startsOn: string;
  /** Local time of the change, `HH:MM`. */
  readonly changesAt: string;
  /** Length of a turn in days; 7 is a week. */
  readonly turnDays: number;
  /** In the order of their turns. */
  readonly people: readonly string[];
  /** Newest last: where two overlap, the later one holds. */
  readonly overrides: readonly { readonly userId: string; readonly from: Date; readonly until: Date }[];
  /** Those of them who have left: whoever comes next takes their turns, so that no night is nobody's. */
  readonly gone?: ReadonlySet<string>;
}

export interface Shift {
  readonly userId: string;
  readonly from: Date;
  readonly until: Date;
  /** Instead of whose turn it is. */
  readonly instead: string | null;
}

/** Who is on call at an instant; null when the rota has nobody, or has not begun. */
export function onCallAt(rota: Rota, at: Date): string | null {
  const override = rota.overrides.findLast(
    ({ userId, from, until }) => from <= at && at < until && rota.gone?.has(userId) !== true,
  );
  if (override !== undefined) return override.userId;
  const turn = turnAt(rota, at);
  if (turn < 0) return null;
  const { people, gone } = rota;
  const inOrder = people.map((_, step) => people[(turn + step) % people.length]!);
  return inOrder.find((id) => gone?.has(id) !== true) ?? null;
}

/** The shifts of a stretch of time, in order and without gaps between turns; overrides cut turns into pieces. */
export function shiftsBetween(rota: Rota, from: Date, until: Date, most = 1000): Shift[] {
  const cuts = new Set<number>();
  for (const override of rota.overrides)
    for (const at of [override.from, override.until]) if (at > from && at < until) cuts.add(at.getTime());
  const first = Math.max(0, turnAt(rota, from));
  for (let turn = first; rota.people.length > 0 && turn < first + most; turn += 1) {
    const at = turnBegins(rota, turn);
    if (at >= until) break;
    if (at > from) cuts.add(at.getTime());
  }
  const moments = [from.getTime(), ...[...cuts].toSorted((one, other) => one - other), until.getTime()];
  const shifts: Shift[] = [];
  for (const [place, begin] of moments.slice(0, -1).entries()) {
    const at = new Date(begin);
    const userId = onCallAt(rota, at);
    if (userId === null) continue;
    const turn = turnAt(rota, at);
    const usual = turn < 0 ? null : (rota.people[turn % rota.people.length] ?? null);
    const instead = usual === userId ? null : usual;
    const last = shifts.at(-1);
    const end = new Date(moments[place + 1]!);
    if (last !== undefined && last.userId === userId && last.instead === instead && +last.until === begin)
      shifts[shifts.length - 1] = { ...last, until: end };
    else shifts.push({ userId, from: at, until: end, instead });
  }
  return shifts;
}

/** When a turn, counted from 0, begins. */
function turnBegins(rota: Rota, turn: number): Date {
  const day = Temporal.PlainDate.from(rota.startsOn).add({ days: turn * rota.turnDays });
  return new Date(day.toZonedDateTime({ timeZone: rota.zone, plainTime: rota.changesAt }).epochMilliseconds);
}

/** Which turn runs at an instant; below zero before the first. */
function turnAt(rota: Rota, at: Date): number {
  const local = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(rota.zone);
  const days = Temporal.PlainDate.from(rota.startsOn).until(local.toPlainDate()).days;
  const turn = Math.floor(days / rota.turnDays);
  // on the day of a change the hour decides
  return at < turnBegins(rota, turn) ? turn - 1 : turn;
}
