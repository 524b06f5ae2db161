import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { databaseOf, handsOn, type Hands, look, moveIn } from './hands.ts';
import { openSink, type RunningKept, sendMail, type Sink, startKept, until } from './running.ts';

/*
 * Whatever was acknowledged (250 to a mail, 201 to a request) is there exactly once, whenever the program or its
 * PostgreSQL is killed. Senders behave as mail servers and careful scripts do: what was not acknowledged is sent again.
 */

let sink: Sink;
let kept: RunningKept;
let hands: Hands;
const acknowledged = { mails: [] as string[], cases: new Map<string, string>(), replies: [] as string[] };

beforeAll(async () => {
  sink = await openSink();
  kept = await startKept({ KEPT_MAIL_URL: sink.url });
  hands = await moveIn(kept.url);
});
afterAll(async () => {
  await kept.close();
  await sink.close();
});

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Tries until it is acknowledged, as whoever sends must. */
async function insist(attempt: () => Promise<boolean>, what: string): Promise<void> {
  for (const end = Date.now() + 60_000; Date.now() < end; await pause(100))
    if (await attempt().catch(() => false)) return;
  throw new Error(`${what} was not taken within a minute. Kept said: ${kept.output().slice(-2000)}`);
}

async function mailUntil(stop: () => boolean, who: string): Promise<void> {
  for (let n = 0; !stop(); n++) {
    const subject = `mail ${who} ${n}`;
    const headers = { 'Message-ID': `<${randomUUID()}@example.net>`, Date: 'Mon, 5 Jan 2026 10:00:00 +0000' };
    const mail = { from: `${who}-${n}@example.net`, to: 'support@example.org', subject, text: 'Hello', headers };
    await insist(async () => {
      await sendMail(kept.smtpPort, mail);
      return true;
    }, subject);
    acknowledged.mails.push(subject);
  }
}

async function askUntil(stop: () => boolean, who: string): Promise<void> {
  for (let n = 0; !stop(); n++) {
    const subject = `case ${who} ${n}`;
    let id = '';
    await insist(async () => {
      const customer = { name: `${who} ${n}`, email: `${who}-${n}@example.com` };
      const key = { 'idempotency-key': subject };
      const made = await hands.ask('POST', '/cases', { subject, text: 'Hello', customer }, key);
      id = String(made.body['id']);
      return made.status === 201;
    }, subject);
    acknowledged.cases.set(subject, id);
    await insist(async () => {
      const key = { 'idempotency-key': `${subject} reply` };
      const answer = await hands.ask(
        'POST',
        `/cases/${id}/messages`,
        { html: `re ${subject}`, revision: 1, sendAnyway: true },
        key,
      );
      return answer.status === 201;
    }, `the reply to ${subject}`);
    acknowledged.replies.push(`re ${subject}`);
  }
}

/** Three senders and two scripts at work while `harm` is done at a moment of its own choosing. */
async function underLoad(round: string, harm: () => Promise<void>): Promise<void> {
  let over = false;
  const working = Promise.all([
    ...['ada', 'ben', 'cleo'].map((who) => mailUntil(() => over, `${who}-${round}`)),
    ...['dan', 'eve'].map((who) => askUntil(() => over, `${who}-${round}`)),
  ]);
  await pause(700 + Math.random() * 1500);
  await harm();
  await pause(700);
  over = true;
  await working;
}

test.each(['1', '2'])(
  'kill -9 of the program under load, round %s: everything acknowledged is there once',
  async (round) => {
    await underLoad(`p${round}`, async () => {
      await kept.kill();
      await kept.restart();
    });
    await expectExactlyOnce();
  },
);

test.each(['1'])('kill -9 of its PostgreSQL under load, round %s: it comes back by itself', async (round) => {
  await underLoad(`d${round}`, async () => {
    const { pid } = await databaseOf(kept);
    process.kill(pid, 'SIGKILL');
    await until(
      async () =>
        (await fetch(`${kept.url}/readyz`).catch(() => undefined))?.status === 200 &&
        (await databaseOf(kept)).pid !== pid,
      30_000,
      () => `Kept did not get ready again: ${kept.output().slice(-3000)}`,
    );
  });
  await expectExactlyOnce();
});

test('kill -9 of both at once: the next start brings everything back', async () => {
  await underLoad('b', async () => {
    const { pid } = await databaseOf(kept);
    process.kill(pid, 'SIGKILL');
    await kept.kill();
    await kept.restart();
  });
  await expectExactlyOnce();
});

async function expectExactlyOnce(): Promise<void> {
  hands = handsOn(kept.url, hands.token);
  const cases = await look<{ id: string; subject: string }>(kept, 'select id, subject from cases');
  const tally = new Map<string, number>();
  for (const { subject } of cases) tally.set(subject, (tally.get(subject) ?? 0) + 1);
  const wished = [...acknowledged.mails, ...acknowledged.cases.keys()];
  expect(wished.filter((subject) => tally.get(subject) !== 1).map((subject) => [subject, tally.get(subject)])).toEqual(
    [],
  );
  expect(cases.filter(({ id, subject }) => (acknowledged.cases.get(subject) ?? id) !== id)).toEqual([]);

  const replies = await look<{ text: string; n: number }>(
    kept,
    "select trim(text) as text, count(*)::int as n from messages where direction = 'out' and text like 're case%' group by 1",
  );
  const counted = new Map(replies.map(({ text, n }) => [text, n]));
  expect(acknowledged.replies.filter((text) => counted.get(text) !== 1)).toEqual([]);

  // readers of the log continue: each case has its promises once, and nothing is left to read or was set aside
  await until(
    async () => (await unread()).length === 0,
    20_000,
    () => `readers stand still; Kept said: ${kept.output().slice(-3000)}`,
  );
  const doubled = await look(
    kept,
    'select case_id, kind, clock, made_at, count(*) from promises group by 1, 2, 3, 4 having count(*) > 1',
  );
  const bare = await look(
    kept,
    'select subject from cases c where not exists (select 1 from promises p where p.case_id = c.id)',
  );
  const opened = await look(
    kept,
    "select subject_id from events where type = 'cases.opened' group by 1 having count(*) > 1",
  );
  const aside = await look(kept, 'select * from subscription_failures where set_aside');
  expect({ doubled, bare, opened, aside }).toEqual({ doubled: [], bare: [], opened: [], aside: [] });
  // jobs continue: answers go out; one that was being sent at the kill waits for its lease rather than being sent twice
  const waiting = () =>
    look(
      kept,
      `select o.id from outbox o join messages m on m.id = o.message_id where m.text like '%re case%'
        and not (o.state = 'sent' or (o.state in ('queued', 'deferred') and o.attempts > 0 and o.next_attempt_at > now()))`,
    );
  await until(
    async () => (await waiting()).length === 0,
    30_000,
    () => `answers did not go out; Kept said: ${kept.output().slice(-2000)}`,
  );
  const queued = await look(
    kept,
    "select m.id from messages m where m.direction = 'out' and m.text like '%re case%' and (select count(*) from outbox o where o.message_id = m.id) <> 1",
  );
  expect(queued).toEqual([]);
  const told = sink.mails.map((mail) => mail.messageId);
  expect(told.length - new Set(told).size).toBe(0);
}

function unread() {
  return look(
    kept,
    'select name from subscriptions s where exists (select 1 from events e where (e.xid, e.id) > (s.xid, s.event_id))',
  );
}
