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

/** Freshdesk says with numbers what others say with words; what a company added itself stays a number, to be mapped. */
const states: Record<string, string> = { 2: 'open', 3: 'pending', 4: 'resolved', 5: 'closed' };
const priorities: Record<string, string> = { 1: 'low', 2: 'medium', 3: 'high', 4: 'urgent' };
const channels: Record<string, string> = { 1: 'email', 2: 'portal', 3: 'phone', 7: 'chat', 9: 'feedback widget' };

/**
 * Freshdesk's JSON: pages of the API (lists of tickets with `conversations`, contacts, agents, companies, groups) and the
 * account export, whose files hold lists of `{helpdesk_ticket: {… , helpdesk_notes: […]}}`, `{user: …}`, `{company: …}`.
 */
export function readFreshdesk(raw: Raw): ReadRecord[] {
  if ('helpdesk_ticket' in raw) return ticket(object(raw['helpdesk_ticket']));
  if ('user' in raw && raw['id'] === undefined) return [person(object(raw['user']))];
  if ('company' in raw && raw['id'] === undefined) return [company(object(raw['company']))];
  if ('customer' in raw && raw['id'] === undefined) return [company(object(raw['customer']))];
  if ('group' in raw && raw['id'] === undefined) return [team(object(raw['group']))];
  const lists = (
    ['tickets', 'contacts', 'agents', 'companies', 'groups', 'conversations', 'satisfaction_ratings'] as const
  ).filter((key) => Array.isArray(raw[key]) && (key !== 'conversations' || raw['subject'] === undefined));
  if (lists.length > 0)
    return lists.flatMap((key) =>
      list(raw[key]).flatMap((one) =>
        key === 'companies'
          ? [company(object(one))]
          : key === 'groups'
            ? [team(object(one))]
            : readFreshdesk(object(one)),
      ),
    );
  if ('ratings' in raw || ('survey_id' in raw && 'rating' in raw)) return rating(raw);
  if ('requester_id' in raw || ('subject' in raw && 'status' in raw)) return ticket(raw);
  if ('ticket_id' in raw && ('body' in raw || 'body_text' in raw)) return note(raw, text(raw['ticket_id']) ?? '');
  if ('contact' in raw || 'occasional' in raw)
    return [person({ ...raw, ...object(raw['contact']), id: raw['id'], agent: true })];
  if ('domains' in raw) return [company(raw)];
  if ('agent_ids' in raw || 'escalate_to' in raw) return [team(raw)];
  if ('email' in raw || 'mobile' in raw) return [person(raw)];
  return [{ kind: 'problem', what: 'unknown-record' }];
}

/** `default_question` is what the classic and every other survey asks first. */
function rating(raw: Raw): ReadRecord[] {
  const [id, caseId] = [text(raw['id']), text(raw['ticket_id'])];
  const said = text(object(raw['ratings'])['default_question']) ?? text(raw['rating']);
  if (id === null || caseId === null || said === null) return [];
  return [{ kind: 'rating', id, caseId, score: said, comment: text(raw['feedback']), at: instant(raw['created_at']) }];
}

function ticket(raw: Raw): ReadRecord[] {
  const id = text(raw['display_id']) ?? text(raw['id']);
  if (id === null) return [{ kind: 'problem', what: 'no-id' }];
  const status = text(raw['status_name']) ?? text(raw['status']) ?? '2';
  const priority = text(raw['priority_name']) ?? text(raw['priority']);
  const state = (states[status] ?? status).toLowerCase();
  const requester = object(raw['requester']);
  const email = address(requester['email']) ?? address(raw['email']);
  const createdAt = instant(raw['created_at']) ?? '';
  const stats = object(raw['stats']);
  const requesterId = text(raw['requester_id']);
  const notes = [...list(raw['conversations']), ...list(raw['helpdesk_notes']), ...list(raw['notes'])].flatMap(
    (one) => {
      const inner = object(object(one)['helpdesk_note'] ?? one);
      return note(inner, id);
    },
  );
  return [
    {
      kind: 'case',
      id,
      number: caseNumber(id),
      subject: text(raw['subject']) ?? `#${id}`,
      state,
      priority: priority === null ? null : (priorities[priority] ?? priority).toLowerCase(),
      type: text(raw['type']) ?? text(raw['ticket_type']),
      channel: channels[text(raw['source']) ?? ''] ?? text(raw['source_name']) ?? text(raw['source']),
      requesterId,
      ...(email === null ? {} : { requester: { name: text(requester['name']) ?? email, email } }),
      organisationId: text(raw['company_id']),
      assigneeId: text(raw['responder_id']),
      teamId: text(raw['group_id']),
      tags: list(raw['tags']).flatMap((one) => text(one) ?? text(object(one)['name']) ?? []),
      cc: list(raw['cc_emails'] ?? object(raw['cc_email'])['cc_emails']).flatMap((one) => inBrackets(one) ?? []),
      fields: fieldsOf(object(raw['custom_fields'] ?? raw['custom_field'])),
      createdAt,
      updatedAt: instant(raw['updated_at']),
      closedAt:
        instant(stats['closed_at']) ??
        instant(stats['resolved_at']) ??
        (state === 'closed' || state === 'resolved' ? instant(raw['updated_at']) : null),
      mergedInto: null,
      ...(raw['spam'] === true ? { skip: 'spam' } : raw['deleted'] === true ? { skip: 'deleted' } : {}),
    },
    {
      kind: 'message',
      id: `${id}-description`,
      caseId: id,
      at: createdAt,
      authorId: requesterId,
      ...(email === null ? {} : { author: { name: text(requester['name']) ?? email, email } }),
      byAgent: false,
      open: true,
      html: text(raw['description_html']) ?? html(raw['description']),
      text: text(raw['description_text']) ?? text(raw['description']),
      files: list(raw['attachments']).map((one) => file(object(one))),
    },
    ...notes,
  ];
}

