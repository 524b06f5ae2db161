import type { StoredFile } from '../../../files/store.ts';
import { address, addresses, caseNumber, instant, object, type ReadRecord, text } from '../records.ts';
import type { DumpRow } from './sql-dump.ts';

/** FreeScout's numbers, as its models name them. */
const states: Record<string, string> = { 1: 'active', 2: 'pending', 3: 'closed', 4: 'spam' };
const channels: Record<string, string> = { 1: 'email', 2: 'phone', 3: 'chat' };

const tables = new Set([
  'conversations',
  'threads',
  'customers',
  'emails',
  'users',
  'mailboxes',
  'tags',
  'conversation_tag',
  'attachments',
  'custom_fields',
  'conversation_custom_field',
]);

export const freescoutTable = (table: string) => (tables.has(table) ? table : undefined);

/** Files lie in `storage/app/attachment` below folders of one digit, the last of any number (`1/2/1/lamp.jpg`). */
export function freescoutFile(path: string): string | undefined {
  return /(?:^|\/)(\d\/\d\/\d+\/[^/]+)$/.exec(path)?.[1];
}

/** A picture in a body is shown from the desk that is left, by the file's number. */
const shownFile = /(["'])[^"'\s]*\/storage\/attachment\/[^"'\s]*\?id=(\d+)[^"'\s]*\1/g;

/** What must be known of a dump before its rows make sense; small beside the rows themselves. */
export interface FreescoutIndex {
  emails: Map<string, string[]>;
  tags: Map<string, string>;
  tagged: Map<string, string[]>;
  files: Map<string, { id: string; path: string; name: string; type: string | null; size: number | null }[]>;
  /** What came of files, by their path in the folder of attachments. */
  stored: ReadonlyMap<string, StoredFile>;
  /** Fields of the module Custom Fields: their names and, of lists, what each number stands for. */
  fields: Map<string, { name: string; options: Record<string, string> }>;
  filled: Map<string, { field: string; value: string }[]>;
}

export function emptyFreescout(stored: ReadonlyMap<string, StoredFile> = new Map()): FreescoutIndex {
  return {
    emails: new Map(),
    tags: new Map(),
    tagged: new Map(),
    files: new Map(),
    stored,
    fields: new Map(),
    filled: new Map(),
  };
}

/** First pass: what rows of other tables refer to. */
export function indexFreescout(index: FreescoutIndex, table: string, row: DumpRow): void {
  const add = <T>(map: Map<string, T[]>, key: string | null | undefined, value: T) => {
    if (typeof key === 'string') map.set(key, [...(map.get(key) ?? []), value]);
  };
  if (table === 'emails' && address(row['email']) !== null)
    add(index.emails, row['customer_id'], address(row['email'])!);
  else if (table === 'tags') index.tags.set(row['id'] ?? '', row['name'] ?? '');
  else if (table === 'conversation_tag') add(index.tagged, row['conversation_id'], row['tag_id'] ?? '');
  else if (table === 'custom_fields')
    index.fields.set(row['id'] ?? '', { name: row['name'] ?? '', options: optionsOf(row['options']) });
  else if (table === 'conversation_custom_field' && text(row['value']) !== null)
    add(index.filled, row['conversation_id'], { field: row['custom_field_id'] ?? '', value: row['value']! });
  else if (table === 'attachments')
    add(index.files, row['thread_id'], {
      id: row['id'] ?? '',
      path: `${row['file_dir'] ?? ''}${row['file_name'] ?? ''}`,
      name: row['file_name'] ?? 'file',
      type: row['mime_type'] ?? null,
      size: row['size'] === null ? null : Number(row['size']),
    });
}

function optionsOf(value: string | null | undefined): Record<string, string> {
  try {
    const found: unknown = JSON.parse(value ?? '{}');
    return Object.fromEntries(
      Object.entries(object(found)).flatMap(([key, name]) => (typeof name === 'string' ? [[key, name]] : [])),
    );
  } catch {
    return {};
  }
}

/** Second pass: a row as our records. */
export function readFreescout(index: FreescoutIndex, table: string, row: DumpRow): ReadRecord[] {
  const id = text(row['id']);
  if (id === null) return [];
  if (table === 'users') return [user(row, id)];
  if (table === 'customers') return [customer(index, row, id)];
  if (table === 'mailboxes') return [{ kind: 'team', id, name: text(row['name']) ?? id }];
  if (table === 'conversations') return [conversation(index, row, id)];
  return table === 'threads' ? thread(index, row, id) : [];
}

/** Staff and customers are numbered apart: a letter keeps them so. */
const staff = (id: string | null | undefined) => (id === null || id === undefined ? null : `u${id}`);

function user(row: DumpRow, id: string): ReadRecord {
  const email = address(row['email']);
  return {
    kind: 'person',
    id: `u${id}`,
    name: [row['first_name'], row['last_name']].filter(Boolean).join(' ') || email || id,
    emails: email === null ? [] : [email],
    agent: true,
    active: (row['status'] ?? '1') === '1',
  };
}

function customer(index: FreescoutIndex, row: DumpRow, id: string): ReadRecord {
  const emails = index.emails.get(id) ?? [];
  return {
    kind: 'person',
    id,
    name: [row['first_name'], row['last_name']].filter(Boolean).join(' ') || emails[0] || id,
    emails,
    phones: phones(row['phones']),
    organisation: text(row['company']),
    agent: false,
    notes: text(row['notes']) ?? '',
  };
}

function phones(value: string | null | undefined): string[] {
  if (value === null || value === undefined || value === '') return [];
  try {
    const found: unknown = JSON.parse(value);
    return Array.isArray(found) ? found.flatMap((one: { value?: unknown }) => text(one.value) ?? []) : [];
  } catch {
    return [];
  }
}

function conversation(index: FreescoutIndex, row: DumpRow, id: string): ReadRecord {
  const state = states[row['status'] ?? ''] ?? row['status'] ?? 'active';
  const email = address(row['customer_email']);
  const skip =
    row['state'] === '3' ? 'deleted' : row['state'] === '1' ? 'draft' : state === 'spam' ? 'spam' : undefined;
  return {
    kind: 'case',
    id,
    number: caseNumber(row['number']) ?? caseNumber(id),
    subject: text(row['subject']) ?? `#${id}`,
    state,
    priority: null,
    type: null,
    channel: channels[row['type'] ?? ''] ?? null,
    requesterId: row['customer_id'] ?? null,
    ...(email === null ? {} : { requester: { name: email, email } }),
    assigneeId: staff(row['user_id']),
    teamId: row['mailbox_id'] ?? null,
    tags: (index.tagged.get(id) ?? []).flatMap((tag) => index.tags.get(tag) ?? []),
    cc: addresses(row['cc']),
    fields: Object.fromEntries(
      (index.filled.get(id) ?? []).flatMap(({ field, value }) => {
        const known = index.fields.get(field);
        return known === undefined || known.name === '' ? [] : [[known.name, known.options[value] ?? value]];
      }),
    ),
    createdAt: instant(row['created_at']) ?? '',
    updatedAt: instant(row['last_reply_at']) ?? instant(row['updated_at']),
    closedAt: instant(row['closed_at']) ?? (state === 'closed' ? instant(row['updated_at']) : null),
    ...(skip === undefined ? {} : { skip }),
  };
}

/** Types of threads: 1 the customer, 2 a colleague's answer, 3 a note, 4 a line that only says what was done. */
function thread(index: FreescoutIndex, row: DumpRow, id: string): ReadRecord[] {
  const type = row['type'];
  if (type === '4' || row['state'] === '1' || row['conversation_id'] === null) return [];
  const byAgent = type !== '1';
  const mailId = text(row['message_id']);
  const email = address(row['from']);
  return [
    ...rating(row, id),
    {
      kind: 'message',
      id,
      caseId: row['conversation_id'] ?? '',
      at: instant(row['created_at']) ?? '',
      authorId: byAgent
        ? staff(row['created_by_user_id'] ?? row['user_id'])
        : (row['created_by_customer_id'] ?? row['customer_id'] ?? null),
      ...(email === null || byAgent ? {} : { author: { name: email, email } }),
      byAgent,
      open: type !== '3',
      html: text(row['body'])?.replaceAll(shownFile, '$1cid:freescout-$2$1') ?? null,
      text: null,
      files: (index.files.get(id) ?? []).map(({ id: file, path, name, type: contentType, size }) => ({
        name,
        contentType,
        size,
        ...index.stored.get(path),
        contentId: `freescout-${file}`,
      })),
      ...(mailId === null ? {} : { mailIds: [mailId] }),
      cc: addresses(row['cc']),
    },
  ];
}

/** The module Satisfaction Ratings notes on the rated answer: 1 great, 2 okay, 3 not good. */
function rating(row: DumpRow, id: string): ReadRecord[] {
  const score = { 1: 'great', 2: 'okay', 3: 'not good' }[row['rating'] ?? ''];
  if (score === undefined) return [];
  return [
    {
      kind: 'rating',
      id,
      caseId: row['conversation_id'] ?? '',
      score,
      comment: text(row['rating_comment']),
      at: instant(row['updated_at']),
    },
  ];
}
