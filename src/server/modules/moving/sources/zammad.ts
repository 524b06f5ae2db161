import {
  address,
  addresses,
  caseNumber,
  type FileRecord,
  instant,
  list,
  object,
  type ReadRecord,
  text,
  texts,
} from '../records.ts';

type Raw = Record<string, unknown>;

const kinds = ['tickets', 'articles', 'ticket_articles', 'users', 'organizations', 'groups'] as const;

/**
 * Zammad's JSON as its API gives it with `expand=true`: tickets whose state, priority, group and owner are names beside
 * their ids, articles with `sender`, `internal` and `message_id`, users with `role_ids` or `roles`.
 */
export function readZammad(raw: Raw): ReadRecord[] {
  const pages = kinds.filter((key) => Array.isArray(raw[key]) && raw['title'] === undefined);
  if (pages.length > 0) return pages.flatMap((key) => list(raw[key]).flatMap((one) => readZammad(object(one))));
  const id = text(raw['id']);
  if (id === null) return [{ kind: 'problem', what: 'no-id' }];
  if ('ticket_id' in raw) return article(raw, id);
  if ('title' in raw && 'number' in raw) return ticket(raw, id);
  if ('login' in raw || 'firstname' in raw) return [user(raw, id)];
  if ('domain_assignment' in raw || 'shared' in raw)
    return [
      {
        kind: 'organisation',
        id,
        name: text(raw['name']) ?? id,
        domains: text(raw['domain'])?.split(/[\s,]+/) ?? [],
        notes: text(raw['note']) ?? '',
      },
    ];
  if ('name' in raw) return [{ kind: 'team', id, name: text(raw['name']) ?? id }];
  return [{ kind: 'problem', what: 'unknown-record' }];
}

function user(raw: Raw, id: string): ReadRecord {
  const email = address(raw['email']) ?? address(raw['login']);
  const roles = texts(raw['roles']).map((role) => role.toLowerCase());
  const named = [text(raw['firstname']), text(raw['lastname'])].filter((one) => one !== null).join(' ');
  return {
    kind: 'person',
    id,
    name: named || email || id,
    emails: email === null ? [] : [email],
    phones: [text(raw['phone']), text(raw['mobile'])].filter((one) => one !== null),
    organisationId: text(raw['organization_id']),
    // roles of a fresh Zammad: 1 admin, 2 agent, 3 customer
    agent:
      roles.length > 0
        ? roles.some((role) => role !== 'customer')
        : list(raw['role_ids']).some((role) => role === 1 || role === 2),
    active: raw['active'] !== false,
    notes: text(raw['note']) ?? '',
    vip: raw['vip'] === true,
  };
}

/** Whatever a fresh Zammad does not have on its tickets was added as a field by the company. */
const known = new Set(
  `id number title group group_id state state_id priority priority_id owner owner_id customer customer_id organization
   organization_id note type checklist_id referencing_checklist_ids preferences article_ids article_count
   ticket_time_accounting ticket_time_accounting_ids articles tags time_unit last_owner_update_at`.split(/\s+/),
);

function ticket(raw: Raw, id: string): ReadRecord[] {
  const state = (text(raw['state']) ?? text(raw['state_id']) ?? 'open').toLowerCase();
  const email = address(raw['customer']);
  const owner = text(raw['owner_id']);
  const closedAt = instant(raw['close_at']);
  return [
    {
      kind: 'case',
      id,
      number: caseNumber(raw['number']),
      subject: text(raw['title']) ?? `#${id}`,
      state,
      priority: (text(raw['priority']) ?? text(raw['priority_id']))?.toLowerCase() ?? null,
      type: text(raw['type']),
      channel: text(raw['create_article_type']),
      requesterId: text(raw['customer_id']),
      ...(email === null ? {} : { requester: { name: email, email } }),
      organisationId: text(raw['organization_id']),
      // user 1 is Zammad's own dash: nobody
      assigneeId: owner === '1' ? null : owner,
      teamId: text(raw['group_id']),
      tags: texts(raw['tags']),
      fields: Object.fromEntries(
        Object.entries(raw).flatMap(([name, value]) => {
          const found =
            typeof value === 'string' || typeof value === 'number' ? text(value) : value === true ? 'yes' : null;
          const ours = known.has(name) || /_(at|id|ids|in_min|diff_in_min|by|count|type)$/.test(name);
          return found === null || ours ? [] : [[name, found]];
        }),
      ),
      createdAt: instant(raw['created_at']) ?? '',
      updatedAt: instant(raw['updated_at']),
      closedAt,
      mergedInto: null,
    },
    ...list(raw['articles']).flatMap((one) => {
      const inner = object(one);
      return article({ ticket_id: id, ...inner }, text(inner['id']) ?? `${id}-0`);
    }),
  ];
}

/** The API shows pictures of a body by its own address, and leaves them out of the list of files. */
const shownFile = /(["'])[^"'\s]*\/api\/v1\/ticket_attachment\/\d+\/\d+\/(\d+)[^"'\s]*\1/g;

/** Numbers of the files that a body shows as pictures. */
export function shownFiles(body: unknown): string[] {
  return [...new Set([...(text(body) ?? '').matchAll(shownFile)].map((match) => match[2]!))];
}

function article(raw: Raw, id: string): ReadRecord[] {
  const isHtml = (text(raw['content_type']) ?? '').includes('html');
  const said = text(raw['from']);
  const email = said === null ? null : address(/<([^<>]+)>/.exec(said)?.[1] ?? said);
  const sender = text(raw['sender'])?.toLowerCase();
  const mailId = text(raw['message_id']);
  const system = sender === 'system';
  return [
    {
      kind: 'message',
      id,
      caseId: text(raw['ticket_id']) ?? '',
      at: instant(raw['created_at']) ?? '',
      authorId: text(raw['origin_by_id']) ?? text(raw['created_by_id']),
      ...(email === null
        ? {}
        : {
            author: {
              name:
                said
                  ?.replace(/\s*<[^<>]*>/, '')
                  .replaceAll('"', '')
                  .trim() || email,
              email,
            },
          }),
      ...(sender === undefined ? {} : { byAgent: sender !== 'customer' }),
      open: raw['internal'] !== true && !system,
      html: isHtml ? (text(raw['body'])?.replaceAll(shownFile, '$1cid:zammad-$2$1') ?? null) : null,
      text: isHtml ? null : text(raw['body']),
      files: list(raw['attachments']).map((one) => file(object(one))),
      ...(mailId === null ? {} : { mailIds: [mailId] }),
      cc: addresses(raw['cc']),
    },
  ];
}

function file(raw: Raw): FileRecord {
  const about = object(raw['preferences']);
  const size = Number(text(raw['size']) ?? Number.NaN);
  const content = text(raw['data']);
  const id = text(raw['id']);
  return {
    name: text(raw['filename']) ?? 'file',
    contentType: text(about['Content-Type']) ?? text(about['Mime-Type']),
    size: Number.isFinite(size) ? size : null,
    ...(content === null ? {} : { content }),
    ...(id === null ? {} : { contentId: `zammad-${id}` }),
  };
}
