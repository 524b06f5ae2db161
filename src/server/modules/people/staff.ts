import { hashPassword } from 'better-auth/crypto';
import { mayGrant, type Role } from '../../../domain/people/permissions.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { type Context, transact, type WritingContext } from '../../context.ts';
import { addJob } from '../../jobs/adding.ts';
import { record } from '../../store/events.ts';
import { newId } from '../../store/identity.ts';
import { cutPage, readCursor } from '../../store/pages.ts';
import {
  countActiveOwners,
  findCompany,
  findUserById,
  insertUser,
  listUsersAfter,
  replaceTeamsOf,
  revokeKeysOf,
  updateUser,
  type UserRow,
} from './queries.ts';
import { knownZone } from './company.ts';
import { findColleague } from './acting-for.ts';
import { mailAddressChanged, mailPasswordLink } from './password-jobs.ts';
import { dropPasswordLinksOf, endSessionsExcept, storePassword } from './password-queries.ts';

/** Adds a colleague as a person does it: without a password he is mailed a link by which he chooses one. */
export function addUser(ctx: Context, input: Parameters<typeof createUser>[1]) {
  return transact(ctx, async (ctx) => {
    const user = await createUser(ctx, input);
    if (input.password === undefined) await addJob(ctx, mailPasswordLink, { userId: user.id });
    return user;
  });
}

/** Adds a colleague. Without a password he cannot sign in until one is set for him. */
export function createUser(
  ctx: Context,
  input: {
    name: string;
    email: string;
    role: Role;
    password?: string | undefined;
    teamIds?: string[] | undefined;
    language?: string;
    timeZone?: string;
  },
) {
  refuseRoleAbove(ctx, input.role);
  return transact(ctx, async (ctx) => {
    const id = newId();
    const email = await freeAddress(ctx, input.email);
    const company = await findCompany(ctx.trx);
    await insertUser(ctx.trx, {
      id,
      name: input.name.trim(),
      email,
      role: input.role,
      // until he says otherwise under his name, as the house speaks and where it stands
      language: input.language ?? company?.language ?? 'en',
      time_zone: input.timeZone ?? company?.time_zone ?? 'UTC',
    });
    if (input.password !== undefined)
      await storePassword(ctx.trx, { id: newId(), userId: id, hash: await hashPassword(input.password) }, ctx.now);
    if (input.teamIds !== undefined) await replaceTeamsOf(ctx.trx, id, input.teamIds);
    await record(ctx, 'people.user-added', id, { role: input.role });
    return showUser(await theUser(ctx, id));
  });
}

/**
 * Changes a colleague. The last owner keeps his role and his access; whoever loses access is signed out everywhere, and what he had
 * in hand goes to `handOverTo` or looks for somebody, by those who hear `people.user-left`.
 */
export function changeUser(
  ctx: Context,
  id: string,
  input: {
    name?: string | undefined;
    email?: string | undefined;
    role?: Role | undefined;
    active?: boolean | undefined;
    teamIds?: string[] | undefined;
    handOverTo?: string | null | undefined;
    revokeKeys?: boolean | undefined;
  },
) {
  return transact(ctx, async (ctx) => {
    const user = await theUser(ctx, id);
    if (input.role !== undefined) refuseRoleAbove(ctx, input.role);
    refuseRoleAbove(ctx, user.role as Role);
    const losesOwner = user.role === 'owner' && ((input.role ?? 'owner') !== 'owner' || input.active === false);
    if (losesOwner && (await countActiveOwners(ctx.trx)).n <= 1)
      throw new Refusal('conflict', 'last-owner', 'This is the last owner; make somebody else an owner first.');
    await refuseUnfitHeir(ctx, id, input);
    const email = input.email === undefined ? user.email : await freeAddress(ctx, input.email, id);
    if (email !== user.email) await moveAddress(ctx, user, email);
    await updateUser(ctx.trx, id, {
      ...(input.name === undefined ? {} : { name: input.name.trim() }),
      ...(input.role === undefined ? {} : { role: input.role }),
      ...(input.active === undefined ? {} : { active: input.active }),
    });
    if (input.teamIds !== undefined) await replaceTeamsOf(ctx.trx, id, input.teamIds);
    if (input.active === false || (input.role !== undefined && input.role !== user.role))
      await endSessionsExcept(ctx.trx, id, null);
    if (input.active === false && input.revokeKeys === true)
      for (const keyId of await revokeKeysOf(ctx.trx, id, ctx.now)) await record(ctx, 'people.key-revoked', keyId);
    // said once: who was away already leaves nothing more behind
    const leaves = input.active === false && user.active;
    await record(ctx, leaves ? 'people.user-left' : 'people.user-changed', id, {
      ...input,
      ...(email === user.email ? {} : { email, emailBefore: user.email }),
    });
    return showUser(await theUser(ctx, id));
  });
}

