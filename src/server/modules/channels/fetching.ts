import { Refusal } from '../../../domain/refusal.ts';
import { type Context, transact } from '../../context.ts';
import type { ImapSession } from '../../mail/imap-session.ts';
import { MailProblem } from '../../mail/mail-problems.ts';
import { parseMail } from '../../mail/parsing/parsing.ts';
import {
  beginFolder,
  type ConnectionRecord,
  findFolder,
  type FolderRecord,
  listFetchedUnder,
  updateFolder,
} from './connection-queries.ts';
import { bodyOf } from './same-mail.ts';

/** Takes a mail that was fetched; what a mail means is decided in the room of cases, which hands this in. */
export type TakeMail = (ctx: Context, raw: Buffer, to: string) => Promise<unknown>;

/** More than this of one mail is not fetched: what is there is taken, the rest stays on the server. */
const mostBytes = 50 * 1_048_576;
const mostStuck = 1000;

/**
 * Fetches what is new in one folder. Each mail and the place in the folder are stored in one transaction, and only then is the
 * mail marked or moved: a node that dies at any point repeats or loses nothing. When the server has numbered its mail anew
 * (UIDVALIDITY, RFC 3501 2.3.1.1) everything is read again and what we have is known by its bytes, or by Message-ID and body.
 * @returns how many mails were taken
 */
export async function fetchFolder(
  context: () => Context,
  session: ImapSession,
  connection: ConnectionRecord,
  folder: string,
  take: TakeMail,
  signal: AbortSignal,
): Promise<number> {
  const opened = await session.open(folder);
  const known = await findFolder(context().db, connection.mailbox_id, folder);
  const place =
    known?.uid_validity === opened.uidValidity
      ? known
      : await transact(context(), (ctx) =>
          beginFolder(ctx.trx, {
            mailbox_id: connection.mailbox_id,
            folder,
            uid_validity: opened.uidValidity,
            known_below: known === undefined ? 0 : opened.uidNext,
          }),
        );
  const walk = { context, session, connection, folder, take, place, stuck: [...place.stuck] };
  await actOnStored(walk, signal);
  let taken = 0;
  for (const uid of walk.stuck.slice(0, 50)) {
    if (signal.aborted) return taken;
    if (await takeOne(walk, uid, true)) taken++;
  }
  const begun = place.last_uid === 0 && connection.start_with === 'new';
  const since = begun ? new Date(connection.start_at.getTime() - 86_400_000) : undefined;
  for (const uid of await session.uidsAbove(place.last_uid, since)) {
    if (signal.aborted) return taken;
    if (begun && (await isOld(walk, uid))) continue;
    if (await takeOne(walk, uid, false)) taken++;
  }
  if (begun && !signal.aborted) await skipTo(walk, opened.uidNext - 1);
  return taken;
}

interface Walk {
  context: () => Context;
  session: ImapSession;
  connection: ConnectionRecord;
  folder: string;
  take: TakeMail;
  place: FolderRecord;
  stuck: number[];
}

async function isOld({ session, connection }: Walk, uid: number): Promise<boolean> {
  const arrived = await session.arrivedAt(uid);
  // servers tell it in whole seconds
  return arrived === null || arrived.getTime() < Math.floor(connection.start_at.getTime() / 1000) * 1000;
}

/** Everything up to here is older than the beginning: it stays as it is. */
async function skipTo({ context, place }: Walk, uid: number): Promise<void> {
  const known = await findFolder(context().db, place.mailbox_id, place.folder);
  if (known === undefined || known.last_uid >= uid) return;
  await transact(context(), (ctx) => updateFolder(ctx.trx, place, { last_uid: uid, acted_uid: uid }));
}

async function takeOne(walk: Walk, uid: number, again: boolean): Promise<boolean> {
  const { context, session, connection, take, place } = walk;
  const others = walk.stuck.filter((one) => one !== uid);
  const forward = again ? { stuck: others } : { last_uid: uid, acted_uid: uid - 1 };
  let raw: Buffer | null;
  try {
    raw = await session.source(uid, mostBytes);
  } catch (error) {
    if (!session.usable()) throw error;
    return notHandedOut(walk, uid, again);
  }
  if (raw === null) {
    // somebody has deleted it there before we came
    await transact(context(), (ctx) =>
      updateFolder(ctx.trx, place, { ...forward, ...(again ? {} : { acted_uid: uid }) }),
    );
    walk.stuck = others;
    return false;
  }
  const known = uid < place.known_below && (await isKnown(context(), connection.mailbox_id, raw));
  try {
    await transact(context(), async (ctx) => {
      if (!known) await take({ ...ctx, undoable: true }, raw, connection.address);
      await updateFolder(ctx.trx, place, forward, known ? 0 : 1);
    });
  } catch (error) {
    if (error instanceof Refusal) return notHandedOut(walk, uid, again);
    throw new MailProblem('storing', error instanceof Error ? error.message : String(error));
  }
  walk.stuck = others;
  await act(walk, [uid]);
  if (!again) await transact(context(), (ctx) => updateFolder(ctx.trx, place, { acted_uid: uid }));
  return !known;
}

/** The server keeps a mail to itself: the others go on, and this one is asked for again every time. */
async function notHandedOut(walk: Walk, uid: number, again: boolean): Promise<false> {
  if (again) return false;
  walk.stuck = [...walk.stuck, uid].slice(-mostStuck);
  await transact(walk.context(), (ctx) =>
    updateFolder(ctx.trx, walk.place, { last_uid: uid, acted_uid: uid, stuck: walk.stuck }),
  );
  return false;
}

/** Marks or moves what was stored before somebody was interrupted. */
async function actOnStored(walk: Walk, signal: AbortSignal): Promise<void> {
  const { place, context, session, connection } = walk;
  if (place.acted_uid >= place.last_uid || connection.after_fetch === 'leave' || signal.aborted) return;
  const open = (await session.uidsAbove(place.acted_uid)).filter(
    (uid) => uid <= place.last_uid && !walk.stuck.includes(uid),
  );
  if (open.length > 0) await act(walk, open);
  await transact(context(), (ctx) => updateFolder(ctx.trx, place, { acted_uid: place.last_uid }));
}

async function act({ session, connection }: Walk, uids: number[]): Promise<void> {
  if (connection.after_fetch === 'seen') await session.markSeen(uids);
  if (connection.after_fetch === 'move' && connection.move_to) await session.move(uids, connection.move_to);
}

/** We have this mail under its former number. A server that was moved may have changed header lines: the body decides. */
async function isKnown(ctx: Context, mailboxId: string, raw: Buffer): Promise<boolean> {
  const { messageId } = await parseMail(raw);
  if (messageId === null) return false;
  const body = bodyOf(raw);
  return (await listFetchedUnder(ctx.db, mailboxId, messageId)).some((before) => bodyOf(before.raw) === body);
}
