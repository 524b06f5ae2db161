import { sql } from 'kysely';
import { say } from '../../../catalogue.ts';
import type { WritingContext } from '../../../context.ts';
import type { KeptEvent } from '../../../store/events.ts';
import type { Subscription } from '../../../store/subscriptions.ts';
import { notify } from '../../notifications/index.ts';
import { findColleague, languageOf } from '../../people/index.ts';
import { maySeeCase } from '../finding.ts';
import { addFollower } from './followers.ts';

type Kind = 'mentioned' | 'customer-wrote' | 'followed' | 'assigned';
interface Word {
  kind: Kind;
  key:
    | 'mentioned'
    | 'wrote'
    | 'replied'
    | 'noted'
    | 'closed'
    | 'reopened'
    | 'assigned'
    | 'brought'
    | 'brought-team'
    | 'to-team';
  to: string[];
  /** The team that is meant. */
  team?: string;
}

/**
 * Whoever follows a case is told when the customer writes, and when a colleague answers, notes, closes or reopens; whoever is
 * mentioned or brought in is told and follows from then on; a team that is brought in or written to is told by its members; whoever is
 * given a case by somebody else is told. Nobody is told of his own deed, nor
 * of a case that he may not see.
 */
export const tellFollowers: Subscription = {
  name: 'notifications-from-cases',
  types: [
    'cases.noted',
    'cases.customer-wrote',
    'cases.party-added',
    'cases.party-wrote',
    'cases.told-parties',
    'cases.replied',
    'cases.closed',
    'cases.reopened',
    'cases.changed',
    'cases.opened',
  ],
  async handle(ctx, events) {
    for (const event of events) await tellOf({ ...ctx, now: event.at }, event);
  },
};

async function tellOf(ctx: WritingContext, event: KeptEvent): Promise<void> {
  const caseId = event.subjectId;
  if (caseId === null) return;
  const mentioned = event.type === 'cases.noted' ? idsOf(event.data['mentions']) : [];
  const words = [...wordsOf(event, mentioned), ...(await toTeams(ctx, event))];
  if (words.length === 0) return;
  const followers = words.some((word) => word.kind !== 'assigned') ? await followersOf(ctx, caseId) : [];
  const told = new Set(event.actorKind === 'staff' && event.actorId !== null ? [event.actorId] : []);
  const isForOthers = [...followers, ...words.flatMap(({ to }) => to)].some((userId) => !told.has(userId));
  if (!isForOthers) return;
  const about = await caseWords(ctx, caseId, event);
  if (about === undefined) return;
  for (const word of words) {
    for (const userId of word.to.length > 0 ? word.to : followers) {
      if (told.has(userId)) continue;
      told.add(userId);
      const colleague = await findColleague(ctx.trx, userId);
      if (colleague === undefined || !(await maySeeCase({ ...ctx, db: ctx.trx, actor: colleague }, caseId))) continue;
      // a team is told, but who of it goes on with the case says so himself
      if (word.kind === 'mentioned' && word.team === undefined) await addFollower(ctx, caseId, userId);
      await notify(ctx, {
        userId,
        kind: word.kind,
        subject: say(await languageOf(ctx.trx, userId), 'notifications', `tell.${word.key}`, {
          name: about.by,
          number: about.number,
          team: word.team ?? '',
        }),
        text: about.text,
        link: `/inbox/${String(about.number)}`,
        caseId,
        once: `event:${String(event.id)}`,
      });
    }
  }
}

function wordsOf(event: KeptEvent, mentioned: string[]): Word[] {
  switch (event.type) {
    case 'cases.noted':
      return [
        ...(mentioned.length > 0 ? [{ kind: 'mentioned' as const, key: 'mentioned' as const, to: mentioned }] : []),
        { kind: 'followed', key: 'noted', to: [] },
      ];
    case 'cases.customer-wrote':
    case 'cases.party-wrote':
      return [{ kind: 'customer-wrote', key: 'wrote', to: [] }];
    case 'cases.party-added':
      return typeof event.data['userId'] === 'string'
        ? [{ kind: 'mentioned', key: 'brought', to: [event.data['userId']] }]
        : [];
    case 'cases.told-parties':
      return [];
    case 'cases.replied':
      return [{ kind: 'followed', key: 'replied', to: [] }];
    case 'cases.closed':
      return [{ kind: 'followed', key: 'closed', to: [] }];
    case 'cases.reopened':
      return event.data['by'] === 'staff' ? [{ kind: 'followed', key: 'reopened', to: [] }] : [];
    case 'cases.changed':
      return givenTo(event, (event.data['after'] as Record<string, unknown> | undefined)?.['assigneeId']);
    default:
      return givenTo(event, event.data['assigneeId']);
  }
}

/** Teams that were brought into a case or written to, by their members: a team has no address of its own. */
async function toTeams(ctx: WritingContext, event: KeptEvent): Promise<Word[]> {
  const added = event.type === 'cases.party-added';
  if (!added && event.type !== 'cases.told-parties') return [];
  const ids = added ? [String(event.data['partyId'])] : idsOf(event.data['partyIds']);
  const { rows } = await sql<{ name: string; members: string[] }>`
    select p.name, array(select m.user_id from team_members m join users u on u.id = m.user_id and u.active where m.team_id = p.team_id
      order by m.user_id limit 200) as members
    from case_parties p where p.id = any(${ids}::uuid[]) and p.team_id is not null
  `.execute(ctx.trx);
  return rows
    .filter(({ members }) => members.length > 0)
    .map(({ name, members }) => ({
      kind: 'mentioned',
      key: added ? 'brought-team' : 'to-team',
      to: members,
      team: name,
    }));
}

/** Only a colleague or a key gives somebody a case; taking it oneself, or by answering, is no news. */
function givenTo(event: KeptEvent, userId: unknown): Word[] {
  if (typeof userId !== 'string' || (event.actorKind !== 'staff' && event.actorKind !== 'key')) return [];
  return [{ kind: 'assigned', key: 'assigned', to: [userId] }];
}

async function followersOf(ctx: WritingContext, caseId: string): Promise<string[]> {
  const rows = await ctx.trx
    .selectFrom('case_followers')
    .select('user_id')
    .where('case_id', '=', caseId)
    .limit(200)
    .execute();
  return rows.map((row) => row.user_id);
}

async function caseWords(ctx: WritingContext, caseId: string, event: KeptEvent) {
  const row = await ctx.trx
    .selectFrom('cases as k')
    .innerJoin('customers as c', 'c.id', 'k.customer_id')
    .select(['k.number', 'k.subject', 'c.name as customer'])
    .where('k.id', '=', caseId)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const author =
    event.actorKind === 'staff' && event.actorId !== null
      ? (await ctx.trx.selectFrom('users').select('name').where('id', '=', event.actorId).executeTakeFirst())?.name
      : undefined;
  const messageId = event.data['messageId'];
  const said =
    typeof messageId === 'string'
      ? await ctx.trx.selectFrom('messages').select('text').where('id', '=', messageId).executeTakeFirst()
      : undefined;
  const { name } = event.data;
  const by =
    event.type === 'cases.customer-wrote'
      ? row.customer
      : event.type === 'cases.party-wrote' && typeof name === 'string'
        ? name
        : (author ?? 'Kept');
  return { number: row.number, by, text: [row.subject, said?.text.slice(0, 400) ?? ''].filter(Boolean).join('\n') };
}

function idsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
}
