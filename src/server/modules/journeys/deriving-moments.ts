import { v5 } from 'uuid';
import {
  decidesOver,
  strengthOf,
  type EvidenceKind,
  type MomentOutcome,
} from '../../../domain/journeys/moment-evidence.ts';
import { asSystem, type WritingContext } from '../../context.ts';
import { type KeptEvent, record } from '../../store/events.ts';
import type { Subscription } from '../../store/subscriptions.ts';
import { eventsWithEvidence, type Finding, findingOf } from './evidence-of-events.ts';
import * as ledger from './ledger-queries.ts';
import type { AnnouncementRow, ContactRow, EvidenceRow, MomentRow } from './ledger-queries.ts';
import { touchpointsByKey } from './touchpoint-seeds.ts';

/** Ids are made from what they name, so that a replay makes the same ones and links to a moment stay good. */
const namespace = '5f0d2c1e-6d0e-5b61-9a51-6b7a6d6f6d65';

/**
 * Derives the ledger of moments from the event log: one moment per contact, decided by the strongest and latest
 * evidence, all evidence kept. Reading the log again from zero gives the same rows to the last id; what listeners were
 * already told is remembered apart, so that nothing is counted twice.
 */
export const momentsFromEvents: Subscription = {
  name: 'journeys.moments',
  types: eventsWithEvidence,
  reset: (ctx) => ledger.emptyLedger(ctx.trx),
  handle: async (ctx, events) => {
    const findings = events.map(findingOf).filter((finding) => finding !== undefined);
    if (findings.length === 0) return;
    const book = await openBook(ctx, findings);
    for (const finding of findings) enter(book, finding);
    await closeBook(ctx, book);
  },
};

/** What a batch works on: loaded once, changed in memory, written once. */
interface Book {
  touchpoints: ReadonlyMap<string, string>;
  contacts: Map<string, ContactRow>;
  moments: Map<string, MomentRow>;
  announced: Map<string, AnnouncementRow>;
  changedContacts: Set<string>;
  changedMoments: Set<string>;
  evidence: EvidenceRow[];
  days: Map<string, ledger.DayChange>;
  announcements: { event: KeptEvent; moment: MomentRow; before: AnnouncementRow | undefined; gone: boolean }[];
  /** Contacts that were told of wrongly, each with the moment it had been: what is kept of them goes before anything is written. */
  dropped: Map<string, MomentRow | undefined>;
}

async function openBook(ctx: WritingContext, findings: readonly Finding[]): Promise<Book> {
  const names = [...new Set(findings.map(({ contact }) => contact))];
  const contacts = await ledger.findContacts(ctx.trx, names);
  const moments = await ledger.findMomentsByContact(ctx.trx, names);
  const announced = await ledger.findAnnouncements(ctx.trx, names.map(momentIdOf));
  return {
    touchpoints: await touchpointsByKey(ctx, [
      'mail',
      ...findings.flatMap(({ channel }) => (channel === null ? [] : [channel])),
      ...(findings.some(({ byChannel }) => byChannel) ? contacts.map(({ channel }) => channel) : []),
    ]),
    contacts: new Map(contacts.map((row) => [row.contact, row])),
    moments: new Map(moments.map((row) => [row.contact, row])),
    announced: new Map(announced.map((row) => [row.moment_id, row])),
    changedContacts: new Set(),
    changedMoments: new Set(),
    evidence: [],
    days: new Map(),
    announcements: [],
    dropped: new Map(),
  };
}

