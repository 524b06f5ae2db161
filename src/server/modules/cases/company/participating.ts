import type { Parties, Party } from '../../../../contract/cases-participants.ts';
import { normaliseAddress } from '../../../../domain/customers/addresses.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import { type Context, staffId, transact, type WritingContext } from '../../../context.ts';
import { record } from '../../../store/events.ts';
import { findOrAddCustomer, readAddressee, rootOf } from '../../customers/index.ts';
import { findCase, lockCase } from '../finding.ts';
import { listMeetings } from './meeting-queries.ts';
import { findParties, findRequester, insertParty, listPartiesOf, type PartyRecord } from './party-queries.ts';
import type { CaseRecord } from '../queries.ts';

export interface PartyInput {
  role: 'customer' | 'colleague' | 'team' | 'supplier';
  name?: string | undefined;
  email?: string | undefined;
  customerId?: string | undefined;
  userId?: string | undefined;
  teamId?: string | undefined;
  language?: string | undefined;
  topic?: string | undefined;
  seesEarlier?: boolean | undefined;
  task?: string | undefined;
  dueAt?: string | undefined;
}

const mostParties = 50;

/** Everybody who takes part in a case, the requester first, and the meetings proposed. */
export async function listParties(ctx: Context, ref: string): Promise<Parties> {
  const found = await findCase(ctx, ref);
  const [requester, parties, meetings] = await Promise.all([
    findRequester(ctx, found.id),
    listPartiesOf(ctx.db, found.id),
    listMeetings(ctx.db, found.id),
  ]);
  return {
    parties: [
      {
        ...nobody,
        role: 'requester',
        name: requester.name,
        email: requester.email,
        customerId: requester.id,
      },
      ...parties.map((party) => show(party, ctx.now)),
    ],
    meetings,
  };
}

const nobody: Omit<Party, 'role' | 'name'> = {
  id: null,
  email: null,
  customerId: null,
  userId: null,
  teamId: null,
  topic: '',
  through: null,
  task: null,
  dueAt: null,
  taskState: 'none',
  taskDoneAt: null,
  lastWroteAt: null,
  addedAt: null,
};

function show(row: PartyRecord, now: Date): Party {
  return {
    id: row.id,
    role: row.role,
    name: row.name,
    email: row.email,
    customerId: row.customer_id,
    userId: row.user_id,
    teamId: row.team_id,
    topic: row.topic,
    through: row.through_number,
    task: row.task,
    dueAt: row.due_at?.toISOString() ?? null,
    taskState:
      row.task === null
        ? 'none'
        : row.task_done_at !== null
          ? 'done'
          : row.due_at !== null && row.due_at < now
            ? 'late'
            : 'open',
    taskDoneAt: row.task_done_at?.toISOString() ?? null,
    lastWroteAt: row.last_wrote_at?.toISOString() ?? null,
    addedAt: row.added_at.toISOString(),
  };
}

/** Brings somebody into a case. Nobody is written to by it. Records `cases.party-added`. */
export function addParty(ctx: Context, ref: string, input: PartyInput): Promise<Parties> {
  return transact(ctx, async (ctx) => {
    const found = await lockCase(ctx, ref);
    if (found.merged_into !== null)
      throw new Refusal('conflict', 'case-merged', 'This case was merged into another; add them there.');
    if ((await listPartiesOf(ctx.trx, found.id)).length >= mostParties)
      throw new Refusal('conflict', 'too-many-parties', `At most ${String(mostParties)} take part in a case.`);
    const who = await identify(ctx, found, input);
    const id = await insertParty(ctx.trx, {
      case_id: found.id,
      role: input.role,
      topic: input.topic?.trim() ?? '',
      sees_since: input.role === 'customer' && input.seesEarlier !== true ? ctx.now : null,
      task: input.task?.trim() || null,
      due_at: input.dueAt === undefined ? null : new Date(input.dueAt),
      added_at: ctx.now,
      added_by: staffId(ctx.actor),
      ...who,
    });
    if (id === undefined) throw new Refusal('conflict', 'takes-part', `${who.name} takes part in this case already.`);
    await record(ctx, 'cases.party-added', found.id, {
      caseId: found.id,
      partyId: id,
      role: input.role,
      name: who.name,
      userId: who.user_id,
      teamId: who.team_id,
      task: input.task?.trim() || null,
      dueAt: input.dueAt ?? null,
    });
    return listParties(ctx, found.id);
  });
}

