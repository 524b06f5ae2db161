import type { StoredFile } from '../../../files/store.ts';
import { address, caseNumber, type FileRecord, instant, object, type ReadRecord, text, texts } from '../records.ts';
import type { DumpRow } from './sql-dump.ts';

const tables = [
  'ticket__cdata',
  'ticket_status',
  'ticket_priority',
  'thread_collaborator',
  'thread_entry_email',
  'thread_entry',
  'user_email',
  'organization',
  'department',
  'thread',
  'ticket',
  'user',
  'staff',
  'attachment',
  'file_chunk',
  'file',
  'help_topic',
  'form_field',
];

/** osTicket's tables wear a prefix of the installer's choice, `ost_` as a rule. */
export function osticketTable(name: string): string | undefined {
  const table = tables.find(
    (one) =>
      name === one || name === `ost_${one}` || (/^[a-z0-9]+_/i.test(name) && name.replace(/^[a-z0-9]+_/i, '') === one),
  );
  return table;
}

/** The storage plugin keeps a file under its key, in a folder of the key's first character (`a/aBc…`). */
export function osticketFile(path: string): string | undefined {
  return /(?:^|\/)([\w-])\/(\1[\w-]{19,85})$/.exec(path)?.[2];
}

/** What must be known of a dump before its rows make sense. */
export interface OsticketIndex {
  emails: Map<string, string[]>;
  states: Map<string, { name: string; state: string }>;
  priorities: Map<string, string>;
  topics: Map<string, string>;
  about: Map<string, DumpRow>;
  /** A thread's ticket. */
  threads: Map<string, string>;
  threadOf: Map<string, string>;
  mailIds: Map<string, string>;
  files: Map<string, { key: string; name: string; type: string | null; size: number | null }>;
  /** Files of an entry, under the name they have there. */
  attached: Map<string, { id: string; name: string | null }[]>;
  /** What came of files, by their number (pieces in the database) or their key (in a folder). */
  stored: ReadonlyMap<string, StoredFile>;
  /** Who is in copy of a thread. */
  copies: Map<string, string[]>;
  /** What agents read where a field has a name for programs. */
  labels: Map<string, string>;
}

export function emptyOsticket(stored: ReadonlyMap<string, StoredFile> = new Map()): OsticketIndex {
  return {
    emails: new Map(),
    states: new Map(),
    priorities: new Map(),
    topics: new Map(),
    about: new Map(),
    threads: new Map(),
    threadOf: new Map(),
    mailIds: new Map(),
    files: new Map(),
    attached: new Map(),
    stored,
    copies: new Map(),
    labels: new Map(),
  };
}

/** First pass: what rows of other tables refer to. */
export function indexOsticket(index: OsticketIndex, table: string, row: DumpRow): void {
  const id = row['id'] ?? '';
  const email = address(row['address']);
  if (table === 'user_email' && email !== null)
    index.emails.set(row['user_id'] ?? '', [...(index.emails.get(row['user_id'] ?? '') ?? []), email]);
  else if (table === 'ticket_status') index.states.set(id, { name: row['name'] ?? id, state: row['state'] ?? 'open' });
  else if (table === 'ticket_priority') index.priorities.set(row['priority_id'] ?? '', row['priority'] ?? '');
  else if (table === 'help_topic') index.topics.set(row['topic_id'] ?? '', row['topic'] ?? '');
  else if (table === 'ticket__cdata') index.about.set(row['ticket_id'] ?? '', row);
  else if (table === 'thread' && row['object_type'] === 'T') {
    index.threads.set(id, row['object_id'] ?? '');
    index.threadOf.set(row['object_id'] ?? '', id);
  } else if (table === 'thread_collaborator' && row['user_id'] !== '0')
    index.copies.set(row['thread_id'] ?? '', [
      ...(index.copies.get(row['thread_id'] ?? '') ?? []),
      row['user_id'] ?? '',
    ]);
  else if (table === 'form_field' && text(row['name']) !== null && text(row['label']) !== null)
    index.labels.set(row['name']!, row['label']!);
  else if (table === 'thread_entry_email' && text(row['mid']) !== null)
    index.mailIds.set(row['thread_entry_id'] ?? '', row['mid']!);
  else if (table === 'file')
    index.files.set(id, {
      key: row['key'] ?? '',
      name: row['name'] ?? 'file',
      type: row['type'] ?? null,
      size: row['size'] === null ? null : Number(row['size']),
    });
  else if (table === 'attachment' && row['type'] === 'H')
    index.attached.set(row['object_id'] ?? '', [
      ...(index.attached.get(row['object_id'] ?? '') ?? []),
      { id: row['file_id'] ?? '', name: text(row['name']) },
    ]);
}

/** Staff and users are numbered apart: a letter keeps them so. Zero is nobody. */
const staff = (id: string | null | undefined) => (id === null || id === undefined || id === '0' ? null : `s${id}`);
const nonZero = (id: string | null | undefined) => (id === undefined || id === '0' ? null : id);

