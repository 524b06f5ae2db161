import { isIP } from 'node:net';
import { Refusal } from '../../../domain/refusal.ts';
import type { Mailbox } from '../../../contract/channels.ts';
import { type Context, transact, type WritingContext } from '../../context.ts';
import { record } from '../../store/events.ts';
import { newId } from '../../store/identity.ts';
import { cutPage, readCursor } from '../../store/pages.ts';
import type { Subscription } from '../../store/subscriptions.ts';
import {
  deleteUnusedMailbox,
  findDefaultMailbox,
  findMailboxById,
  insertMailbox,
  listMailboxesAfter,
  type MailboxRecord,
  unsetDefaultMailbox,
  updateMailbox,
} from './queries.ts';

interface MailboxInput {
  name?: string | undefined;
  address?: string | undefined;
  fromName?: string | undefined;
  signature?: string | undefined;
  teamId?: string | null | undefined;
  isDefault?: boolean | undefined;
  acknowledges?: boolean | undefined;
}

export async function listMailboxes(ctx: Context, query: { limit?: number | undefined; cursor?: string | undefined }) {
  const limit = query.limit ?? 50;
  const rows = await listMailboxesAfter(ctx.db, readCursor(query.cursor, 2), limit);
  return cutPage(rows, limit, (row) => [row.name, row.id], show);
}

/** Adds an address that customers write to. */
export function createMailbox(
  ctx: Context,
  input: MailboxInput & { name: string; address: string; simulated?: boolean },
): Promise<Mailbox> {
  return transact(ctx, async (ctx) => {
    if (input.isDefault === true) await unsetDefaultMailbox(ctx.trx);
    const id = newId();
    const made = await insertMailbox(ctx.trx, {
      id,
      name: input.name.trim(),
      address: input.address.trim().toLowerCase(),
      from_name: input.fromName?.trim() ?? '',
      signature: input.signature ?? '',
      team_id: input.teamId ?? null,
      is_default: input.isDefault ?? false,
      acknowledges: input.acknowledges ?? true,
      simulated: input.simulated ?? false,
      created_at: ctx.now,
    });
    if (made === undefined) throw taken(input.address);
    await record(ctx, 'channels.mailbox-added', id);
    return show((await findMailboxById(ctx.trx, id))!);
  });
}

/** Changes a mailbox. There is always one default; another takes its place, it cannot just be given up. */
export function changeMailbox(ctx: Context, id: string, input: MailboxInput): Promise<Mailbox> {
  return transact(ctx, async (ctx) => {
    const mailbox = await findMailboxById(ctx.trx, id);
    if (mailbox === undefined) throw noMailbox();
    if (input.isDefault === false && mailbox.is_default)
      throw new Refusal('conflict', 'default-mailbox', 'Make another mailbox the default one instead.', {
        field: 'isDefault',
      });
    if (input.isDefault === true && !mailbox.is_default) await unsetDefaultMailbox(ctx.trx);
    await updateMailbox(ctx.trx, id, {
      ...(input.name === undefined ? {} : { name: input.name.trim() }),
      ...(input.address === undefined ? {} : { address: input.address.trim().toLowerCase() }),
      ...(input.fromName === undefined ? {} : { from_name: input.fromName.trim() }),
      ...(input.signature === undefined ? {} : { signature: input.signature }),
      ...(input.teamId === undefined ? {} : { team_id: input.teamId }),
      ...(input.acknowledges === undefined ? {} : { acknowledges: input.acknowledges }),
      is_default: input.isDefault ?? mailbox.is_default,
    });
    await record(ctx, 'channels.mailbox-changed', id);
    return show((await findMailboxById(ctx.trx, id))!);
  });
}

/** Removes a mailbox that has no mail and no cases. */
export function removeMailbox(ctx: Context, id: string): Promise<null> {
  return transact(ctx, async (ctx) => {
    if ((await findMailboxById(ctx.trx, id)) === undefined) throw noMailbox();
    if ((await deleteUnusedMailbox(ctx.trx, id)) === undefined)
      throw new Refusal(
        'conflict',
        'mailbox-in-use',
        'This mailbox is the default one or has mail; it cannot be removed.',
      );
    await record(ctx, 'channels.mailbox-removed', id);
    return null;
  });
}

/** The mailbox to send from when nothing says which; made on first use, so that no mail ever lacks a sender. */
export async function theDefaultMailbox(ctx: WritingContext): Promise<MailboxRecord> {
  const known = await findDefaultMailbox(ctx.trx);
  if (known !== undefined) return known;
  const address = `support@${mailHost(ctx.url)}`;
  await insertMailbox(ctx.trx, {
    id: newId(),
    name: 'Support',
    address,
    from_name: '',
    signature: '',
    team_id: null,
    is_default: true,
    acknowledges: true,
    simulated: false,
    created_at: ctx.now,
  });
  const made = await findDefaultMailbox(ctx.trx);
  if (made === undefined) throw taken(address);
  return made;
}

/** A company that was set up has an address to be written to at once. */
export const channelSeeds: Subscription = {
  name: 'channels-seeds',
  types: ['people.company-set-up'],
  handle: async (ctx) => {
    await theDefaultMailbox(ctx);
  },
};

/** A mail domain for an installation: its own host, or localhost where it has only a number. */
function mailHost(url: string): string {
  const host = new URL(url).hostname.replace(/^\[|\]$/g, '');
  return isIP(host) === 0 ? host : 'localhost';
}

function show(row: MailboxRecord): Mailbox {
  return {
    id: row.id,
    name: row.name,
    address: row.address,
    fromName: row.from_name,
    signature: row.signature,
    teamId: row.team_id,
    isDefault: row.is_default,
    acknowledges: row.acknowledges,
  };
}

function noMailbox(): Refusal {
  return new Refusal('not_found', 'mailbox-not-found', 'There is no such mailbox.');
}

function taken(address: string): Refusal {
  return new Refusal('conflict', 'mailbox-taken', `There is already a mailbox with the address ${address}.`, {
    field: 'address',
  });
}
