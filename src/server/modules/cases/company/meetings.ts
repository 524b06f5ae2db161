import type { Parties } from '../../../../contract/cases-participants.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import { say as words } from '../../../catalogue.ts';
import { type Context, staffId, transact, type WritingContext } from '../../../context.ts';
import { escapeHtml } from '../../../mail/plain-text.ts';
import { signPartyAddress, signReplyAddress } from '../../../mail/tokens.ts';
import { record } from '../../../store/events.ts';
import { newId } from '../../../store/identity.ts';
import { findMailboxById, theDefaultMailbox } from '../../channels/index.ts';
import { lockCase } from '../finding.ts';
import { readAnswer, writeInvitation } from './meeting-calendar.ts';
import { listParties } from './participating.ts';
import { partiesNamed } from './party-mails.ts';
import { findRequester, listPartiesOf, type PartyRecord } from './party-queries.ts';
import type { CaseRecord } from '../queries.ts';
import { replyToCase } from '../answering/replying.ts';
import { findCompany } from '../../people/index.ts';
import { say } from './telling-parties.ts';

interface Slot {
  id: string;
  uid: string;
  sequence: number;
  title: string;
  place: string;
  start: Date;
  end: Date;
}

/**
 * Proposes a time to meet: to each guest a mail with an invitation of his own, in which nobody else is named; his answer comes back
 * to his own signed address. Records `cases.meeting-proposed`.
 */
export function proposeMeeting(
  ctx: Context,
  ref: string,
  input: {
    title: string;
    place?: string | undefined;
    startsAt: string;
    minutes: number;
    customer?: boolean | undefined;
    partyIds?: string[] | undefined;
  },
): Promise<Parties> {
  return transact(ctx, async (ctx) => {
    const found = await lockCase(ctx, ref);
    const start = new Date(input.startsAt);
    if (start <= ctx.now)
      throw new Refusal('invalid', 'meeting-in-the-past', 'Propose a time that is still to come.', {
        field: 'startsAt',
      });
    const parties = await partiesNamed(ctx, found.id, input.partyIds ?? []);
    if (parties === undefined)
      throw new Refusal('invalid', 'party-not-found', 'One of those named does not take part in this case any more.', {
        field: 'partyIds',
      });
    if (parties.every((party) => party.email === null) && input.customer !== true)
      throw new Refusal('invalid', 'nobody-invited', 'Say who is to come; a team alone has no address.', {
        field: 'partyIds',
      });
    const slot: Slot = {
      id: newId(),
      uid: '',
      sequence: 0,
      title: input.title.trim(),
      place: input.place?.trim() ?? '',
      start,
      end: new Date(start.getTime() + input.minutes * 60_000),
    };
    slot.uid = `${slot.id}@${(await mailboxOf(ctx, found)).address.split('@')[1] ?? 'kept'}`;
    const messageId = await send(ctx, found, slot, 'REQUEST', { parties, customer: input.customer === true });
    await ctx.trx
      .insertInto('case_meetings')
      .values({
        id: slot.id,
        case_id: found.id,
        message_id: messageId,
        uid: slot.uid,
        title: slot.title,
        place: slot.place,
        starts_at: slot.start,
        ends_at: slot.end,
        created_at: ctx.now,
        created_by: staffId(ctx.actor),
      })
      .execute();
    await insertGuests(ctx, found, slot.id, parties, input.customer === true);
    await record(ctx, 'cases.meeting-proposed', found.id, {
      caseId: found.id,
      meetingId: slot.id,
      title: slot.title,
      startsAt: slot.start.toISOString(),
    });
    return listParties(ctx, found.id);
  });
}

/** Calls a meeting off and tells the calendars of all guests. Records `cases.meeting-cancelled`. */
export function cancelMeeting(ctx: Context, ref: string, meetingId: string): Promise<Parties> {
  return transact(ctx, async (ctx) => {
    const found = await lockCase(ctx, ref);
    const row = await ctx.trx
      .selectFrom('case_meetings')
      .selectAll()
      .where('id', '=', meetingId)
      .where('case_id', '=', found.id)
      .executeTakeFirst();
    if (row === undefined) throw new Refusal('not_found', 'meeting-not-found', 'There is no such meeting.');
    if (row.cancelled_at !== null) throw new Refusal('conflict', 'meeting-cancelled', 'It is called off already.');
    const guests = await ctx.trx
      .selectFrom('case_meeting_guests')
      .select('party_id')
      .where('meeting_id', '=', meetingId)
      .execute();
    const invited = guests.map((guest) => guest.party_id).filter((id) => id !== null);
    const parties = (await listPartiesOf(ctx.trx, found.id)).filter(
      (party) => invited.includes(party.id) && party.role !== 'customer',
    );
    const slot: Slot = { ...row, sequence: row.sequence + 1, start: row.starts_at, end: row.ends_at };
    await send(ctx, found, slot, 'CANCEL', { parties, customer: guests.some((guest) => guest.party_id === null) });
    await ctx.trx
      .updateTable('case_meetings')
      .set({ cancelled_at: ctx.now, sequence: slot.sequence })
      .where('id', '=', meetingId)
      .execute();
    await record(ctx, 'cases.meeting-cancelled', found.id, { caseId: found.id, meetingId, title: row.title });
    return listParties(ctx, found.id);
  });
}

