import type { Huddle, HuddleAction, HuddleLine } from '../../../../contract/practice-huddles.ts';
import type { Context } from '../../../context.ts';
import { actionsOf, type ActionRow, attendanceOf, type HuddleRow, notesOf, readAgenda } from './huddle-queries.ts';

/** Ten minutes, hard: every screen counts down from the start. */
const HUDDLE_MINUTES = 10;
/** More names than fit on a wall; a company without teams still gets an answer of bounded size. */
const MOST_NAMES = 200;

/** A huddle whole, as every screen that follows it shows it. */
export async function showHuddle(ctx: Context, row: HuddleRow): Promise<Huddle> {
  const attendance = await attendanceOf(ctx.db, row.id, row.team?.id ?? null, MOST_NAMES);
  const notes = await notesOf(ctx.db, row.id);
  return {
    ...showHuddleLine(row),
    endsAt: new Date(row.started_at.getTime() + HUDDLE_MINUTES * 60_000).toISOString(),
    card: row.card,
    agenda: await readAgenda(ctx.db, row.id),
    attendance: attendance.map(({ id, name, here }) => ({ person: { id, name }, here })),
    notes: notes.map((note) => ({
      ...note,
      card: note.card as Huddle['notes'][number]['card'],
      at: note.at.toISOString(),
    })),
    actions: (await actionsOf(ctx.db, row.id)).map(showAction),
  };
}

export function showHuddleLine(row: HuddleRow): HuddleLine {
  const seconds =
    row.finished_at === null ? null : Math.round((row.finished_at.getTime() - row.started_at.getTime()) / 1000);
  return {
    id: row.id,
    team: row.team,
    day: row.day,
    startedBy: row.started_by,
    startedAt: row.started_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
    seconds,
    here: row.here,
  };
}

export function showAction(row: ActionRow): HuddleAction {
  return {
    id: row.id,
    what: row.what,
    owner: row.owner,
    dueOn: row.due_on,
    doneAt: row.done_at?.toISOString() ?? null,
  };
}
