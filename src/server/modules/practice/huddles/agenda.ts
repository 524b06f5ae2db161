import type { Agenda, CustomerWords } from '../../../../contract/practice-huddles.ts';
import { proposeForDay } from '../../../../domain/practice/rotation.ts';
import { instantOf, previousWorkingDay, shiftDay } from '../../../../domain/practice/working-days.ts';
import type { Context } from '../../../context.ts';
import { findCurrentCharter } from '../../charter/index.ts';
import { type MissRow, missesSince, promisesDue } from './agenda-queries.ts';
import { libraryForTeam } from '../behaviours/behaviour-queries.ts';
import { behavioursInOrder } from '../behaviours/behaviours.ts';
import { findPreviousStart, openActionsOf } from './huddle-queries.ts';
import { showAction } from './huddle-showing.ts';
import { placeOfTeam } from '../place.ts';
import { listWinsAfter } from '../wins/win-queries.ts';
import { findCustomersWords, type SaidRow, type Sight, sightOf } from './words-queries.ts';

/** Ten minutes, in the order of the screen: what we stand for, what went well and badly, their words, today. */
const cards: Agenda['cards'] = [
  { key: 'motto', minutes: 1 },
  { key: 'wins', minutes: 2 },
  { key: 'misses', minutes: 2 },
  { key: 'words', minutes: 1 },
  { key: 'behaviours', minutes: 1 },
  { key: 'promises', minutes: 1 },
  { key: 'actions', minutes: 2 },
];

const MOST_WINS = 8;
const MOST_MISSES = 6;
const MOST_PROMISES = 10;
const MOST_ACTIONS = 10;
const MILLISECONDS_PER_DAY = 86_400_000;

/** Writes the agenda from what really happened since the huddle before; nobody prepares anything. */
export async function composeAgenda(ctx: Context, teamId: string | null): Promise<Agenda> {
  const { zone, today, calendar } = await placeOfTeam(ctx, teamId);
  const weekAgo = new Date(ctx.now.getTime() - 7 * MILLISECONDS_PER_DAY);
  const previous = await findPreviousStart(ctx.db, teamId, today);
  const since =
    previous === undefined
      ? instantOf(zone, previousWorkingDay(calendar, today), '00:00')
      : new Date(Math.max(previous.getTime(), weekAgo.getTime()));
  const sight = sightOfHuddle(teamId);
  const charter = await findCurrentCharter(ctx.db);
  const wins = await listWinsAfter(ctx.db, ctx.actor, { since, evidencedFirst: true, limit: MOST_WINS });
  const promises = await promisesDue(
    ctx.db,
    sight,
    teamId,
    instantOf(zone, shiftDay(today, 1), '00:00'),
    MOST_PROMISES,
  );
  const behaviourIds = proposeForDay(await libraryForTeam(ctx.db, teamId), [], teamId ?? 'everybody');
  const misses = await missesSince(ctx.db, sight, teamId, since, MOST_MISSES);
  const said =
    (await findCustomersWords(ctx.db, sight, { since, prefer: 'lost', teamId })) ??
    (await findCustomersWords(ctx.db, sight, { since: weekAgo, prefer: 'lost', teamId }));
  return {
    cards: cards.map((card) => ({ ...card })),
    charter:
      charter === undefined
        ? null
        : { word: charter.word, meaning: charter.meaning, motto: charter.motto, proofs: charter.proofs },
    since: since.toISOString(),
    wins: wins
      .filter((win) => win.private_team_id === null || win.private_team_id === teamId)
      .map((win) => ({
        winId: win.id,
        what: win.what,
        by: { id: win.user_id, name: win.user_name },
        customer: win.customer_name,
        quote: win.quote,
        evidenced: win.state === 'evidenced',
      })),
    misses: misses.map(showMiss),
    words: said === undefined ? null : showWords(said),
    behaviours: await behavioursInOrder(
      ctx,
      behaviourIds.map((each) => each.id),
    ),
    promises: {
      dueToday: promises.due,
      atRisk: promises.atRisk,
      items: promises.items.map((row) => ({
        promiseId: row.id,
        what: row.what,
        customer: row.customer_name,
        caseId: row.case_id,
        keeper: row.keeper,
        dueAt: row.due_at.toISOString(),
        atRisk: row.at_risk,
      })),
    },
    openActions: (await openActionsOf(ctx.db, teamId, MOST_ACTIONS)).map(showAction),
  };
}

/** One customer's words of the last seven days that the asker may read: good ones first, then the newest. */
export async function goodWords(ctx: Context): Promise<CustomerWords | null> {
  const since = new Date(ctx.now.getTime() - 7 * MILLISECONDS_PER_DAY);
  const said = await findCustomersWords(ctx.db, sightOf(ctx.actor), { since, prefer: 'won' });
  return said === undefined ? null : showWords(said);
}

/** A huddle is shown on a wall: it speaks only of what the whole team may see, whoever starts it. */
function sightOfHuddle(teamId: string | null): Sight {
  return { everything: false, teamIds: teamId === null ? [] : [teamId] };
}

function showMiss(row: MissRow): Agenda['misses'][number] {
  return {
    kind: row.kind,
    id: row.id,
    at: row.at.toISOString(),
    customer: { id: row.customer_id, name: row.customer_name },
    caseId: row.case_id,
    what: row.what,
    quote: row.quote,
  };
}

function showWords(row: SaidRow): CustomerWords {
  return {
    quote: row.quote.trim(),
    customer: { id: row.customer_id, name: row.customer_name, since: row.since.toISOString() },
    caseId: row.case_id,
    at: row.at.toISOString(),
    outcome: row.outcome,
    lastMoments: row.last_moments,
  };
}
