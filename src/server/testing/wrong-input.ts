import { startVisit } from '../modules/forms/index.ts';
import { newId } from '../store/identity.ts';
import type { TestApp } from './app.ts';
import { type PublicWorld, typed } from './public-world.ts';

/** What somebody sends to a public page, wrong in one way, and how he must be answered. */
export interface Wrong {
  readonly to: string;
  readonly why: string;
  readonly status: number;
  readonly form: Readonly<Record<string, string>>;
  /** Sent as a form with files, of so many bytes. */
  readonly files?: readonly { name: string; size: number }[];
  /** Sent as it is. */
  readonly raw?: { payload: string; type: string };
  readonly cookie?: string;
  /** The id of the field that it is said beside; without one it is said above the page, or on a page of its own. */
  readonly at?: string;
  /** So often in one minute. */
  readonly times?: number;
}

type Row = [why: string, status: number, form: Wrong['form'], more?: Partial<Wrong>];

const long = `${typed} ${'x'.repeat(30_000)}`;
export const edge = 'edge-of-a-part';
const large = [{ name: 'Zq large.bin', size: 10 * 1_048_576 + 10 }];
const many = Array.from({ length: 6 }, (_, n) => ({ name: `Zq ${String(n)}.txt`, size: 3 }));
const none = { files: [] };
const unreadable: Row = ['unreadable', 415, {}, { raw: { payload: '<a/>', type: 'text/xml' } }];

const rows = (to: string, all: readonly Row[], usual: Partial<Wrong> = {}): Wrong[] =>
  all.map(([why, status, form, more]) => ({ to, why, status, form, ...usual, ...more }));

