import {
  address,
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

/**
 * Zendesk's JSON: the account export (one object per line), the incremental API's pages (`{tickets: […], users: […]}`)
 * and pages of comments (`{comments: […]}` with `ticket_id`, or within their ticket). One object in, our records out.
 */
export function readZendesk(raw: Raw): ReadRecord[] {
  const pages = (
    ['organizations', 'users', 'groups', 'ticket_fields', 'tickets', 'comments', 'satisfaction_ratings'] as const
  ).filter((key) => Array.isArray(raw[key]));
  // a ticket carries its comments itself; a page holds nothing but lists and cursors
  if (pages.length > 0 && raw['subject'] === undefined && raw['status'] === undefined)
    return pages.flatMap((key) => list(raw[key]).flatMap((one) => readOne(object(one), key, text(raw['ticket_id']))));
  for (const [key, inner] of [
    ['ticket', 'tickets'],
    ['user', 'users'],
    ['organization', 'organizations'],
    ['group', 'groups'],
    ['comment', 'comments'],
  ] as const)
    if (typeof raw[key] === 'object' && raw[key] !== null && raw['id'] === undefined)
      return readOne(object(raw[key]), inner, null);
  return readOne(raw, kindOf(raw), null);
}

function kindOf(raw: Raw): string {
  if ('score' in raw && 'ticket_id' in raw) return 'satisfaction_ratings';
  if ('requester_id' in raw || 'raw_subject' in raw || ('status' in raw && 'subject' in raw)) return 'tickets';
  if ('author_id' in raw && ('body' in raw || 'html_body' in raw || 'public' in raw)) return 'comments';
  if ('role' in raw || ('email' in raw && 'name' in raw)) return 'users';
  if ('domain_names' in raw || 'organization_fields' in raw) return 'organizations';
  if ('title' in raw && 'type' in raw && 'position' in raw) return 'ticket_fields';
  if ('name' in raw && ('is_public' in raw || 'deleted' in raw)) return 'groups';
  return 'unknown';
}

function readOne(raw: Raw, kind: string, ticketId: string | null): ReadRecord[] {
  const id = text(raw['id']);
  if (id === null) return [{ kind: 'problem', what: 'no-id' }];
  if (kind === 'tickets') return ticket(raw, id);
  if (kind === 'comments') {
    const caseId = text(raw['ticket_id']) ?? ticketId;
    return caseId === null ? [{ kind: 'problem', what: 'comment-without-ticket' }] : comment(raw, id, caseId);
  }
  if (kind === 'satisfaction_ratings') return rating(raw, id);
  if (kind === 'users') return [user(raw, id)];
  if (kind === 'organizations')
    return [
      {
        kind: 'organisation',
        id,
        name: text(raw['name']) ?? id,
        domains: texts(raw['domain_names']),
        notes: [text(raw['details']), text(raw['notes'])].filter((one) => one !== null).join('\n'),
      },
    ];
  if (kind === 'groups') return [{ kind: 'team', id, name: text(raw['name']) ?? id }];
  if (kind === 'ticket_fields') return [{ kind: 'field', id, name: text(raw['title']) ?? id }];
  return [{ kind: 'problem', what: 'unknown-record' }];
}

/** What is only offered was not said. */
function rating(raw: Raw, id: string): ReadRecord[] {
  const [score, caseId] = [text(raw['score']), text(raw['ticket_id'])];
  if (score === null || caseId === null || score.endsWith('offered')) return [];
  return [{ kind: 'rating', id, caseId, score, comment: text(raw['comment']), at: instant(raw['updated_at']) }];
}

function user(raw: Raw, id: string): ReadRecord {
  const email = address(raw['email']);
  const identities = list(raw['identities']).map(object);
  const role = text(raw['role']);
  return {
    kind: 'person',
    id,
    name: text(raw['name']) ?? email ?? id,
    emails: [
      ...new Set(
        [email, ...identities.filter((one) => one['type'] === 'email').map((one) => address(one['value']))].filter(
          (one) => one !== null,
        ),
      ),
    ],
    phones: [text(raw['phone'])].filter((one) => one !== null),
    organisationId: text(raw['organization_id']),
    agent: role === 'agent' || role === 'admin',
    active: raw['suspended'] !== true && raw['active'] !== false,
    language: text(raw['locale']),
    timeZone: text(raw['iana_time_zone']),
    notes: [text(raw['details']), text(raw['notes'])].filter((one) => one !== null).join('\n'),
  };
}

function ticket(raw: Raw, id: string): ReadRecord[] {
  const status = text(raw['status']) ?? 'open';
  const via = object(raw['via']);
  const from = object(object(via['source'])['from']);
  const createdAt = instant(raw['created_at']);
  const subject =
    text(raw['subject']) ?? text(raw['raw_subject']) ?? text(raw['description'])?.slice(0, 120) ?? `#${id}`;
  const rating = object(raw['satisfaction_rating']);
  const score = text(rating['score']);
  const comments = list(raw['comments']).flatMap((one, place) => {
    const inner = object(one);
    return comment(inner, text(inner['id']) ?? `${id}-${String(place)}`, id);
  });
  const first: ReadRecord[] =
    comments.length > 0 || text(raw['description']) === null
      ? []
      : [
          {
            kind: 'message',
            id: `${id}-description`,
            caseId: id,
            at: createdAt ?? '',
            authorId: text(raw['submitter_id']) ?? text(raw['requester_id']),
            open: true,
            html: null,
            text: text(raw['description']),
            files: [],
          },
        ];
  const fromAddress = address(from['address']);
  const merged = /^(?:merge|closed_by_merge)/.test(texts(raw['tags']).join(' ')) ? mergedInto(raw) : null;
  return [
    {
      kind: 'case',
      id,
      number: caseNumber(id),
      subject,
      state: text(raw['custom_status']) ?? status,
      priority: text(raw['priority']),
      type: text(raw['type']),
      channel: text(via['channel']),
      requesterId: text(raw['requester_id']),
      ...(fromAddress === null ? {} : { requester: { name: text(from['name']) ?? fromAddress, email: fromAddress } }),
      organisationId: text(raw['organization_id']),
      assigneeId: text(raw['assignee_id']),
      teamId: text(raw['group_id']),
      tags: texts(raw['tags']),
      cc: [...texts(raw['email_cc_ids']), ...texts(raw['collaborator_ids'])],
      fields: fieldsOf(raw),
      createdAt: createdAt ?? '',
      updatedAt: instant(raw['updated_at']),
      closedAt: status === 'closed' || status === 'solved' ? solvedAt(raw) : null,
      mergedInto: merged,
      rating:
        score === null || score === 'offered' || score === 'unoffered'
          ? null
          : { score, comment: text(rating['comment']) },
      ...(status === 'deleted' ? { skip: 'deleted' } : {}),
    },
    ...comments,
    ...first,
  ];
}

function solvedAt(raw: Raw): string | null {
  return instant(object(raw['metric_set'])['solved_at']) ?? instant(raw['solved_at']) ?? instant(raw['updated_at']);
}

/** Zendesk writes a sentence into the merged ticket: "This request was closed and merged into request #123". */
function mergedInto(raw: Raw): string | null {
  const said = list(raw['comments'])
    .map((one) => text(object(one)['body']) ?? '')
    .map((body) => /merged into (?:request|ticket) #(\d+)/i.exec(body)?.[1])
    .find((one) => one !== undefined);
  return said ?? null;
}

function fieldsOf(raw: Raw): Record<string, string> {
  const all = [...list(raw['custom_fields']), ...list(raw['fields'])].map(object);
  return Object.fromEntries(
    all.flatMap((one) => {
      const value = Array.isArray(one['value']) ? texts(one['value']).join(', ') : shown(one['value']);
      const id = text(one['id']);
      return id === null || value === null || value === '' ? [] : [[id, value]];
    }),
  );
}

function shown(value: unknown): string | null {
  return typeof value === 'boolean' ? (value ? 'yes' : null) : text(value);
}

function comment(raw: Raw, id: string, caseId: string): ReadRecord[] {
  const at = instant(raw['created_at']);
  const mailId = text(object(object(object(raw['metadata'])['system']))['message_id']);
  const body = text(raw['plain_body']) ?? text(raw['body']);
  const html = text(raw['html_body']);
  const from = object(object(object(raw['via'])['source'])['from']);
  const email = address(from['address']);
  if (body === null && html === null && list(raw['attachments']).length === 0) return [];
  return [
    {
      kind: 'message',
      id,
      caseId,
      at: at ?? '',
      authorId: text(raw['author_id']),
      ...(email === null ? {} : { author: { name: text(from['name']) ?? email, email } }),
      open: raw['public'] !== false,
      html,
      text: body,
      files: list(raw['attachments']).map((one) => file(object(one))),
      ...(mailId === null ? {} : { mailIds: [mailId] }),
    },
  ];
}

function file(raw: Raw): FileRecord {
  const content = text(raw['data']) ?? text(raw['content_base64']);
  return {
    name: text(raw['file_name']) ?? 'file',
    contentType: text(raw['content_type']),
    size: typeof raw['size'] === 'number' ? raw['size'] : null,
    url: text(raw['content_url']),
    ...(text(raw['id']) === null ? {} : { contentId: `zendesk-${text(raw['id'])!}` }),
    ...(content === null ? {} : { content }),
  };
}
