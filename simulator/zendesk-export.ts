import { seededRandom } from '../src/domain/measures/random.ts';

/** How large a desk to invent, and where its story ends. */
export interface ZendeskDesk {
  tickets: number;
  seed: number;
  until: Date;
}

const first = [
  'Anna',
  'Bram',
  'Chiara',
  'Dario',
  'Elif',
  'Farah',
  'Gwen',
  'Hugo',
  'Inés',
  'Jonas',
  'Kaja',
  'Léa',
  'Mateo',
  'Nora',
  'Oskar',
  'Priya',
];
const last = [
  'Albers',
  'Brandt',
  'Costa',
  'Dubois',
  'Eriksen',
  'Fischer',
  'García',
  'Hoffmann',
  'Ivanova',
  'Jansen',
  'Kowalski',
  'Lehmann',
  'Moreau',
  'Nowak',
];
const things = [
  'oak table',
  'garden bench',
  'desk lamp',
  'bookshelf',
  'walnut chair',
  'rug',
  'wardrobe',
  'kitchen cart',
  'mirror',
  'sofa',
];
const troubles = [
  ['has not arrived', 'The tracking page has said the same for a week and nobody answers the phone.'],
  ['came with a broken leg', 'One leg was split when I opened the box. I attach a picture of it.'],
  ['is missing its screws', 'The bag with the screws was not in the box, so I cannot put it together.'],
  ['was billed twice', 'My card shows the amount two times on the same day. Please give one back.'],
  ['has the wrong colour', 'I ordered the light one and got the dark one. Can somebody come and swap it?'],
  ['question before ordering', 'Would it carry forty kilograms, and can it be had ten centimetres lower?'],
] as const;
const answers = [
  'I have looked it up and will have an answer from the carrier by tomorrow noon.',
  'A new one leaves our house today. You need not send anything back.',
  'Thank you for the picture. I have arranged that the part comes with the post this week.',
  'The second payment was given back this morning; your bank shows it within three days.',
  'It does carry that, and we can make it lower at no cost. Shall I note it?',
];
const thanks = [
  'Great, thank you!',
  'It came this morning. Perfect.',
  'That is kind. I wait then.',
  'And until when will that be?',
];

const agents = 12;
const groups = ['Support', 'Deliveries', 'Billing'];
const hour = 3_600_000;

/**
 * An account of Zendesk as its export gives it, one JSON object per line: groups, fields, organisations, users, then
 * tickets with their comments. The same seed gives the same bytes.
 */
