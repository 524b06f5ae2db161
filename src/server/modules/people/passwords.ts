/** Passwords after the first day: forgotten, chosen by a link, changed by oneself; and the code of a lost phone taken off. */
import { createHash, randomBytes } from 'node:crypto';
import { hashPassword, verifyPassword } from 'better-auth/crypto';
import type { PasswordInvitation } from '../../../contract/people-passwords.ts';
import type { Role } from '../../../domain/people/permissions.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { type Context, transact, type WritingContext } from '../../context.ts';
import { addJob } from '../../jobs/adding.ts';
import { record } from '../../store/events.ts';
import { newId } from '../../store/identity.ts';
import { mailPasswordChanged, mailPasswordLink } from './password-jobs.ts';
import {
  deleteTwoFactorOf,
  endSessionsExcept,
  findPasswordLink,
  findPasswordOf,
  findReachable,
  hasLinkSince,
  replacePasswordLink,
  storePassword,
  takePasswordLink,
} from './password-queries.ts';
import { findCompany } from './queries.ts';
import { refuseRoleAbove, showUser, theUser } from './staff.ts';

type Because = PasswordInvitation['because'];

const hour = 60 * 60_000;
/** How many hours a link opens: a new colleague may be on holiday, a forgotten password is missed now. */
const lasting: Readonly<Record<Because, number>> = { new: 7 * 24, forgotten: 1 };
/** So far apart, in milliseconds, are the links that anybody who knows an address may have mailed to it. */
const atMostEvery = 2 * 60_000;
/** One that somebody else hands over or asked for waits for the next working day at most. */
const handedOver = 72;

/**
 * Somebody has forgotten his password. What happens is the same, and takes as long, whether a colleague has this address or
 * not: a job looks, and mails a link if so.
 */
export function askForPassword(ctx: Context, input: { email: string }): Promise<null> {
  return transact(ctx, async (ctx) => {
    const email = input.email.trim().toLowerCase();
    // asked three times in a row, one mail goes out
    await addJob(ctx, mailPasswordLink, { email }, { key: `password-link ${hashOf(email)}` });
    return null;
  });
}

/**
 * Makes a link by which a colleague chooses a password; his earlier ones open nothing any more. Only its hash is kept, and the
 * token stands behind the # so that no server on the way writes it down.
 * @param hours how long it opens, where that is not the usual
 * @returns undefined when there is no such colleague, he may not sign in, or one asked for by his address went out a moment ago
 */
export async function passwordLinkFor(
  ctx: WritingContext,
  who: { userId: string } | { email: string },
  hours?: number,
) {
  const user = await findReachable(ctx.trx, who);
  if (user === undefined) return undefined;
  // anybody can ask in his name: his mailbox must not be filled with it
  if ('email' in who && (await hasLinkSince(ctx.trx, user.id, new Date(ctx.now.getTime() - atMostEvery))))
    return undefined;
  const because: Because = user.has_password ? 'forgotten' : 'new';
  const token = randomBytes(32).toString('base64url');
  const until = new Date(ctx.now.getTime() + (hours ?? lasting[because]) * hour);
  await replacePasswordLink(ctx.trx, { id: newId(), userId: user.id, hash: hashOf(token), because, until }, ctx.now);
  await record(ctx, 'people.password-link-made', user.id, { because, until: until.toISOString() });
  return { link: `${ctx.url}/choose-password#${token}`, until, because, user };
}

/** The same on behalf of an admin, who may hand it over himself. Nobody makes one for a role above his own. */
export function makePasswordLink(ctx: Context, id: string, input: { mail: boolean }) {
  return transact(ctx, async (ctx) => {
    const user = await theUser(ctx, id);
    refuseRoleAbove(ctx, user.role as Role);
    if (!user.active) throw new Refusal('conflict', 'may-not-sign-in', `${user.name} may not sign in; allow it first.`);
    if (!input.mail) {
      const made = (await passwordLinkFor(ctx, { userId: id }, handedOver))!;
      return { link: made.link, until: made.until.toISOString() };
    }
    // the link is made where the mail is written: nobody but its reader ever holds it
    await record(ctx, 'people.password-link-asked', id);
    await addJob(ctx, mailPasswordLink, { userId: id, hours: handedOver });
    return { link: null, until: new Date(ctx.now.getTime() + handedOver * hour).toISOString() };
  });
}

/** Whose password a link chooses. @throws Refusal not_found when it was used, is too old, or never was one */
export async function readPasswordLink(ctx: Context, token: string): Promise<PasswordInvitation> {
  const link = await findPasswordLink(ctx.db, hashOf(token), ctx.now);
  if (link === undefined) throw linkIsOver();
  const company = await findCompany(ctx.db);
  return {
    name: link.name,
    email: link.email,
    company: company?.name ?? '',
    because: link.because as Because,
    until: link.expires_at.toISOString(),
  };
}