/** Enters one finding: knows the contact, moves it if told to, weighs the evidence. */
function enter(book: Book, finding: Finding): void {
  const gone = finding.anew ? drop(book, finding.contact) : undefined;
  if (finding.anew && finding.evidence === null) {
    if (gone !== undefined) tellGone(book, gone, finding.event);
    return;
  }
  const contact = contactOf(book, finding);
  if (contact === undefined) {
    if (gone !== undefined) tellGone(book, gone, finding.event);
    return;
  }
  const moment = book.moments.get(finding.contact);
  if (moment !== undefined) follow(book, moment, contact, finding.event);
  const { evidence, event } = finding;
  if (evidence === null) return;
  const strength = strengthOf(evidence.kind);
  const judged = {
    outcome: evidence.outcome,
    evidence: evidence.kind,
    strength,
    quote: evidence.quote ?? null,
    score: evidence.score ?? null,
    changed_at: event.at,
  };
  const id = momentIdOf(finding.contact);
  book.evidence.push({
    id: v5(`${event.id}:${evidence.kind}`, namespace),
    moment_id: id,
    at: event.at,
    kind: evidence.kind,
    outcome: evidence.outcome,
    strength,
    event_id: event.id,
    quote: judged.quote,
    score: judged.score,
  });
  if (moment === undefined) {
    const made: MomentRow = { id, at: finding.happenedAt ?? event.at, ...contact, ...judged };
    book.moments.set(finding.contact, made);
    settle(book, made, event, undefined);
  } else if (decidesOver(evidence.kind, moment.evidence as EvidenceKind)) {
    const before = { ...moment };
    Object.assign(moment, judged);
    settle(book, moment, event, before);
  }
}

/** Leaves out all that was told of a contact. @returns the moment it was, if it was one */
function drop(book: Book, name: string): MomentRow | undefined {
  const moment = book.moments.get(name);
  if (moment !== undefined) count(book, moment, -1);
  book.moments.delete(name);
  book.contacts.delete(name);
  book.changedMoments.delete(name);
  book.changedContacts.delete(name);
  book.evidence = book.evidence.filter(({ moment_id }) => moment_id !== momentIdOf(name));
  book.dropped.set(name, moment ?? book.dropped.get(name));
  return moment;
}

/** Listeners who counted the moment are told that there was none. */
function tellGone(book: Book, moment: MomentRow, event: KeptEvent): void {
  const told = book.announced.get(moment.id);
  if (told === undefined || told.gone || !isAfter(event, told)) return;
  book.announcements.push({ event, moment, before: told, gone: true });
  book.announced.set(moment.id, { ...told, xid: event.xid, event_id: event.id, gone: true });
}

/** The contact a finding is about, made when it is new, moved when the finding says so. */
function contactOf(book: Book, finding: Finding): ContactRow | undefined {
  const known = book.contacts.get(finding.contact);
  const { customerId } = finding;
  const touchpointId = finding.byChannel && known !== undefined ? placeOf(book, known.channel) : finding.touchpointId;
  if (known === undefined) {
    if (customerId === null) return undefined;
    const channel = finding.channel ?? 'mail';
    const made = {
      contact: finding.contact,
      customer_id: customerId,
      case_id: finding.caseId,
      channel,
      touchpoint_id: touchpointId ?? placeOf(book, channel),
    };
    book.contacts.set(made.contact, made);
    book.changedContacts.add(made.contact);
    return made;
  }
  const moved = finding.event.type === 'cases.changed' && customerId !== null && customerId !== known.customer_id;
  const placed = touchpointId !== null && touchpointId !== known.touchpoint_id;
  if (moved) known.customer_id = customerId;
  if (placed) known.touchpoint_id = touchpointId;
  if (moved || placed) book.changedContacts.add(known.contact);
  return known;
}

/** The touchpoint where contacts over a channel happen by default. */
function placeOf(book: Book, channel: string): string {
  return book.touchpoints.get(channel) ?? book.touchpoints.get('mail')!;
}

/** A moment is where its contact is and belongs to whom its contact belongs to. */
function follow(book: Book, moment: MomentRow, contact: ContactRow, event: KeptEvent): void {
  if (moment.customer_id === contact.customer_id && moment.touchpoint_id === contact.touchpoint_id) return;
  const before = { ...moment };
  moment.customer_id = contact.customer_id;
  moment.touchpoint_id = contact.touchpoint_id;
  moment.changed_at = event.at;
  settle(book, moment, event, before);
}