/** Whoever takes over works here and serves customers. */
async function refuseUnfitHeir(
  ctx: WritingContext,
  id: string,
  input: { active?: boolean | undefined; handOverTo?: string | null | undefined; revokeKeys?: boolean | undefined },
): Promise<void> {
  if (input.active !== false && (input.handOverTo != null || input.revokeKeys === true))
    throw new Refusal(
      'invalid',
      'not-leaving',
      'What somebody has is handed on when he leaves: say active false, too.',
      {
        field: 'active',
      },
    );
  if (input.handOverTo == null) return;
  const heir = await findColleague(ctx.trx, input.handOverTo);
  if (heir === undefined || heir.id === id || heir.role === 'colleague')
    throw new Refusal('invalid', 'heir-unfit', 'Choose another colleague who works on cases.', { field: 'handOverTo' });
}

/** He signs in with another address. Links mailed to the one before open nothing any more, and it is told. */
async function moveAddress(ctx: WritingContext, user: UserRow, email: string): Promise<void> {
  await updateUser(ctx.trx, user.id, { email });
  await dropPasswordLinksOf(ctx.trx, user.id);
  await addJob(ctx, mailAddressChanged, { userId: user.id, from: user.email });
}

/** @throws Refusal conflict when somebody else has the address */
async function freeAddress(ctx: WritingContext, typed: string, exceptId?: string): Promise<string> {
  const email = typed.trim().toLowerCase();
  const taken = await ctx.trx.selectFrom('users').select('id').where('email', '=', email).executeTakeFirst();
  if (taken !== undefined && taken.id !== exceptId)
    throw new Refusal('conflict', 'email-taken', `There is already a colleague with the address ${email}.`, {
      field: 'email',
    });
  return email;
}

/** Changes what is one's own: name, language, time zone. */
export function changeOwnProfile(
  ctx: Context,
  input: { name?: string | undefined; language?: string | undefined; timeZone?: string | undefined },
) {
  if (ctx.actor.kind !== 'staff') throw new Refusal('forbidden', 'not-a-person', 'An API key has no profile.');
  const { id } = ctx.actor;
  return transact(ctx, async (ctx) => {
    await updateUser(ctx.trx, id, {
      ...(input.name === undefined ? {} : { name: input.name.trim() }),
      ...(input.language === undefined ? {} : { language: input.language }),
      ...(input.timeZone === undefined ? {} : { time_zone: knownZone(input.timeZone) }),
    });
    await record(ctx, 'people.profile-changed', id);
    return showUser(await theUser(ctx, id));
  });
}

export async function listUsers(
  ctx: Context,
  query: { limit?: number | undefined; cursor?: string | undefined; q?: string | undefined },
) {
  const limit = query.limit ?? 50;
  const rows = await listUsersAfter(ctx.db, { q: query.q, after: readCursor(query.cursor, 2), limit });
  return cutPage(rows, limit, (row) => [row.name, row.id], showUser);
}

/** A row of staff as the wire shows it. */
export function showUser(row: UserRow) {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    role: row.role as Role,
    teams: row.teams,
    language: row.language,
    timeZone: row.time_zone,
    active: row.active,
    twoFactor: row.two_factor_enabled,
  };
}

/** A colleague by id. @throws Refusal not_found */
export async function theUser(ctx: WritingContext, id: string): Promise<UserRow> {
  const user = await findUserById(ctx.trx, id);
  if (user === undefined) throw new Refusal('not_found', 'user-not-found', 'There is no such colleague.');
  return user;
}

/** Nobody changes, or gives, a role above his own. @throws Refusal forbidden */
export function refuseRoleAbove(ctx: Context, role: Role): void {
  if (ctx.actor.kind === 'system') return;
  if (!('role' in ctx.actor) || !mayGrant(ctx.actor.role, role))
    throw new Refusal('forbidden', 'role-above-own', 'You cannot give or change a role above your own.', {
      field: 'role',
    });
}