/** Second pass: a row as our records. */
export function readOsticket(index: OsticketIndex, table: string, row: DumpRow): ReadRecord[] {
  if (table === 'user' && text(row['id']) !== null)
    return [
      {
        kind: 'person',
        id: row['id']!,
        name: text(row['name']) ?? index.emails.get(row['id']!)?.[0] ?? row['id']!,
        emails: index.emails.get(row['id']!) ?? [],
        organisationId: nonZero(row['org_id']),
        agent: false,
      },
    ];
  if (table === 'staff' && text(row['staff_id']) !== null) {
    const email = address(row['email']);
    return [
      {
        kind: 'person',
        id: `s${row['staff_id']!}`,
        name: [row['firstname'], row['lastname']].filter(Boolean).join(' ') || email || row['staff_id']!,
        emails: email === null ? [] : [email],
        agent: true,
        active: row['isactive'] !== '0',
      },
    ];
  }
  if (table === 'organization' && text(row['id']) !== null)
    return [
      {
        kind: 'organisation',
        id: row['id']!,
        name: text(row['name']) ?? row['id']!,
        domains: row['domain']?.split(/[\s,]+/) ?? [],
      },
    ];
  if (table === 'department' && text(row['id'] ?? row['dept_id']) !== null)
    return [{ kind: 'team', id: (row['id'] ?? row['dept_id'])!, name: text(row['name'] ?? row['dept_name']) ?? '' }];
  if (table === 'ticket' && text(row['ticket_id']) !== null) return [ticket(index, row, row['ticket_id']!)];
  return table === 'thread_entry' ? entry(index, row) : [];
}

function ticket(index: OsticketIndex, row: DumpRow, id: string): ReadRecord {
  const status = index.states.get(row['status_id'] ?? '');
  const about = index.about.get(id) ?? {};
  const subject = text(about['subject']) ?? text(row['subject']);
  const priority = text(about['priority']) ?? text(about['priority_id']);
  const topic = index.topics.get(row['topic_id'] ?? '');
  const closedAt = instant(row['closed']);
  const known = new Set(['ticket_id', 'subject', 'priority', 'priority_id']);
  return {
    kind: 'case',
    id,
    number: caseNumber(row['number']),
    subject: subject ?? `#${row['number'] ?? id}`,
    state: (status?.name ?? (closedAt === null ? 'open' : 'closed')).toLowerCase(),
    priority: priority === null ? null : (index.priorities.get(priority) ?? priority).toLowerCase(),
    type: null,
    channel: text(row['source'])?.toLowerCase() ?? null,
    requesterId: nonZero(row['user_id']),
    assigneeId: staff(row['staff_id']),
    teamId: nonZero(row['dept_id']),
    tags: [],
    cc: index.copies.get(index.threadOf.get(id) ?? '') ?? [],
    fields: {
      ...(topic === undefined || topic === '' ? {} : { topic }),
      ...Object.fromEntries(
        Object.entries(about).flatMap(([name, value]) =>
          known.has(name) || text(value) === null ? [] : [[index.labels.get(name) ?? name, chosen(value!)]],
        ),
      ),
    },
    createdAt: instant(row['created']) ?? '',
    updatedAt: instant(row['lastupdate']) ?? instant(row['updated']),
    closedAt,
    ...(status?.state === 'deleted' ? { skip: 'deleted' } : {}),
  };
}

/** A choice is kept as `{"key":"what is shown"}`, several of them with commas. */
function chosen(value: string): string {
  if (!value.startsWith('{')) return value;
  try {
    const found: unknown = JSON.parse(value);
    return texts(Object.values(object(found))).join(', ') || value;
  } catch {
    return value;
  }
}

/** Types of entries: M the customer's message, R a response, N an internal note. */
function entry(index: OsticketIndex, row: DumpRow): ReadRecord[] {
  const id = text(row['id']);
  const caseId = index.threads.get(row['thread_id'] ?? '');
  if (id === null || caseId === undefined) return [];
  const type = row['type'];
  const mailId = index.mailIds.get(id);
  const isHtml = row['format'] !== 'text';
  return [
    {
      kind: 'message',
      id,
      caseId,
      at: instant(row['created']) ?? '',
      authorId: type === 'M' ? nonZero(row['user_id']) : staff(row['staff_id']),
      ...(text(row['poster']) === null ? {} : { author: { name: row['poster']!, email: null } }),
      byAgent: type !== 'M',
      open: type !== 'N',
      html: isHtml ? text(row['body']) : null,
      text: isHtml ? null : text(row['body']),
      files: (index.attached.get(id) ?? []).flatMap((file) => fileOf(index, file)),
      ...(mailId === undefined ? {} : { mailIds: [mailId] }),
    },
  ];
}

/** Bodies show pictures as `cid:` and the file's key. */
function fileOf(index: OsticketIndex, file: { id: string; name: string | null }): FileRecord[] {
  const found = index.files.get(file.id);
  if (found === undefined) return [];
  const { key, name, type, size } = found;
  const stored = index.stored.get(file.id) ?? index.stored.get(key);
  return [{ name: file.name ?? name, contentType: type, size, ...stored, ...(key === '' ? {} : { contentId: key }) }];
}