/** Notes what a guest's calendar answers (RFC 5546 REPLY). Records `cases.meeting-answered`; false when it names no meeting of ours. */
export async function noteMeetingAnswer(
  ctx: WritingContext,
  caseId: string,
  calendar: { method: string; content: string },
  sender: string,
): Promise<boolean> {
  const answer = readAnswer(calendar);
  if (answer === undefined) return false;
  const meeting = await ctx.trx
    .selectFrom('case_meetings')
    .select(['id', 'title'])
    .where('uid', '=', answer.uid)
    .executeTakeFirst();
  if (meeting === undefined) return false;
  const changed = await ctx.trx
    .updateTable('case_meeting_guests')
    .set({ answer: answer.answer, answered_at: ctx.now })
    .where('meeting_id', '=', meeting.id)
    .where('email', 'in', [sender, answer.attendee ?? sender])
    .returning(['name', 'email'])
    .executeTakeFirst();
  if (changed === undefined) return false;
  await record(ctx, 'cases.meeting-answered', caseId, {
    caseId,
    meetingId: meeting.id,
    title: meeting.title,
    name: changed.name,
    answer: answer.answer,
  });
  return true;
}

/** The mails: to parties as a message to them, to the customer as an answer to him. Answers the message the meeting hangs on. */
async function send(
  ctx: WritingContext,
  found: CaseRecord,
  slot: Slot,
  method: 'REQUEST' | 'CANCEL',
  to: { parties: PartyRecord[]; customer: boolean },
): Promise<string> {
  const mailbox = await mailboxOf(ctx, found);
  const company = await findCompany(ctx.trx);
  const html = (language: string | null, zone?: string | null) =>
    invitationWords(slot, method, language, zone || (company?.time_zone ?? 'UTC'));
  let messageId: string | undefined;
  const organiser = company?.name ?? mailbox.name;
  if (to.parties.length > 0)
    messageId = await say(ctx, found, to.parties, html(company?.language ?? null), [], (party) => ({
      method,
      content: writeInvitation(slot, method, {
        organiser: {
          name: organiser,
          email: signPartyAddress(ctx.secret, mailbox.address, party.case_number, party.place),
        },
        guest: { name: party.name, email: party.email ?? '' },
        stamp: ctx.now,
      }),
    }));
  if (!to.customer) return messageId!;
  const customer = await findRequester(ctx, found.id);
  const said = await replyToCase(ctx, found.id, {
    html: html(customer.language, customer.time_zone),
    revision: found.revision,
    sendAnyway: true,
    stateAfter: found.state === 'waiting' ? 'waiting' : 'open',
    calendar: {
      method,
      content: writeInvitation(slot, method, {
        organiser: { name: organiser, email: signReplyAddress(ctx.secret, mailbox.address, found.number) },
        guest: { name: customer.name, email: customer.email ?? '' },
        stamp: ctx.now,
      }),
    },
  });
  return messageId ?? said.messageId;
}

/** The hour is said as it is where the reader lives, with the name of that time: his calendar knows it anyway. */
function invitationWords(slot: Slot, method: 'REQUEST' | 'CANCEL', language: string | null, zone: string): string {
  const when = new Intl.DateTimeFormat(language ?? 'en', {
    weekday: 'long',
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: zone,
    timeZoneName: 'short',
  }).format(slot.start);
  const text = (key: string, values: Record<string, string> = {}) =>
    escapeHtml(words(language, 'parties', `meeting.${key}`, values));
  const place = slot.place === '' ? '' : `<p>${text('place', { place: slot.place })}</p>`;
  return `<p>${text(method === 'CANCEL' ? 'cancelled' : 'proposed', { title: slot.title, when })}</p>${place}`;
}

async function insertGuests(
  ctx: WritingContext,
  found: CaseRecord,
  meetingId: string,
  parties: PartyRecord[],
  customer: boolean,
) {
  const guests: { email: string; name: string; party_id: string | null }[] = parties.flatMap((party) =>
    party.email === null ? [] : [{ email: party.email, name: party.name, party_id: party.id }],
  );
  if (customer) {
    const requester = await findRequester(ctx, found.id);
    if (requester.email !== null) guests.push({ email: requester.email, name: requester.name, party_id: null });
  }
  if (guests.length === 0) return;
  await ctx.trx
    .insertInto('case_meeting_guests')
    .values(guests.map((guest) => ({ ...guest, meeting_id: meetingId })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

async function mailboxOf(ctx: WritingContext, found: CaseRecord) {
  const own = found.mailbox_id === null ? undefined : await findMailboxById(ctx.trx, found.mailbox_id);
  return own ?? theDefaultMailbox(ctx);
}