export function* zendeskExport({ tickets, seed, until }: ZendeskDesk): Generator<string> {
  const random = seededRandom(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const line = (value: object) => `${JSON.stringify(value)}\n`;
  const people = Math.max(5, Math.ceil(tickets / 5));
  const organisations = Math.max(2, Math.ceil(people / 12));
  const begin = until.getTime() - 700 * 24 * hour;
  for (const [at, name] of groups.entries()) yield line({ id: 300 + at, name, is_public: true, deleted: false });
  yield line({ id: 9001, title: 'Order number', type: 'text', position: 1, active: true });
  yield line({ id: 9002, title: 'Product line', type: 'tagger', position: 2, active: true });
  for (let at = 0; at < organisations; at++)
    yield line({
      id: 5000 + at,
      name: `${pick(last)} & ${pick(last)} ${String(at)}`,
      domain_names: [`firm${String(at)}.example`],
      organization_fields: {},
      details: '',
    });
  for (let at = 0; at < agents; at++)
    yield line({
      id: 100 + at,
      name: `${first[at % first.length]!} ${pick(last)}`,
      email: `agent${String(at)}@desk.example`,
      role: at === 0 ? 'admin' : 'agent',
      active: at !== 11,
      suspended: at === 11,
    });
  for (let at = 0; at < people; at++) {
    const firm = random() < 0.4 ? Math.floor(random() * organisations) : null;
    const name = `${pick(first)} ${pick(last)}`;
    yield line({
      id: 10_000 + at,
      name,
      email:
        firm === null
          ? `${name
              .toLowerCase()
              .normalize('NFD')
              .replaceAll(/[^a-z]+/g, '.')}${String(at)}@mail.example`
          : `p${String(at)}@firm${String(firm)}.example`,
      phone: random() < 0.2 ? `+4420794${String(10_000 + at).padStart(5, '0')}` : null,
      role: 'end-user',
      locale: pick(['en-GB', 'de', 'fr']),
      organization_id: firm === null ? null : 5000 + firm,
    });
  }
  for (let number = 1; number <= tickets; number++) {
    const opened = begin + (number / tickets) * (until.getTime() - begin - 4 * hour);
    yield line(ticket(number, opened));
  }

  function ticket(number: number, opened: number) {
    const requester = 10_000 + Math.floor(random() * people);
    const agent = 100 + Math.floor(random() * agents);
    const thing = pick(things);
    const [trouble, story] = pick(troubles);
    const recent = number > tickets * 0.96;
    const status = recent
      ? pick(['new', 'open', 'pending', 'hold'])
      : random() < 0.01
        ? 'deleted'
        : random() < 0.3
          ? 'solved'
          : 'closed';
    const comments: object[] = [];
    let at = opened;
    const add = (author: number, body: string, more: object = {}) => {
      comments.push({
        id: number * 100 + comments.length,
        type: 'Comment',
        author_id: author,
        body,
        html_body: `<div class="zd-comment" dir="auto"><p dir="auto">${body}</p></div>`,
        plain_body: body,
        public: true,
        attachments: [],
        created_at: new Date(Math.min(at, until.getTime())).toISOString(),
        via: { channel: 'email', source: {} },
        metadata: { system: { message_id: `<t${String(number)}.${String(comments.length)}@mail.example>` } },
        ...more,
      });
      at += (0.5 + random() * 20) * hour;
    };
    const picture = {
      id: number,
      file_name: 'leg.png',
      content_type: 'image/png',
      size: 68,
      content_url: `https://desk.zendesk.com/attachments/token/${String(number)}/?name=leg.png`,
      // now and then the bytes came along
      ...(random() < 0.3
        ? { data: 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==' }
        : {}),
    };
    add(
      requester,
      `Hello, my ${thing} ${trouble}. ${story} My order is ${String(70_000 + number)}.`,
      trouble.includes('broken') ? { attachments: [picture] } : {},
    );
    if (status !== 'new') {
      if (random() < 0.4)
        add(agent, `The carrier says that ${String(70_000 + number)} is at the depot.`, { public: false });
      add(agent, `Dear customer, ${pick(answers)}`);
      if (random() < 0.7) add(requester, pick(thanks));
      if (random() < 0.6) add(agent, pick(answers));
    }
    const done = status === 'solved' || status === 'closed';
    return {
      id: number,
      url: `https://desk.zendesk.com/api/v2/tickets/${String(number)}.json`,
      subject: `My ${thing} ${trouble}`,
      status,
      priority: pick([null, 'low', 'normal', 'high', 'urgent']),
      type: pick([null, 'question', 'incident', 'problem', 'task']),
      requester_id: requester,
      submitter_id: requester,
      assignee_id: status === 'new' ? null : agent,
      group_id: 300 + (number % groups.length),
      organization_id: null,
      collaborator_ids: random() < 0.05 ? [10_000 + Math.floor(random() * people)] : [],
      tags: [thing.replace(' ', '_'), ...(random() < 0.1 ? ['vip'] : [])],
      custom_fields: [
        { id: 9001, value: String(70_000 + number) },
        { id: 9002, value: random() < 0.5 ? 'indoor' : null },
      ],
      satisfaction_rating:
        done && random() < 0.2
          ? { score: random() < 0.85 ? 'good' : 'bad', comment: 'quick and kind' }
          : { score: 'unoffered' },
      via: { channel: pick(['email', 'web', 'chat', 'voice']), source: { from: {}, to: {}, rel: null } },
      created_at: new Date(opened).toISOString(),
      updated_at: new Date(Math.min(at, until.getTime())).toISOString(),
      comments,
    };
  }
}
