import type pg from 'pg';

/** One request of a kind of work. */
export interface Asked {
  method: 'GET' | 'POST';
  path: string;
  body?: string;
  type?: string;
}

/** A kind of work that is measured. */
export interface Work {
  name: string;
  /** The request of a turn; turns differ as people's do. */
  ask(turn: number): Asked;
  /** Whether it writes: then its inserts alone are a limit too. */
  writes: boolean;
  /** How many of its requests are looked at for what they ask of the database. */
  samples: number;
}

/** Stands in every request that writes, so that the same SQL can be done again with another in its place. */
export const mark = (turn: number) => `bench${String(turn).padStart(9, '0')}x`;
export const markPattern = /bench\d{9}x/g;

/** Reads from the data what requests need to name. */
export async function makeWorks(client: pg.Client): Promise<Work[]> {
  const list = async (query: string) => (await client.query<{ x: string }>(query)).rows.map((row) => row.x);
  const teams = await list('select id as x from teams order by name');
  const all = await list('select number as x from cases order by md5(number::text) limit 500');
  const open = await list(`select number as x from cases where state <> 'closed' order by md5(number::text) limit 500`);
  const known = await list(`select value as x from identities where kind = 'email' order by md5(value) limit 1000`);
  // pairs of words that a message holds, as people remember them
  const searches = await list(`select w.word[1] || ' ' || w.word[2] as x from (
      select array(select distinct m[1] from regexp_matches(text, '\\m[[:alpha:]]{5,}\\M', 'g') m limit 2) as word from messages
      where direction = 'in' order by md5(id::text) limit 200) w where cardinality(w.word) = 2`);
  const mailbox = (await list('select address as x from mailboxes where is_default'))[0]!;
  const get = (name: string, samples: number, path: (turn: number) => string): Work => ({
    name,
    ask: (turn) => ({ method: 'GET', path: `/api/v1${path(turn)}` }),
    writes: false,
    samples,
  });
  return [
    get('case list', 1, () => '/cases'),
    get('list of a team and a state', teams.length, (turn) => `/cases?teamId=${at(teams, turn)}&state=new`),
    get('one case', 60, (turn) => `/cases/${at(all, turn)}`),
    get('search for two words', 40, (turn) => `/search?q=${encodeURIComponent(at(searches, turn))}`),
    get('progress page', 1, () => '/measures/progress'),
    {
      name: 'reply',
      ask: (turn) => ({
        method: 'POST',
        path: `/api/v1/cases/${at(open, turn)}/messages`,
        type: 'application/json',
        body: JSON.stringify({
          html: `<p>Thank you for writing. We looked into it and will come by on Tuesday at ten. ${mark(turn)}</p>`,
          revision: 0,
          sendAnyway: true,
        }),
      }),
      writes: true,
      samples: 40,
    },
    {
      name: 'mail in',
      // every second mail comes from somebody never heard of before
      ask: (turn) => ({
        method: 'POST',
        path: '/api/v1/mail/inbound',
        type: 'message/rfc822',
        body: mail(mark(turn), turn % 2 === 0 ? `${mark(turn)}@example.net` : at(known, turn), mailbox),
      }),
      writes: true,
      samples: 40,
    },
  ];
}

function at<T>(list: readonly T[], turn: number): T {
  return list[turn % list.length]!;
}

function mail(name: string, from: string, to: string): string {
  return [
    `From: "Bench ${name}" <${from}>`,
    `To: <${to}>`,
    'Subject: The pump makes a noise again',
    `Message-ID: <${name}@example.net>`,
    'Date: Tue, 31 Mar 2026 09:42:00 +0000',
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    '',
    `Hello, the pump in our cellar makes the same noise as last winter. ${name}`,
    'Could somebody have a look before the weekend? We are at home from four in the afternoon.',
    '',
    'Kind regards',
    '',
  ].join('\r\n');
}