/** Everything that can be sent to a public page, wrong in every way, by the addresses that take it. */
export function wrongInput(house: TestApp, w: PublicWorld): Record<string, Wrong[]> {
  const { cookie, apart, promise, destination } = w;
  const his = { cookie };
  const stale = { cookie: 'kept_my=forged.key' };
  const at = `/my/cases/${String(w.number)}`;
  const closed = `/my/cases/${String(w.closed)}`;
  const judged = `/my/cases/${String(w.judged)}`;
  const elsewhere = '/my/cases/999999';
  const form = `/help/forms/${w.form.slug}`;
  const v = startVisit({ ...house.system(), now: new Date(Date.now() - 10_000) }, w.form.id);
  const asks = { v, name: 'Zq', email: 'zq@mail.example', text: typed };
  const gone = `${w.survey.slice(0, -8)}abcdefgh`;
  return {
    '/my/link': rows('/my/link', [
      ['nothing', 400, {}, { at: 'email' }],
      ['no address', 400, { email: 'Zq' }, { at: 'email' }],
      ['long', 400, { email: `${long}@mail.example` }, { at: 'email' }],
      ['too often', 429, { email: 'zq@mail.example' }, { times: 11 }],
      unreadable,
    ]),
    '/my/leave': rows('/my/leave', [unreadable]),
    '/my/cases': [
      ...rows(
        '/my/cases',
        [
          ['no subject', 400, { text: typed }, { at: 'subject' }],
          ['no words', 400, { subject: typed }, { at: 'text' }],
          ['long words', 400, { subject: 'Zq', text: long }, { at: 'text' }],
          ['long subject', 400, { subject: long, text: 'Zq' }, { at: 'subject' }],
          ['long wish', 400, { subject: 'Zq', text: 'Zq', wish: long }, { at: 'wish' }],
          ['large file', 400, { subject: 'Zq', text: typed }, { at: 'files', files: large }],
          ['many files', 400, { subject: 'Zq', text: typed }, { at: 'files', files: many }],
          ['too often', 429, { subject: typed }, { times: 11 }],
          ['a name of ours', 400, { text: typed, constructor: 'Zq' }],
          ['stale', 403, { subject: typed, text: typed }, stale],
        ],
        { ...his, ...none },
      ),
      ...rows(
        '/my/cases',
        [
          ['half', 400, {}, { raw: { payload: `--${edge}\r\nCont`, type: `multipart/form-data; boundary=${edge}` } }],
          ['too much', 413, {}, { raw: { payload: `text=${'x'.repeat(1_100_000)}`, type: urlencoded } }],
        ],
        his,
      ),
    ],
    '/my/cases/:number/messages': [
      ...rows(
        `${at}/messages`,
        [
          ['nothing', 400, {}, { at: 'text' }],
          ['long', 400, { text: long }, { at: 'text' }],
          ['large file', 400, { text: typed }, { at: 'files', files: large }],
          ['stale', 403, { text: typed }, stale],
        ],
        { ...his, ...none },
      ),
      ...rows(`${elsewhere}/messages`, [['no case', 404, { text: typed }]], { ...his, ...none }),
      ...rows('/my/cases/none/messages', [['no number', 404, { text: typed }]], { ...his, ...none }),
    ],
    '/my/cases/:number/solved': [
      ...rows(`${elsewhere}/solved`, [['no case', 404, {}]], his),
      ...rows(`${at}/solved`, [['stale', 403, {}]], stale),
    ],
    '/my/cases/:number/reopening': rows(
      `${judged}/reopening`,
      [
        ['nothing', 400, {}, { at: 'why-again' }],
        ['long', 400, { why: long }, { at: 'why-again' }],
        ['stale', 403, { why: typed }, stale],
      ],
      his,
    ),
    '/my/cases/:number/verdict': rows(
      `${closed}/verdict`,
      [
        ['nothing', 400, { why: typed }, { at: 'solved' }],
        ['neither', 400, { solved: 'perhaps', why: typed }, { at: 'solved' }],
        ['long', 400, { solved: 'no', why: long }, { at: 'why' }],
        ['stale', 403, { solved: 'no', why: typed }, stale],
      ],
      his,
    ),
    '/my/cases/:number/promises/:id/acceptance': [
      ...rows(`${at}/promises/${newId()}/acceptance`, [['no promise', 404, {}]], his),
      ...rows(`${at}/promises/none/acceptance`, [['no id', 404, {}]], his),
      ...rows(`${at}/promises/${promise}/acceptance`, [['stale', 403, {}]], stale),
    ],
    '/my/cases/:number/promises/:id/another-time': [
      ...rows(`${at}/promises/${promise}/another-time`, timesFor(promise, stale), his),
      ...rows(`${at}/promises/${newId()}/another-time`, [['no promise', 404, { when: typed }]], his),
    ],
    '/my/promises/:id/acceptance': [
      ...rows(`/my/promises/${newId()}/acceptance`, [['no promise', 404, {}]], his),
      ...rows(`/my/promises/${apart}/acceptance`, [['stale', 403, {}]], stale),
    ],
    '/my/promises/:id/another-time': [
      ...rows(`/my/promises/${apart}/another-time`, timesFor(apart, stale), his),
      ...rows(`/my/promises/${newId()}/another-time`, [['no promise', 404, { when: typed }]], his),
    ],
    '/my/trail/:id': [
      ...rows(`/my/trail/${destination}?passage=1`, [['nothing', 400, {}, { at: `asked-${destination}-1` }]], his),
      ...rows(`/my/trail/${newId()}`, [['no destination', 404, { accepted: 'yes' }]], his),
      ...rows(`/my/trail/${destination}`, [['stale', 403, { accepted: 'yes' }]], stale),
    ],
    '/my/expectations': [
      ...rows('/my/expectations', [['unknown', 400, { channel: 'Zq' }, { at: 'channel' }]], his),
      ...rows('/my/expectations', [['stale', 403, { channel: '' }]], stale),
    ],
    '/help/:slug/helped': [
      ...rows(`/help/${w.article}/helped`, [['nothing', 400, {}, { at: 'helped' }]]),
      ...rows('/help/no-such-article/helped', [['no article', 404, { helped: 'yes' }]]),
      ...rows('/help/NO%20SLUG/helped', [['no slug', 404, { helped: 'yes' }]]),
    ],
    '/help/forms/:slug': [
      ...rows(
        form,
        [
          ['nothing', 400, {}, { at: 'name' }],
          ['no address', 400, { ...asks, email: 'Zq' }, { at: 'email' }],
          ['no answer', 400, asks, { at: 'q-0' }],
          ['long', 400, { ...asks, text: long }, { at: 'text' }],
          ['long name', 400, { ...asks, name: long }, { at: 'name' }],
          ['large file', 400, asks, { at: 'files', files: large }],
          ['stale', 400, { ...asks, v: 'forged' }],
          ['machine', 400, { ...asks, website: 'Zq' }],
          ['too often', 429, asks, { times: 11 }],
        ],
        none,
      ),
      ...rows('/help/forms/no-such-form', [['no form', 404, asks]], none),
    ],
    '/party/:key/messages': [
      ...rows(
        `${w.party}/messages`,
        [
          ['nothing', 400, {}, { at: 'text' }],
          ['long', 400, { text: long }, { at: 'text' }],
          ['many files', 400, { text: typed }, { at: 'files', files: many }],
        ],
        none,
      ),
      ...rows('/party/forged/messages', [['forged', 403, { text: typed }]], none),
    ],
    '/party/:key/done': rows('/party/forged/done', [['forged', 403, {}]]),
    '/party/:key/promises/:id/done': [
      ...rows(`${w.party}/promises/${newId()}/done`, [['no promise', 404, {}]]),
      ...rows(`/party/forged/promises/${newId()}/done`, [['forged', 403, {}]]),
    ],
    '/options/:key': [
      ...rows(w.sheet, [
        ['nothing', 400, { do: 'choose', unclear: typed }, { at: 'option' }],
        ['unknown', 400, { do: 'choose', option: 'zq' }, { at: 'option' }],
        ['asks nothing', 400, { do: 'ask', option: 'a' }, { at: 'unclear' }],
        ['long', 400, { do: 'ask', unclear: long }, { at: 'unclear' }],
      ]),
      ...rows(w.expired, [['expired', 409, { do: 'choose', option: 'a', unclear: typed }]]),
      ...rows('/options/forged', [['forged', 404, { do: 'ask', unclear: typed }]]),
    ],
    '/alert/:key': rows('/alert/forged', [['forged', 303, {}]]),
    '/stop-figures/:key': rows('/stop-figures/forged', [['forged', 404, {}]]),
    '/s/:token': [
      ...rows(w.survey, [
        ['nothing', 400, {}, { at: 'q-rating' }],
        ['long', 400, { rating: '5', why: long }, { at: 'q-why' }],
        ['off the scale', 400, { rating: '9', why: typed }, { at: 'q-rating' }],
      ]),
      ...rows(gone, [['forged', 404, { rating: '5', why: typed }]]),
    ],
    '/s/:token/seen': rows(`${gone}/seen`, [['forged', 204, {}]]),
    '/s/:token/stop': rows(`${gone}/stop`, [['forged', 404, {}]]),
    '/s/open/:token': rows('/s/open/abcdefghijkl', [['forged', 404, { why: typed }]]),
    '/s/again/:token': rows('/s/again/abcdefghijkl', [['forged', 404, { why: typed }]]),
    '/s/try/:id/:token': rows(`/s/try/${newId()}/abcdefghijkl`, [['forged', 303, {}]]),
  };
}

const urlencoded = 'application/x-www-form-urlencoded';

/** Other times that nobody can ask for. */
function timesFor(promise: string, stale: Partial<Wrong>): Row[] {
  return [
    ['nothing', 400, { when: ' ' }, { at: `when-${promise}` }],
    ['long', 400, { when: long }, { at: `when-${promise}` }],
    ['stale', 403, { when: typed }, stale],
  ];
}

/** What a browser sends for it. */
export function sentFor({ form, files, raw }: Wrong): { payload: string; type: string } {
  if (raw !== undefined) return raw;
  if (files === undefined) return { payload: new URLSearchParams(form).toString(), type: urlencoded };
  const part = (head: string, body: string) =>
    `--${edge}\r\nContent-Disposition: form-data; ${head}\r\n\r\n${body}\r\n`;
  const parts = [
    ...Object.entries(form).map(([name, value]) => part(`name="${name}"`, value)),
    ...files.map(({ name, size }) => part(`name="files"; filename="${name}"`, 'x'.repeat(size))),
  ];
  return { payload: `${parts.join('')}--${edge}--\r\n`, type: `multipart/form-data; boundary=${edge}` };
}