/** Sets the password of whom a link belongs to; the link, all his sessions and what was asked for before are over with it. */
export function choosePassword(ctx: Context, input: { token: string; password: string }): Promise<null> {
  return transact(ctx, async (ctx) => {
    const user = await takePasswordLink(ctx.trx, hashOf(input.token), ctx.now);
    if (user === undefined) throw linkIsOver();
    refuseEasy(input.password, user.email);
    await setPassword(ctx, user.id, input.password);
    await endSessionsExcept(ctx.trx, user.id, null);
    return null;
  });
}

/**
 * Changes one's own password.
 * @param keep the token of the session that stays; all others of this person end
 */
export async function changeOwnPassword(
  ctx: Context,
  input: { current: string; password: string },
  keep: string | undefined,
): Promise<null> {
  if (ctx.actor.kind !== 'staff') throw new Refusal('forbidden', 'not-a-person', 'An API key has no password.');
  const { id } = ctx.actor;
  const known = await findPasswordOf(ctx.db, id);
  if (known?.hash == null || !(await verifyPassword({ hash: known.hash, password: input.current })))
    throw new Refusal('invalid', 'password-wrong', 'This is not your present password; nothing was changed.', {
      field: 'current',
    });
  refuseEasy(input.password, known.email);
  return transact(ctx, async (ctx) => {
    await setPassword(ctx, id, input.password);
    await endSessionsExcept(ctx.trx, id, keep ?? null);
    return null;
  });
}

/** Ends all sessions of one's own but that of `keep`. */
export function signOutElsewhere(ctx: Context, keep: string | undefined): Promise<{ ended: number }> {
  if (ctx.actor.kind !== 'staff') throw new Refusal('forbidden', 'not-a-person', 'An API key has no sessions.');
  const { id } = ctx.actor;
  return transact(ctx, async (ctx) => {
    const ended = await endSessionsExcept(ctx.trx, id, keep ?? null);
    await record(ctx, 'people.signed-out-elsewhere', id, { ended });
    return { ended };
  });
}

/**
 * Takes the code of a lost phone off. It is his second lock, so he is told, and whoever is signed in as him is signed out. One's own
 * is switched off with the password instead: a session left open must not be enough.
 */
export function takeCodeOff(ctx: Context, id: string) {
  return transact(ctx, async (ctx) => {
    const user = await theUser(ctx, id);
    refuseRoleAbove(ctx, user.role as Role);
    if (ctx.actor.kind === 'staff' && ctx.actor.id === id)
      throw new Refusal('conflict', 'own-code', 'Switch your own code off under your name, with your password.');
    await removeCode(ctx, id);
    return showUser(await theUser(ctx, id));
  });
}

/**
 * Gives a colleague a password from the command line of the server, where nobody can sign in any more.
 * @param withoutCode also takes his code off
 */
export function givePasswordTo(
  ctx: Context,
  input: { email: string; password: string; withoutCode: boolean },
): Promise<{ name: string; email: string }> {
  return transact(ctx, async (ctx) => {
    const user = await findReachable(ctx.trx, { email: input.email.trim().toLowerCase() });
    if (user === undefined)
      throw new Refusal('not_found', 'user-not-found', `No colleague who may sign in has the address ${input.email}.`);
    refuseEasy(input.password, user.email);
    await setPassword(ctx, user.id, input.password);
    await endSessionsExcept(ctx.trx, user.id, null);
    if (input.withoutCode) await removeCode(ctx, user.id);
    return { name: user.name, email: user.email };
  });
}

async function setPassword(ctx: WritingContext, userId: string, password: string): Promise<void> {
  await storePassword(ctx.trx, { id: newId(), userId, hash: await hashPassword(password) }, ctx.now);
  await record(ctx, 'people.password-changed', userId);
  await addJob(ctx, mailPasswordChanged, { userId, what: 'password' });
}

async function removeCode(ctx: WritingContext, userId: string): Promise<void> {
  await deleteTwoFactorOf(ctx.trx, userId);
  await endSessionsExcept(ctx.trx, userId, null);
  await record(ctx, 'people.code-taken-off', userId);
  await addJob(ctx, mailPasswordChanged, { userId, what: 'code' });
}

/** The first thing that anybody would try. */
function refuseEasy(password: string, email: string): void {
  const plain = password.trim().toLowerCase();
  if (plain === email || plain === email.slice(0, email.indexOf('@')) || new Set(plain).size < 4)
    throw new Refusal('invalid', 'password-easy', 'This password is too easy to guess; take another.', {
      field: 'password',
    });
}

function linkIsOver(): Refusal {
  return new Refusal(
    'not_found',
    'password-link-over',
    'This link was used already or is too old. Ask for another one at sign-in; your password is as it was.',
  );
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
