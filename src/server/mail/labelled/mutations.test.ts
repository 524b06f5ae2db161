import { expect, test } from 'vitest';
import { inspectRawMail } from '../../testing/mails.ts';
import { type LabelledMail, readLabelledMails } from './reading.ts';

const own = { ownAddresses: ['desk@kept.example'], secret: 'a secret of at least thirty-two bytes!' };
const mails = [
  'notices-one.txt',
  'ordinary-one.txt',
  'notices-two.txt',
  'ordinary-two.txt',
  'notices-three.txt',
  'ordinary-three.txt',
].flatMap(readLabelledMails);

/** The same numbers at every run (mulberry32). */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}

const replaced = (raw: Buffer, from: RegExp, to: string): Buffer =>
  Buffer.from(raw.toString('latin1').replace(from, to), 'latin1');

/** What becomes of a mail on a bad road: name, and how. The words of its text stay readable where `whole` says so. */
const MUTATIONS: readonly {
  name: string;
  whole: boolean;
  mutate: (raw: Buffer, next: (n: number) => number) => Buffer;
}[] = [
  { name: 'cut off at any byte', whole: false, mutate: (raw, next) => raw.subarray(0, next(raw.length)) },
  { name: 'beginning at any byte', whole: false, mutate: (raw, next) => raw.subarray(next(raw.length)) },
  {
    name: 'with bytes changed',
    whole: false,
    mutate: (raw, next) => {
      const changed = Buffer.from(raw);
      for (let turn = 0; turn < 20; turn += 1) changed[next(raw.length)] = next(256);
      return changed;
    },
  },
  {
    name: 'with a charset nobody knows',
    whole: true,
    mutate: (raw) => replaced(raw, /charset=[\w-]+/gi, 'charset=x-klingon'),
  },
  {
    name: 'with another charset',
    whole: true,
    mutate: (raw) => replaced(raw, /charset=[\w-]+/gi, 'charset=windows-1251'),
  },
  {
    name: 'with a boundary that does not occur',
    whole: true,
    mutate: (raw) => replaced(raw, /boundary="=_cut"/, 'boundary="=_other"'),
  },
  { name: 'without its last boundary', whole: true, mutate: (raw) => replaced(raw, /--=_cut--\r\n$/, '') },
  { name: 'with bare line feeds', whole: true, mutate: (raw) => replaced(raw, /\r\n/g, '\n') },
  { name: 'with bare carriage returns', whole: true, mutate: (raw) => replaced(raw, /\r\n/g, '\r') },
  { name: 'with NUL between all words', whole: false, mutate: (raw) => replaced(raw, / /g, '\0 ') },
  { name: 'twice in one', whole: false, mutate: (raw) => Buffer.concat([raw, raw]) },
  {
    name: 'with an empty line between all headers',
    whole: false,
    mutate: (raw) => replaced(raw, /\r\nTo:/, '\r\n\r\nTo:'),
  },
];

test.each(MUTATIONS)(
  'a mail $name is read without an exception, and no word of it is lost',
  async ({ whole, mutate }) => {
    const lost: string[] = [];
    for (const [turn, mail] of mails.entries()) {
      const raw = mutate(mail.raw, numbers(turn + 1));
      const found = await inspectRawMail(raw, own);
      const { mail: parsed, reply } = found;
      const shown = lettersOf(reply.visible + reply.quoted + reply.signature);
      if (shown.length < lettersOf(parsed.text).length) lost.push(`${mail.name}: a part of the text is in no place`);
      if (parsed.text.includes('\0') || parsed.subject.includes('\0')) lost.push(`${mail.name}: NUL`);
      const missing = whole ? missingWords(mail, parsed) : [];
      if (missing.length > 0) lost.push(`${mail.name}: ${missing.slice(0, 5).join(' ')}`);
    }
    expect(lost).toEqual([]);
  },
);

const lettersOf = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '');