type Who = Pick<PartyRecord, 'name' | 'email' | 'customer_id' | 'user_id' | 'team_id' | 'language'>;

async function identify(ctx: WritingContext, found: CaseRecord, input: PartyInput): Promise<Who> {
  const none = { email: null, customer_id: null, user_id: null, team_id: null, language: null };
  const needs = (field: string, words: string) => new Refusal('invalid', `${field}-missing`, words, { field });
  if (input.role === 'colleague') {
    if (input.userId === undefined) throw needs('userId', 'Say which colleague.');
    const user = await ctx.trx
      .selectFrom('users')
      .select(['name', 'email'])
      .where('id', '=', input.userId)
      .where('active', '=', true)
      .executeTakeFirst();
    if (user === undefined)
      throw new Refusal('invalid', 'colleague-not-found', 'There is no such colleague.', { field: 'userId' });
    return { ...none, name: user.name, email: normaliseAddress(user.email), user_id: input.userId };
  }
  if (input.role === 'team') {
    if (input.teamId === undefined) throw needs('teamId', 'Say which team.');
    const team = await ctx.trx.selectFrom('teams').select('name').where('id', '=', input.teamId).executeTakeFirst();
    if (team === undefined)
      throw new Refusal('invalid', 'team-not-found', 'There is no such team.', { field: 'teamId' });
    return { ...none, name: team.name, team_id: input.teamId };
  }
  if (input.role === 'customer') return customerWho(ctx, found, input);
  if (input.name === undefined) throw needs('name', 'Say who the supplier is.');
  if (input.email === undefined) throw needs('email', 'A supplier needs a mail address.');
  const email = normaliseAddress(input.email);
  await refuseOwnOrCustomers(ctx, found, email);
  return { ...none, name: input.name.trim(), email, language: input.language ?? null };
}

async function customerWho(ctx: WritingContext, found: CaseRecord, input: PartyInput): Promise<Who> {
  if (input.customerId === undefined && (input.email === undefined || input.name === undefined))
    throw new Refusal('invalid', 'customer-missing', 'Say which customer: customerId, or name and email.', {
      field: 'email',
    });
  const id =
    input.customerId === undefined
      ? (await findOrAddCustomer(ctx, { email: input.email!, name: input.name! }, true)).id
      : input.customerId;
  const root = await rootOf(ctx, id);
  if (root === (await rootOf(ctx, found.customer_id)))
    throw new Refusal('conflict', 'is-the-requester', 'This is the customer whose case it is.', {
      field: 'customerId',
    });
  const customer = await readAddressee(ctx, root);
  return {
    name: customer.name,
    email: input.email === undefined ? customer.email : normaliseAddress(input.email),
    customer_id: root,
    user_id: null,
    team_id: null,
    language: customer.language,
  };
}

/** An address of the customer or of ours is no supplier's: what was meant for the one would be read by the other. */
async function refuseOwnOrCustomers(ctx: WritingContext, found: CaseRecord, email: string): Promise<void> {
  const bare = email.replace(/\+[^@]*(?=@)/, '');
  const own = await ctx.trx.selectFrom('mailboxes').select('id').where('address', '=', bare).executeTakeFirst();
  if (own !== undefined)
    throw new Refusal('invalid', 'own-address', 'This is one of our own mailboxes.', { field: 'email' });
  const customer = await readAddressee(ctx, found.customer_id);
  if (found.reply_address === email || customer.identities.some((one) => one.kind === 'email' && one.value === email))
    throw new Refusal('conflict', 'is-the-requester', 'This address belongs to the customer whose case it is.', {
      field: 'email',
    });
}

export interface PartyChange {
  name?: string | undefined;
  topic?: string | undefined;
  task?: string | null | undefined;
  dueAt?: string | null | undefined;
  done?: boolean | undefined;
}