/** Notes what changed: the row, the counts of its day, and what listeners have to be told. */
function settle(book: Book, moment: MomentRow, event: KeptEvent, before: MomentRow | undefined): void {
  book.changedMoments.add(moment.contact);
  if (before !== undefined) count(book, before, -1);
  count(book, moment, 1);
  const told = book.announced.get(moment.id);
  if (told !== undefined && isTold(told, moment) && !isMoved(book.dropped.get(moment.contact), moment)) return;
  if (told !== undefined && !isAfter(event, told)) return;
  book.announcements.push({ event, moment: { ...moment }, before: told, gone: false });
  book.announced.set(moment.id, {
    moment_id: moment.id,
    outcome: moment.outcome,
    touchpoint_id: moment.touchpoint_id,
    xid: event.xid,
    event_id: event.id,
    gone: false,
  });
}

/** Corrected to be another's, or of another time: whoever counts moves it. Other words move nothing. */
function isMoved(was: MomentRow | undefined, { customer_id, at }: MomentRow): boolean {
  return was !== undefined && (was.customer_id !== customer_id || was.at.getTime() !== at.getTime());
}

function isTold(told: AnnouncementRow, moment: MomentRow): boolean {
  return !told.gone && told.outcome === moment.outcome && told.touchpoint_id === moment.touchpoint_id;
}

function count(book: Book, moment: MomentRow, by: number): void {
  const day = moment.at.toISOString().slice(0, 10);
  const key = `${moment.touchpoint_id} ${day}`;
  const change = book.days.get(key) ?? { touchpoint_id: moment.touchpoint_id, day, won: 0, neutral: 0, lost: 0 };
  change[moment.outcome as MomentOutcome] += by;
  book.days.set(key, change);
}

async function closeBook(ctx: WritingContext, book: Book): Promise<void> {
  const dropped = [...book.dropped.keys()];
  if (dropped.length > 0)
    await ledger.removeContacts(ctx.trx, {
      contacts: dropped.filter((name) => !book.contacts.has(name)),
      moments: dropped.filter((name) => !book.moments.has(name)),
      evidenceOf: dropped.map(momentIdOf),
    });
  await ledger.saveContacts(ctx.trx, pick(book.contacts, book.changedContacts));
  await ledger.saveMoments(ctx.trx, pick(book.moments, book.changedMoments));
  await ledger.saveEvidence(ctx.trx, book.evidence);
  await ledger.addToDays(ctx.trx, [...book.days.values()]);
  await ledger.saveAnnouncements(ctx.trx, [
    ...new Map(book.announcements.map(({ moment }) => [moment.id, book.announced.get(moment.id)!])).values(),
  ]);
  for (const { event, moment, before, gone } of book.announcements) {
    const writing = { ...asSystem(ctx, momentsFromEvents.name, event.at), trx: ctx.trx };
    const counted = before?.gone === true ? undefined : before;
    await record(writing, gone ? 'moments.withdrawn' : 'moments.recorded', moment.id, {
      momentId: moment.id,
      contact: moment.contact,
      outcome: moment.outcome,
      before: counted?.outcome ?? null,
      touchpointId: moment.touchpoint_id,
      beforeTouchpointId: counted?.touchpoint_id ?? null,
      customerId: moment.customer_id,
      caseId: moment.case_id,
      channel: moment.channel,
      momentAt: moment.at.toISOString(),
      strength: moment.strength,
      evidence: moment.evidence,
    });
  }
}

function momentIdOf(contact: string): string {
  return v5(contact, namespace);
}

/** Commit order: by transaction, then by position in the log. */
function isAfter(event: KeptEvent, told: AnnouncementRow): boolean {
  const [one, two] = [BigInt(event.xid), BigInt(told.xid)];
  return one === two ? event.id > told.event_id : one > two;
}

function pick<T>(rows: ReadonlyMap<string, T>, keys: ReadonlySet<string>): T[] {
  return [...keys].map((key) => rows.get(key)!);
}