/** Words of the bodies (plain ASCII, so that no charset changes them) that stand neither in the text nor in a file. */
function missingWords(mail: LabelledMail, parsed: Awaited<ReturnType<typeof inspectRawMail>>['mail']): string[] {
  const source = mail.raw.toString('utf8');
  if (/transfer-encoding: (?:base64|quoted)/i.test(source)) return [];
  const body = source.slice(source.indexOf('\r\n\r\n')).replace(/^(?:--=_cut.*|content-[\w-]+:.*)$/gim, '');
  const kept = [
    parsed.text,
    parsed.html ?? '',
    parsed.report?.status ?? '',
    parsed.calendar?.content ?? '',
    ...parsed.attachments.map((file) => file.content.toString('utf8')),
    ...Object.values(parsed.returned?.headers ?? {}).flat(),
  ].join('\n');
  const words = [...new Set(body.replace(/<[^<>]*>/g, ' ').match(/(?<![\w@.=/&-])[A-Za-z]{5,}(?![\w@.=/-])/g) ?? [])];
  return words.filter((word) => !kept.includes(word));
}

const part = (n: number): string => `--b\r\nContent-Type: text/plain\r\n\r\npart ${String(n)} says so\r\n`;
const nest = (depth: number): string =>
  depth === 0
    ? 'Content-Type: text/plain\r\n\r\nthe innermost words\r\n'
    : Array.from(
        { length: depth },
        (_, at) => `Content-Type: multipart/mixed; boundary="n${String(at)}"\r\n\r\n--n${String(at)}\r\n`,
      ).join('') + nest(0);

/** Mails that are too much: each with words that must be found in it, however it is read. */
const TOO_MUCH: readonly (readonly [string, string, string])[] = [
  [
    'ten thousand parts',
    `Content-Type: multipart/mixed; boundary=b\r\n\r\n${Array.from({ length: 10_000 }, (_, n) => part(n)).join('')}--b--\r\n`,
    'part 9999 says so',
  ],
  ['a thousand levels', nest(1000), 'the innermost words'],
  [
    'ten thousand headers',
    `${Array.from({ length: 10_000 }, (_, n) => `X-N-${String(n)}: v\r\n`).join('')}Content-Type: text/plain\r\n\r\nthe body`,
    'the body',
  ],
  [
    'ten thousand recipients',
    `To: ${Array.from({ length: 10_000 }, (_, n) => `a${String(n)}@b.example`).join(', ')}\r\n\r\nthe body`,
    'the body',
  ],
  [
    'ten thousand references',
    `References: ${Array.from({ length: 10_000 }, (_, n) => `<${String(n)}@b.example>`).join(' ')}\r\n\r\nthe body`,
    'the body',
  ],
  [
    'a report about ten thousand',
    `From: MAILER-DAEMON@b.example\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b\r\n\r\nit failed\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; b\r\n\r\n${Array.from({ length: 10_000 }, (_, n) => `Final-Recipient: rfc822; a${String(n)}@b.example\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n`).join('')}--b--\r\n`,
    'it failed',
  ],
  [
    'quotations fifty thousand deep',
    `Content-Type: text/plain\r\n\r\nthe answer\r\n${'>'.repeat(50_000)} deep`,
    'the answer',
  ],
  [
    'forty thousand answers between quotations',
    `Content-Type: text/plain\r\n\r\nthe answer\r\n${'> q\r\na\r\n'.repeat(40_000)}`,
    'the answer',
  ],
  [
    'three thousand mails in one another',
    `${'Content-Type: message/rfc822\r\n\r\nFrom: b@c.example\r\n'.repeat(3000)}\r\nthe body`,
    'the body',
  ],
  [
    'twenty thousand quotations in HTML',
    `Content-Type: text/html\r\n\r\n<p>the answer</p>${'<blockquote>q</blockquote><p>On 5 March he wrote:</p>'.repeat(20_000)}`,
    'the answer',
  ],
  [
    'thirty thousand cells',
    `Content-Type: text/html\r\n\r\n<p>the body</p><table><tr>${'<td>a'.repeat(30_000)}`,
    'the body',
  ],
];

test.each(TOO_MUCH)('a mail of %s is read in the time its length takes', async (_, source, words) => {
  const before = process.cpuUsage();
  const found = await inspectRawMail(Buffer.from(`From: Ann <ann@b.example>\r\nSubject: much\r\n${source}`), own);
  const all = [found.mail.text, ...found.mail.attachments.map((file) => file.content.toString('utf8'))].join('\n');
  expect(all).toContain(words);
  const { user, system } = process.cpuUsage(before);
  // half a second here; reading in the square of the length takes many
  expect((user + system) / 1000).toBeLessThan(6000);
});