/** Changes a party's name, topic or part. Records `cases.party-changed`. */
export function changeParty(ctx: Context, ref: string, partyId: string, input: PartyChange): Promise<Parties> {
  return transact(ctx, async (ctx) => {
    const { found, party } = await lockParty(ctx, ref, partyId);
    if (input.done === true && (input.task === null || (input.task === undefined && party.task === null)))
      throw new Refusal('invalid', 'no-task', 'There is no task to be done.', { field: 'done' });
    const change = {
      ...(input.name === undefined ? {} : { name: input.name.trim() }),
      ...(input.topic === undefined ? {} : { topic: input.topic.trim() }),
      ...(input.task === undefined ? {} : { task: input.task?.trim() ?? null, task_done_at: null }),
      ...(input.dueAt === undefined ? {} : { due_at: input.dueAt === null ? null : new Date(input.dueAt) }),
      ...(input.done === undefined ? {} : { task_done_at: input.done ? ctx.now : null }),
    };
    if (Object.keys(change).length > 0) {
      await ctx.trx.updateTable('case_parties').set(change).where('id', '=', partyId).execute();
      await tellPart(ctx, found.id, partyId);
    }
    return listParties(ctx, found.id);
  });
}

/** Whether somebody takes part in a conversation now. */
export async function takesPart(ctx: Pick<Context, 'db'>, caseId: string, partyId: string): Promise<boolean> {
  const [party] = await findParties(ctx.db, caseId, [partyId]);
  return party !== undefined && party.removed_at === null;
}

/**
 * What became of a part elsewhere, in the ledger: it is done, or its hour has moved or is gone. Records `cases.party-changed`
 * when that is news.
 */
export async function settlePart(
  ctx: WritingContext,
  partyId: string,
  news: { done: true } | { dueAt: Date | null },
): Promise<void> {
  const party = await ctx.trx
    .selectFrom('case_parties')
    .select(['case_id', 'task', 'due_at', 'task_done_at'])
    .where('id', '=', partyId)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (party === undefined || party.task === null) return;
  if ('done' in news ? party.task_done_at !== null : party.due_at?.getTime() === news.dueAt?.getTime()) return;
  const change = 'done' in news ? { task_done_at: ctx.now } : { due_at: news.dueAt };
  await ctx.trx.updateTable('case_parties').set(change).where('id', '=', partyId).execute();
  await tellPart(ctx, party.case_id, partyId);
}

/** Tells of a party as it is now, with its part: the ledger follows it. */
async function tellPart(ctx: WritingContext, caseId: string, partyId: string): Promise<void> {
  const party = await ctx.trx
    .selectFrom('case_parties')
    .select(['name', 'task', 'due_at', 'task_done_at'])
    .where('id', '=', partyId)
    .executeTakeFirstOrThrow();
  await record(ctx, 'cases.party-changed', caseId, {
    caseId,
    partyId,
    name: party.name,
    task: party.task,
    dueAt: party.due_at?.toISOString() ?? null,
    done: party.task_done_at !== null,
  });
}

/** A party takes part no more: its page and its sight end, what it said stays. Records `cases.party-removed`. */
export function removeParty(ctx: Context, ref: string, partyId: string): Promise<Parties> {
  return transact(ctx, async (ctx) => {
    const { found, party } = await lockParty(ctx, ref, partyId);
    await ctx.trx.updateTable('case_parties').set({ removed_at: ctx.now }).where('id', '=', partyId).execute();
    await record(ctx, 'cases.party-removed', found.id, {
      caseId: found.id,
      partyId,
      role: party.role,
      name: party.name,
    });
    return listParties(ctx, found.id);
  });
}

async function lockParty(ctx: WritingContext, ref: string, partyId: string) {
  const found = await lockCase(ctx, ref);
  const [party] = await findParties(ctx.trx, found.id, [partyId]);
  if (party === undefined || party.removed_at !== null)
    throw new Refusal('not_found', 'party-not-found', 'Nobody like that takes part in this case.');
  return { found, party };
}
