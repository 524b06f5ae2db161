import { ratingOf } from '../../../domain/moving/ratings.ts';
import type { WritingContext } from '../../context.ts';
import { say } from '../../catalogue.ts';
import { newId } from '../../store/identity.ts';
import { type ImportedCase, type ImportedMessage, importCases, readStandings } from '../cases/index.ts';
import { noteHeard } from '../customers/index.ts';
import { channelOf, kindOf, priorityOf, stateOf } from './default-words.ts';
import { customerOf, type Faces, meet } from './faces.ts';
import { findRecords, type Item, listOfCases, type Outcome, saveRecords } from './import-queries.ts';
import { placeFields } from './own-fields.ts';
import { placeCopies } from './own-parties.ts';
import { placeRatings, ratingsOf } from './own-ratings.ts';
import type { CaseRecord, MessageRecord, Rating } from './records.ts';
import type { Running } from './running-import.ts';
import { time, toMessage } from './writing-messages.ts';

/** Writes a batch of cases with their messages, and says what became of each. */
export async function writeCases(ctx: WritingContext, running: Running, items: Item<CaseRecord>[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const { origin, id: importId } = running;
  const messages = new Map<string, MessageRecord[]>();
  for (const message of await listOfCases<MessageRecord>(
    ctx.trx,
    importId,
    'message',
    items.map((item) => item.external_id),
  ))
    messages.set(message.caseId, [...(messages.get(message.caseId) ?? []), message]);
  for (const { external_id, data } of items)
    data.cc = [...new Set([...(data.cc ?? []), ...copiesOf(messages.get(external_id) ?? [])])];
  const wanted = items.filter(({ external_id, data }) => {
    const reason = whyNot(running, data, messages.get(external_id) ?? []);
    if (reason !== undefined) outcomes.push({ kind: 'case', external_id, outcome: 'skipped', reason });
    return reason === undefined;
  });
  const faces = await meet(
    ctx,
    running,
    wanted.map(({ data }) => data),
    messages,
  );
  const known = await findRecords(
    ctx.trx,
    origin,
    'case',
    wanted.map((item) => item.external_id),
  );
  const said = await findRecords(
    ctx.trx,
    origin,
    'message',
    [...messages.values()].flat().map((message) => message.id),
  );
  const standings = await readStandings(
    ctx,
    [...known.values()].map(({ id }) => id),
  );
  const ratings = await ratingsOf(ctx, running, wanted);
  const cases: ImportedCase[] = [];
  const newMessages: { external_id: string; own_id: string }[] = [];
  const taken: { external_id: string; own_id: string; taken: object }[] = [];
  const heard: { id: string; first: Date; last: Date }[] = [];
  for (const { external_id, data } of wanted) {
    const all = (messages.get(external_id) ?? []).toSorted((one, other) => one.at.localeCompare(other.at));
    const before = known.get(external_id);
    const fresh = all.filter((message) => !said.has(message.id));
    const unchanged = before !== undefined && fresh.length === 0 && before.taken['updatedAt'] === data.updatedAt;
    if (unchanged) {
      outcomes.push({ kind: 'case', external_id, outcome: 'unchanged', own_id: before.id });
      continue;
    }
    const customerId = customerOf(faces, data);
    if (customerId === undefined) {
      outcomes.push({ kind: 'case', external_id, outcome: 'skipped', reason: 'no-customer' });
      continue;
    }
    const caseId = before?.id ?? newId();
    const stands = before === undefined ? undefined : standings.get(before.id);
    const written = fresh.map((message) => toMessage(ctx, faces, data, message, customerId));
    for (const [place, message] of fresh.entries())
      newMessages.push({ external_id: message.id, own_id: written[place]!.id });
    const follows =
      stands === undefined || (stands.state === before?.taken['state'] && stands.revision === before.taken['revision']);
    const one = toCase(ctx, running, faces, data, all, {
      id: caseId,
      customerId,
      known: before !== undefined,
      follows,
    });
    const missing = fresh.flatMap((message) =>
      message.files.filter((file) => file.sha256 === undefined).map((file) => file.name),
    );
    const rating = ratings.get(external_id);
    const remarks =
      before === undefined ? remarksOf(running, faces, data, rating, missing) : missingRemark(running, missing);
    const note = remarks.length === 0 ? [] : [noteOf(running, one, remarks)];
    cases.push({ ...one, messages: [...written, ...note] });
    const talk = written.filter((message) => message.kind === 'message').length;
    taken.push({
      external_id,
      own_id: caseId,
      taken: {
        updatedAt: data.updatedAt,
        state: follows ? one.state : stands?.state,
        revision: (stands?.revision ?? 0) + talk,
      },
    });
    const times = written.filter(({ direction }) => direction === 'in').map(({ at }) => +at);
    heard.push({
      id: customerId,
      first: new Date(Math.min(+one.createdAt, ...times)),
      last: new Date(Math.max(+one.createdAt, ...times)),
    });
    outcomes.push({ kind: 'case', external_id, outcome: before === undefined ? 'created' : 'updated', own_id: caseId });
    for (const name of missing)
      outcomes.push({ kind: 'file', external_id, outcome: 'noted', reason: `file-missing: ${name}`, own_id: caseId });
  }
  await importCases(ctx, importId, cases);
  await placeRatings(ctx, running, cases, ratings, taken);
  await noteHeard(ctx, heard);
  await saveRecords(ctx.trx, importId, origin, 'case', taken);
  await saveRecords(ctx.trx, importId, origin, 'message', newMessages);
  return outcomes;
}

/** Who was in copy of what everybody may read. */
function copiesOf(messages: readonly MessageRecord[]): string[] {
  return messages.flatMap(({ open, cc = [] }) => (open ? cc : []));
}

function whyNot(running: Running, data: CaseRecord, messages: readonly MessageRecord[]): string | undefined {
  if (data.skip !== undefined) return data.skip;
  if ((running.mapping.states[data.state] ?? stateOf(data.state)) === 'skip') return `state: ${data.state}`;
  if (data.createdAt === '' && messages.every(({ at }) => at === '')) return 'no-date';
  return undefined;
}

function toCase(
  ctx: WritingContext,
  running: Running,
  faces: Faces,
  data: CaseRecord,
  messages: readonly MessageRecord[],
  who: { id: string; customerId: string; known: boolean; follows: boolean },
): Omit<ImportedCase, 'messages'> {
  const { mapping } = running;
  const mapped = mapping.states[data.state] ?? stateOf(data.state);
  const state = mapped === 'skip' ? 'closed' : mapped;
  const createdAt = time(ctx, data.createdAt, messages[0]?.at);
  const updatedAt = time(ctx, data.updatedAt, messages.at(-1)?.at, data.createdAt);
  const asked = data.requesterId === null ? undefined : faces.people.get(data.requesterId);
  const { values, tags } = placeFields(running, faces.fields, data);
  return {
    ...who,
    number: mapping.keepNumbers ? data.number : null,
    kind: data.type === null ? 'question' : (mapping.kinds[data.type] ?? kindOf(data.type)),
    subject: data.subject,
    state,
    priority: data.priority === null ? 'normal' : (mapping.priorities[data.priority] ?? priorityOf(data.priority)),
    organisationId: data.organisationId ? (faces.organisations.get(data.organisationId) ?? null) : null,
    teamId: data.teamId === null ? null : (faces.teams.get(data.teamId) ?? null),
    assigneeId: data.assigneeId === null ? null : (faces.agents.get(data.assigneeId) ?? null),
    channel: channelOf(data.channel),
    tags: [...data.tags, ...tags].map((tag) => tag.slice(0, 40)).slice(0, 30),
    createdAt,
    updatedAt: updatedAt < createdAt ? createdAt : updatedAt,
    closedAt: state === 'closed' ? time(ctx, data.closedAt, data.updatedAt, messages.at(-1)?.at, data.createdAt) : null,
    snoozedUntil: state === 'snoozed' ? new Date(+ctx.now + 86_400_000) : null,
    replyAddress: data.requester?.email ?? asked?.emails[0] ?? null,
    fields: values,
    parties: placeCopies(faces.own, faces, data).parties,
  };
}

/** What has no place of its own here stays as a note: values that fit no field, a rating in other words, files that did not come. */
function remarksOf(
  running: Running,
  faces: Faces,
  data: CaseRecord,
  rating: Rating | undefined,
  missing: readonly string[],
): string[] {
  const write = (key: string, values: Record<string, string>) => say(running.language, 'moving', `note.${key}`, values);
  const copies = placeCopies(faces.own, faces, data).left;
  const unread = rating !== undefined && ratingOf(rating.score) === null;
  return [
    ...placeFields(running, faces.fields, data).left,
    ...(copies.length === 0 ? [] : [write('copies', { addresses: copies.join(', ') })]),
    ...(unread ? [write('rating', { score: rating.score, comment: rating.comment ?? '' }).trim()] : []),
    ...missingRemark(running, missing),
  ];
}

function missingRemark(running: Running, missing: readonly string[]): string[] {
  return missing.length === 0 ? [] : [say(running.language, 'moving', 'note.files', { names: missing.join(', ') })];
}

function noteOf(running: Running, one: Omit<ImportedCase, 'messages'>, remarks: readonly string[]): ImportedMessage {
  const title = say(running.language, 'moving', 'note.title', { source: running.origin });
  return {
    id: newId(),
    at: one.updatedAt,
    kind: 'note',
    direction: 'internal',
    channel: one.channel,
    author_kind: 'system',
    author_customer_id: null,
    author_user_id: null,
    author_name: running.origin,
    text: [title, ...remarks].join('\n'),
    html: null,
    attachments: [],
    mailIds: [],
  };
}
