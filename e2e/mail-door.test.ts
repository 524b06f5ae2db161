import { createConnection, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Hands, look, moveIn } from './hands.ts';
import { openSink, type RunningKept, sendMail, type Sink, startKept, until } from './running.ts';

/* The mail door as the world treats it: broken, too large, too many, cut off, doubled, and answered by machines. */

let sink: Sink;
let kept: RunningKept;
let hands: Hands;

beforeAll(async () => {
  sink = await openSink();
  kept = await startKept({ KEPT_MAIL_URL: sink.url });
  hands = await moveIn(kept.url);
});
afterAll(async () => {
  await kept.close();
  await sink.close();
});

interface Line {
  socket: Socket;
  /** Sends a line and resolves with the whole answer to it. */
  say(text: string | Buffer): Promise<string>;
}

async function connect(): Promise<Line> {
  const socket = createConnection(kept.smtpPort, '127.0.0.1');
  let heard = '';
  let wake: (text: string) => void = () => undefined;
  socket.on('data', (chunk) => {
    heard += chunk.toString();
    if (!/^\d{3} [^\n]*\n$/m.test(heard)) return;
    const text = heard;
    heard = '';
    wake(text);
  });
  socket.on('close', () => wake(heard || 'closed'));
  socket.on('error', () => undefined);
  const answer = () => new Promise<string>((resolve) => (wake = resolve));
  await answer();
  const say = (text: string | Buffer) => {
    const next = answer();
    socket.write(text);
    return next;
  };
  await say('EHLO example.net\r\n');
  return { socket, say };
}

/** Hands over raw bytes and resolves with the last answer. */
async function deliver(raw: Buffer, from = 'ada@example.net'): Promise<string> {
  const { socket, say } = await connect();
  await say(`MAIL FROM:<${from}>\r\n`);
  await say('RCPT TO:<support@example.org>\r\n');
  await say('DATA\r\n');
  const answer = await say(Buffer.concat([raw, Buffer.from('\r\n.\r\n')]));
  socket.end('QUIT\r\n');
  return answer;
}

const count = async (what: string) => (await look<{ n: number }>(kept, `select count(*)::int as n from ${what}`))[0]!.n;

test('what is broken is taken all the same, and lies there whole', async () => {
  const deep = Array.from(
    { length: 400 },
    (_, n) => `Content-Type: multipart/mixed; boundary=b${n}\r\n\r\n--b${n}\r\n`,
  );
  const broken: Record<string, Buffer> = {
    'no headers': Buffer.from('\r\nonly words'),
    'nothing but headers': Buffer.from('Subject: bare\r\nFrom: ada@example.net'),
    NUL: Buffer.from(
      'Subject: a\0b\r\nFrom: "A\0da" <ada@example.net>\r\nMessage-ID: <a\0b@example.net>\r\n\r\nHel\0lo',
    ),
    'a boundary that never ends': Buffer.from(
      'Subject: open\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nHi',
    ),
    'a boundary that is not there': Buffer.from(
      'Subject: none\r\nContent-Type: multipart/alternative\r\n\r\n--x\r\n\r\nHi',
    ),
    'parts within parts': Buffer.from(`Subject: deep\r\n${deep.join('')}\r\nHi`),
    'a charset nobody knows': Buffer.from(
      'Subject: =?x-klingon?B?////?=\r\nContent-Type: text/plain; charset="x-klingon\0"\r\n\r\n\xff\xfe',
      'latin1',
    ),
    'base64 that is none': Buffer.from(
      'Subject: b64\r\nContent-Type: application/pdf; name="../../../etc/passwd"\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!!====????',
    ),
    'only bytes': Buffer.from(Array.from({ length: 5000 }, (_, n) => (n * 7919) % 251)),
    'a header of one megabyte': Buffer.from(`Subject: ${'x'.repeat(1_000_000)}\r\n\r\nHi`),
    'ten thousand headers': Buffer.from(`${'X-More: y\r\n'.repeat(10_000)}Subject: many\r\n\r\nHi`),
    'ten thousand references': Buffer.from(`Subject: refs\r\nReferences: ${'<a@b.example> '.repeat(10_000)}\r\n\r\nHi`),
    'no sender at all': Buffer.from('From: <>\r\nSubject: nobody\r\n\r\nHi'),
    'a sender of odd signs': Buffer.from(`From: "'); drop table cases;--" <a'b"@exa mple>\r\nReply-To: x\r\n\r\nHi`),
  };
  const wrong: string[] = [];
  const before = await count('mail_sources');
  for (const [what, raw] of Object.entries(broken)) {
    const answer = await deliver(raw);
    if (!answer.startsWith('250')) wrong.push(`${what}: ${answer}`);
  }
  expect(wrong).toEqual([]);
  expect((await count('mail_sources')) - before).toBe(Object.keys(broken).length);
  const aside = await look<{ error: string }>(kept, "select error from mail_sources where state = 'set-aside'");
  expect(aside.map(({ error }) => error)).toEqual([]);
  const kinds = await look(kept, "select 1 from attachments where name like '%/%' or name like '%..%'");
  expect(kinds).toEqual([]);
});