/** The API's `description` is HTML, the export's is text. */
function html(value: unknown): string | null {
  const found = text(value);
  return found !== null && /<\w+[^>]*>/.test(found) ? found : null;
}

function note(raw: Raw, caseId: string): ReadRecord[] {
  const id = text(raw['id']);
  if (id === null) return [{ kind: 'problem', what: 'no-id' }];
  if (raw['deleted'] === true) return [];
  const email = inBrackets(raw['from_email']);
  return [
    {
      kind: 'message',
      id,
      caseId,
      at: instant(raw['created_at']) ?? '',
      authorId: text(raw['user_id']),
      ...(email === null ? {} : { author: { name: email, email } }),
      byAgent: raw['incoming'] !== true,
      open: raw['private'] !== true,
      html: text(raw['body_html']) ?? html(raw['body']),
      text: text(raw['body_text']) ?? text(raw['body']),
      files: list(raw['attachments']).map((one) => file(object(one))),
      cc: addresses(raw['cc_emails']),
    },
  ];
}

function person(raw: Raw): ReadRecord {
  const id = text(raw['id']);
  if (id === null) return { kind: 'problem', what: 'no-id' };
  const email = address(raw['email']);
  const others = texts(raw['other_emails']).flatMap((one) => address(one) ?? []);
  return {
    kind: 'person',
    id,
    name: text(raw['name']) ?? email ?? id,
    emails: [...new Set([...(email === null ? [] : [email]), ...others])],
    phones: [text(raw['phone']), text(raw['mobile'])].filter((one) => one !== null),
    organisationId: text(raw['company_id']) ?? text(raw['customer_id']),
    agent: raw['agent'] === true || raw['helpdesk_agent'] === true,
    active: raw['deleted'] !== true,
    language: text(raw['language']),
    notes: text(raw['description']) ?? '',
  };
}

function company(raw: Raw): ReadRecord {
  const id = text(raw['id']);
  if (id === null) return { kind: 'problem', what: 'no-id' };
  const domains = Array.isArray(raw['domains']) ? texts(raw['domains']) : (text(raw['domains'])?.split(/[\s,]+/) ?? []);
  return { kind: 'organisation', id, name: text(raw['name']) ?? id, domains, notes: text(raw['description']) ?? '' };
}

function team(raw: Raw): ReadRecord {
  const id = text(raw['id']);
  return id === null ? { kind: 'problem', what: 'no-id' } : { kind: 'team', id, name: text(raw['name']) ?? id };
}

function fieldsOf(raw: Raw): Record<string, string> {
  return Object.fromEntries(
    Object.entries(raw).flatMap(([name, value]) => {
      const found = typeof value === 'boolean' ? (value ? 'yes' : null) : text(value);
      return found === null ? [] : [[name.replace(/^cf_/, ''), found]];
    }),
  );
}

function inBrackets(value: unknown): string | null {
  const found = text(value);
  return found === null ? null : address(/<([^<>]+)>/.exec(found)?.[1] ?? found);
}

function file(raw: Raw): FileRecord {
  return {
    name: text(raw['name']) ?? text(raw['content_file_name']) ?? 'file',
    contentType: text(raw['content_type']) ?? text(raw['content_content_type']),
    size: typeof raw['size'] === 'number' ? raw['size'] : null,
    url: text(raw['attachment_url']),
    ...(text(raw['id']) === null ? {} : { contentId: `freshdesk-${text(raw['id'])!}` }),
  };
}