test('a mail of more than 50 MB is refused and the limit named, announced or not', async () => {
  const { socket, say } = await connect();
  expect(await say('MAIL FROM:<ada@example.net> SIZE=60000000\r\n')).toMatch(/^552/);
  socket.end('QUIT\r\n');
  const large = Buffer.alloc(51 * 1_048_576, 'a line of words and then the next\r\n');
  expect(await deliver(Buffer.concat([Buffer.from('Subject: large\r\n\r\n'), large]))).toMatch(/^552 .*50 MB/);
  expect(await count("mail_sources where size > 1000000 and door = 'smtp' and size > 50000000")).toBe(0);
});

test('of ten thousand recipients the hundredth is the last taken, and the mail is one case', async () => {
  const { socket, say } = await connect();
  await say('MAIL FROM:<crowd@example.net>\r\n');
  const answers = new Map<string, number>();
  for (let n = 0; n < 10_000 && !socket.destroyed; n++) {
    const code = (await say(`RCPT TO:<r${n}@example.org>\r\n`)).slice(0, 3);
    answers.set(code, (answers.get(code) ?? 0) + 1);
  }
  expect(answers.get('250')).toBe(100);
  expect([...answers.keys()].every((code) => code === '250' || code.startsWith('4') || code === 'clo')).toBe(true);
  if (!socket.destroyed) {
    await say('DATA\r\n');
    expect(await say('Subject: crowd\r\nFrom: crowd@example.net\r\n\r\nHi\r\n.\r\n')).toMatch(/^250/);
    expect(await count("cases where subject = 'crowd'")).toBe(1);
  }
  socket.destroy();
});

test('a connection cut in the middle of DATA leaves nothing', async () => {
  const before = await count('mail_sources');
  for (let n = 0; n < 20; n++) {
    const { socket, say } = await connect();
    await say('MAIL FROM:<cut@example.net>\r\n');
    await say('RCPT TO:<support@example.org>\r\n');
    await say('DATA\r\n');
    socket.write(`Subject: cut\r\nFrom: cut@example.net\r\n\r\n${'half a mail\r\n'.repeat(n * 500)}`);
    socket.destroy();
  }
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(await count('mail_sources')).toBe(before);
  expect(await count("cases where subject = 'cut'")).toBe(0);
});

test('the same mail delivered twice, even at once, is one', async () => {
  const raw = Buffer.from('Subject: twice\r\nFrom: ben@example.net\r\nMessage-ID: <twice@example.net>\r\n\r\nHi');
  const answers = await Promise.all([deliver(raw), deliver(raw), deliver(raw)]);
  answers.push(await deliver(raw));
  expect(answers.every((answer) => answer.startsWith('250'))).toBe(true);
  expect(await count("cases where subject = 'twice'")).toBe(1);
  expect(
    await count("messages m join cases c on c.id = m.case_id where c.subject = 'twice' and direction = 'in'"),
  ).toBe(1);
});

test('two hundred mails at once from one sender are all taken, and few are answered', async () => {
  const answers = await Promise.all(
    Array.from({ length: 200 }, (_, n) =>
      deliver(
        Buffer.from(`Subject: storm ${n}\r\nFrom: storm@example.net\r\nMessage-ID: <s${n}@example.net>\r\n\r\nHi ${n}`),
      ),
    ),
  );
  expect(answers.filter((answer) => !answer.startsWith('250'))).toEqual([]);
  expect(await count("cases where subject like 'storm %'")).toBe(200);
  expect(await count("cases where subject like 'storm %' and acknowledge_at is not null")).toBeLessThanOrEqual(10);
  expect(await count("customers where name = 'storm' or name like 'storm@%'")).toBeLessThanOrEqual(1);
  expect(
    await count(
      "cases c where subject like 'storm %' and not exists (select 1 from events e where e.subject_id = c.id and e.type = 'cases.opened')",
    ),
  ).toBe(0);
});

test('two machines that answer each other stop soon', async () => {
  // an answering machine as bad as they come: no Auto-Submitted, a new subject and a new Message-ID each time
  const robot = 'robot@example.com';
  let answered = 0;
  const answering = setInterval(() => {
    const mine = sink.mails.filter((mail) => JSON.stringify(mail.to).includes(robot));
    for (; answered < mine.length; answered++)
      void sendMail(kept.smtpPort, {
        from: robot,
        to: 'support@example.org',
        subject: `I am away ${answered}`,
        text: 'I am away.',
      });
  }, 100);
  await sendMail(kept.smtpPort, { from: robot, to: 'support@example.org', subject: 'Order', text: 'Where is it?' });
  const opened = await look<{ id: string }>(kept, "select id from cases where subject = 'Order'");
  await hands.ask('POST', `/cases/${opened[0]!.id}/messages`, { html: 'On its way', revision: 1, sendAnyway: true });
  await until(
    () => answered > 0,
    20_000,
    () => 'the robot heard nothing',
  );
  await new Promise((resolve) => setTimeout(resolve, 4000));
  clearInterval(answering);
  expect(answered).toBeLessThanOrEqual(12);
});
