import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor, Context } from '../../../context.ts';
import { parseMail } from '../../../mail/parsing/parsing.ts';
import { signReplyAddress } from '../../../mail/tokens.ts';
import { addCompany, toldOf } from '../../../testing/desk.ts';
import { openTestHouse, type TestHouse } from '../../../testing/house.ts';
import { deliverDueMails } from '../../channels/index.ts';
import { readCustomer } from '../../customers/index.ts';
import { acknowledgeCases } from './acknowledging.ts';
import { closeCase } from '../changing.ts';
import { readCase } from '../reading.ts';
import { receiveMail, runMailSource } from './receiving-mail.ts';
import { replyToCase } from '../answering/replying.ts';

let house: TestHouse;
let tom: Actor;
/** Tom, at the test's present time. */
const agent = () => house.as(tom);
beforeAll(async () => {
  house = await openTestHouse();
  await addCompany(house, { name: 'Certain Kitchens', time_zone: 'Europe/London' });
  tom = await house.staff('agent', 'Tom Ferreira');
});
afterAll(() => house.close());

let sent = 0;
function mail(headers: Record<string, string>, body: string): Buffer {
  sent += 1;
  const all = {
    From: 'Renate Vogel <renate@vogel.example>',
    To: 'support@localhost',
    Subject: 'Worktop arrived cracked',
    'Message-ID': `<m${String(sent)}@vogel.example>`,
    Date: 'Tue, 31 Mar 2026 09:00:00 +0000',
    ...headers,
  };
  return Buffer.from(
    `${Object.entries(all)
      .map(([name, value]) => `${name}: ${value}`)
      .join('\r\n')}\r\n\r\n${body}\r\n`,
  );
}
const receive = (raw: Buffer, from: string | null = null) =>
  receiveMail(house.system(), { raw, door: 'http', envelope: { from, to: [] } });

/** The address that an answer of ours asks to be answered to, and its Message-ID. */
async function lastSent(caseId: string) {
  const row = await house.db
    .selectFrom('outbox')
    .select(['raw', 'rfc_message_id', 'state'])
    .where('case_id', '=', caseId)
    .orderBy('queued_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  const parsed = await parseMail(row.raw);
  return { ...row, parsed, replyTo: parsed.replyTo[0]!.address };
}

test('a mail opens a case with its words, its sender and its event, and the same mail again changes nothing', async () => {
  const raw = mail(
    {},
    'The worktop came today, thank you, but there is a crack from the sink to the edge.\n\n> earlier words',
  );
  const received = await receive(raw);
  expect(received).toMatchObject({ class: 'human', created: true });
  expect(await receive(raw)).toEqual({ ...received, created: false });
  const found = await readCase(agent(), String(received.caseNumber));
  expect(found).toMatchObject({
    subject: 'Worktop arrived cracked',
    state: 'new',
    channel: 'mail',
    revision: 1,
    customer: { name: 'Renate Vogel', email: 'renate@vogel.example' },
  });
  expect(found.messages.items).toHaveLength(1);
  expect(found.messages.items[0]!.text).toMatch(/^The worktop came today/);
  const events = await house.db
    .selectFrom('events')
    .select(['type', 'data'])
    .where('subject_id', '=', found.id)
    .orderBy('id')
    .execute();
  expect(events.map((event) => event.type)).toEqual(['cases.opened', 'cases.customer-wrote']);
  expect(events[1]!.data).toMatchObject({ messageId: received.messageId, thanksOnly: false, mailClass: 'human' });
});

test('the same mail at two doors at once makes one case', async () => {
  const raw = mail({ From: 'twice@door.example' }, 'Twice at the door');
  const all = await Promise.all(Array.from({ length: 8 }, () => receive(raw)));
  expect(new Set(all.map((received) => received.caseNumber)).size).toBe(1);
  expect(all.filter((received) => received.created)).toHaveLength(1);
});

test('one mail to two of our addresses is one message, whatever the servers on the way wrote above it', async () => {
  const one = mail({ From: 'both@door.example', 'Message-ID': '<both@door.example>' }, 'To support and to info');
  const copy = (way: string) =>
    Buffer.concat([Buffer.from(`Received: by ${way}; Tue, 5 Mar 2024 10:00:00 +0100\r\n`), one]);
  const all = await Promise.all(['a.example', 'b.example', 'c.example'].map((way) => receive(copy(way))));
  expect(new Set(all.map(({ caseNumber }) => caseNumber)).size).toBe(1);
  expect(all.filter(({ created }) => created)).toHaveLength(1);
  const found = await readCase(agent(), String(all[0]!.caseNumber));
  expect(found.messages.items).toHaveLength(1);
  // the same number over other words is another mail
  const other = await receive(
    mail({ From: 'both@door.example', 'Message-ID': '<both@door.example>' }, 'Something else'),
  );
  expect(other.messageId).not.toBe(all[0]!.messageId);
});

test('an answer goes out signed, and what comes back to it lands in the case whatever its subject', async () => {
  const { caseNumber } = await receive(mail({ From: 'niall@sills.example' }, 'Which stone for outdoor sills?'));
  const found = await readCase(agent(), String(caseNumber));
  await replyToCase(agent(), found.id, {
    html: '<p>Granite, by <b>Friday</b>.<script>alert(1)</script></p>',
    revision: 1,
  });
  expect(await readCase(agent(), found.id)).toMatchObject({
    state: 'waiting',
    assignee: { name: 'Tom Ferreira' },
    revision: 2,
  });
  const out = await lastSent(found.id);
  expect(out.state).toBe('queued');
  expect(out.parsed.subject).toBe(`Re: Worktop arrived cracked [#${String(caseNumber)}]`);
  expect(out.parsed.html).not.toContain('script');
  expect(out.parsed.text).toContain(`/my/cases/${String(caseNumber)}?key=`);
  expect(out.parsed.inReplyTo).toHaveLength(1);
  const ways: Record<string, string>[] = [
    { To: out.replyTo },
    { 'In-Reply-To': out.rfc_message_id },
    { References: `<unknown@x> ${out.rfc_message_id}` },
  ];
  for (const headers of ways) {
    const back = await receive(
      mail({ From: 'other@address.example', Subject: 'quite another subject', ...headers }, 'And for the steps?'),
    );
    expect(back).toMatchObject({ caseNumber, created: false });
  }
  expect(await readCase(agent(), found.id)).toMatchObject({ state: 'open', revision: 5 });
});

test('a forged token and a guessed number let nobody in', async () => {
  const { caseNumber } = await receive(mail({ From: 'greta@holm.example' }, 'A private matter'));
  const genuine = signReplyAddress(house.system().secret, 'support@localhost', caseNumber!);
  const forged = genuine.replace(/\.(.)/, (_, sign: string) => `.${sign === 'a' ? 'b' : 'a'}`);
  const stranger = { From: 'stranger@elsewhere.example', Subject: `Re: hello [#${String(caseNumber)}]` };
  expect((await receive(mail({ ...stranger, To: forged }, 'let me in'))).created).toBe(true);
  expect(
    (await receive(mail({ From: 'greta@holm.example', Subject: `hello [#${String(caseNumber)}]` }, 'it is me')))
      .created,
  ).toBe(false);
  expect((await receive(mail({ ...stranger, To: genuine }, 'forwarded to me'))).caseNumber).toBe(caseNumber);
});

test('thanks does not reopen, another word does, and a late one opens a case that follows', async () => {
  const { caseNumber } = await receive(
    mail({ From: 'Luis Arroyo <luis@arroyo.example>' }, 'Refund for four spare handles please'),
  );
  const ref = String(caseNumber);
  const id = (await readCase(agent(), ref)).id;
  await replyToCase(agent(), id, { html: 'Done.', revision: 1, close: { valueCreated: 'Money back in two days' } });
  const { replyTo } = await lastSent(id);
  const answer = (body: string) => receive(mail({ From: 'Luis Arroyo <luis@arroyo.example>', To: replyTo }, body));
  await answer('Perfect, thank you so much Tom!');
  expect((await readCase(agent(), id)).state).toBe('closed');
  await answer('It did not arrive after all.');
  expect(await readCase(agent(), id)).toMatchObject({ state: 'open', reopened: 1 });
  await closeCase(agent(), id, {});
  house.setClock(31 * 86_400_000);
  const late = await answer('Now the third handle broke.');
  expect(late.created).toBe(true);
  const follow = await readCase(agent(), String(late.caseNumber));
  expect(follow.linked).toMatchObject([{ number: caseNumber, relation: 'follows', state: 'closed' }]);
  const reopened = await toldOf(house, 'cases.reopened', { subject: id });
  expect(reopened).toHaveLength(1);
});

test('a machine’s mail is shown in its case without waking it or counting as an answer', async () => {
  const { caseNumber } = await receive(mail({ From: 'noor@haddad.example' }, 'When is my fitting?'));
  const { id } = await readCase(agent(), String(caseNumber));
  await replyToCase(agent(), id, { html: 'On Friday.', revision: 1 });
  const { replyTo } = await lastSent(id);
  const away = await receive(
    mail(
      { From: 'noor@haddad.example', To: replyTo, 'Auto-Submitted': 'auto-replied', Subject: 'Out of office' },
      'I am away.',
    ),
  );
  expect(away).toMatchObject({ class: 'auto-reply', caseNumber, created: false });
  expect(await readCase(agent(), id)).toMatchObject({ state: 'waiting', waitingSince: null });
});

test('a bounce is the state of what we sent and a mark on the address; mail to it then waits for a person', async () => {
  const { caseNumber } = await receive(
    mail({ From: 'camille@perrault.example' }, 'Limewash dries pinker than the card'),
  );
  const { id, customer } = await readCase(agent(), String(caseNumber));
  await replyToCase(agent(), id, { html: 'That is the humidity.', revision: 1 });
  const out = await lastSent(id);
  const bounce = [
    'From: Mail Delivery Subsystem <mailer-daemon@mx.example>',
    'To: support@localhost',
    'Subject: Undelivered Mail Returned to Sender',
    'Message-ID: <bounce1@mx.example>',
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    'Your message could not be delivered.',
    '--b',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.example',
    '',
    'Final-Recipient: rfc822; camille@perrault.example',
    'Action: failed',
    'Status: 5.1.1',
    'Diagnostic-Code: smtp; 550 5.1.1 no such user',
    '--b',
    'Content-Type: text/rfc822-headers',
    '',
    `Message-ID: ${out.rfc_message_id}`,
    'To: camille@perrault.example',
    '--b--',
    '',
  ].join('\r\n');
  expect(await receive(Buffer.from(bounce), '')).toMatchObject({
    class: 'permanent-bounce',
    caseNumber,
    created: false,
  });
  const found = await readCase(agent(), id);
  expect(found.messages.items.at(-1)!.delivery).toMatchObject({ state: 'bounced' });
  expect(found.customer.bounced).toBe(true);
  expect((await readCustomer(agent(), customer.id)).identities[0]!.bouncedAt).not.toBeNull();
  await replyToCase(agent(), id, { html: 'Once more.', revision: found.revision });
  expect((await lastSent(id)).state).toBe('held');
  const events = await house.db.selectFrom('events').select('data').where('type', '=', 'channels.bounced').execute();
  expect(events.at(-1)!.data).toMatchObject({ caseId: id, permanent: true, status: '5.1.1' });
});

test('pictures of the mail are shown from the store, other files are listed, scripts never survive', async () => {
  const raw = Buffer.from(
    [
      'From: hanne@dewit.example',
      'To: support@localhost',
      'Subject: Broken',
      'Message-ID: <pictures@dewit.example>',
      'MIME-Version: 1.0',
      'Content-Type: multipart/related; boundary="r"',
      '',
      '--r',
      'Content-Type: text/html; charset=utf-8',
      '',
      '<p onclick="x()">See <img src="cid:crack@x"> <img src="https://spy.example/p.gif"></p><script>alert(1)</script>',
      '--r',
      'Content-Type: image/png; name="crack.png"',
      'Content-ID: <crack@x>',
      'Content-Transfer-Encoding: base64',
      '',
      'iVBORw0KGgo=',
      '--r',
      'Content-Type: application/pdf; name="../../etc/invoice.pdf"',
      'Content-Disposition: attachment; filename="../../etc/invoice.pdf"',
      'Content-Transfer-Encoding: base64',
      '',
      'JVBERi0=',
      '--r--',
      '',
    ].join('\r\n'),
  );
  const { caseNumber } = await receive(raw);
  const [message] = (await readCase(agent(), String(caseNumber))).messages.items;
  expect(message!.attachments.map(({ name, inline }) => ({ name, inline }))).toEqual([
    { name: 'crack.png', inline: true },
    { name: 'invoice.pdf', inline: false },
  ]);
  expect(message!.html).toMatch(/src="\/files\/[0-9a-f]{64}\?/);
  expect(message!.html).not.toMatch(/script|onclick| src="https:/);
});

test('mail we cannot understand is kept, seen, and run again', async () => {
  const raw = mail({ From: 'set@aside.example', Subject: 'falls' }, 'kept all the same');
  await house.db.schema.alterTable('senders_seen').renameTo('senders_gone').execute();
  const failed = await receive(raw);
  await house.db.schema
    .alterTable('senders_gone' as 'senders_seen')
    .renameTo('senders_seen')
    .execute();
  expect(failed).toEqual({ class: 'set-aside', caseNumber: null, messageId: null, created: false });
  const source = await house.db
    .selectFrom('mail_sources')
    .select(['id', 'error', 'raw'])
    .where('state', '=', 'set-aside')
    .executeTakeFirstOrThrow();
  expect(source.error).toContain('senders_seen');
  expect(source.raw.equals(raw)).toBe(true);
  expect(await runMailSource(house.system(), source.id)).toMatchObject({ class: 'human', created: true });
  await expect(runMailSource(house.system(), source.id)).rejects.toMatchObject({ code: 'not-set-aside' });
});

test('a database that is away refuses the mail, so that its sender keeps it', async () => {
  const broken = { ...house.system(), db: house.db.withTables() };
  const away = Object.assign(new Error('connection refused'), { code: 'ECONNREFUSED' });
  const context: Context = {
    ...broken,
    files: house.system().files,
    get db(): never {
      throw away;
    },
  } as Context;
  await expect(
    receiveMail(context, { raw: mail({}, 'hello'), door: 'smtp', envelope: { from: null, to: [] } }),
  ).rejects.toBe(away);
});

test('a new case is acknowledged once, by a machine that says so, to a person, never to a machine', async () => {
  house.setClock(60_000);
  await acknowledgeCases(house.system());
  await house.db.deleteFrom('outbox').where('purpose', '=', 'acknowledgement').execute();
  const person = await receive(mail({ From: 'Kurt Holm <kurt@holm2.example>' }, 'A question, when you have a moment.'));
  await receive(mail({ From: 'robot@shop.example', Precedence: 'bulk' }, 'A newsletter'));
  expect(await acknowledgeCases(house.system())).toBe(0);
  await house.db
    .updateTable('cases')
    .set({ next_promise: 'first-response', next_promise_at: new Date('2026-05-04T11:00:00Z') })
    .where('number', '=', person.caseNumber!)
    .execute();
  house.setClock(6000);
  expect(await acknowledgeCases(house.system())).toBe(1);
  expect(await acknowledgeCases(house.system())).toBe(0);
  const { id } = await readCase(agent(), String(person.caseNumber));
  const out = await lastSent(id);
  expect(out.parsed).toMatchObject({
    autoSubmitted: 'auto-replied',
    subject: expect.stringContaining(`[#${String(person.caseNumber)}]`),
  });
  expect(out.parsed.text).toContain('/my/cases/');
  expect(out.parsed.text).toContain('An answer by Monday 4 May at 12:00 BST.');
});

test('a hundred mails of one machine in one minute are all kept and soon no longer answered', async () => {
  for (let n = 0; n < 15; n++) await receive(mail({ From: 'loop@robot.example' }, `round ${String(n)}`));
  const open = await house.db
    .selectFrom('cases')
    .select('acknowledge_at')
    .where('reply_address', '=', 'loop@robot.example')
    .execute();
  expect(open).toHaveLength(15);
  expect(open.filter((row) => row.acknowledge_at !== null)).toHaveLength(10);
  expect(await house.db.selectFrom('breakers').select('address').execute()).toEqual([
    { address: 'loop@robot.example' },
  ]);
});

test('delivery: taken, later, and refused for good are three different states', async () => {
  await house.db.updateTable('outbox').set({ state: 'sent' }).execute();
  const ids: Record<string, string> = {};
  for (const name of ['good', 'later', 'gone']) {
    const { caseNumber } = await receive(mail({ From: `${name}@delivery.example` }, 'a question'));
    ids[name] = (await readCase(agent(), String(caseNumber))).id;
    await replyToCase(agent(), ids[name], { html: 'an answer', revision: 1 });
  }
  const transport = {
    deliver: async (_raw: Buffer, envelope: { from: string; to: readonly string[] }) => {
      const address = envelope.to[0]!;
      if (address.startsWith('good')) return { accepted: [address], rejected: [], words: '250 ok' };
      const permanent = address.startsWith('gone');
      return {
        accepted: [],
        rejected: [{ address, permanent, status: permanent ? '5.1.1' : '4.2.0', words: 'no' }],
        words: 'no',
      };
    },
    verify: async () => ({ ok: true as const }),
    close: () => undefined,
  };
  await deliverDueMails({ ...house.system(), transport });
  const states = await house.db
    .selectFrom('outbox')
    .select(['case_id', 'state', 'next_attempt_at'])
    .where('case_id', 'in', Object.values(ids))
    .where('purpose', '=', 'reply')
    .execute();
  const stateOf = (name: string) => states.find((row) => row.case_id === ids[name]);
  expect(stateOf('good')?.state).toBe('sent');
  expect(stateOf('gone')?.state).toBe('bounced');
  expect(stateOf('later')).toMatchObject({
    state: 'deferred',
    next_attempt_at: new Date(house.now().getTime() + 60_000),
  });
});

test('a mailbox that has answered five hundred times within an hour answers no more by machine, and people are told once', async () => {
  const { id } = await house.db
    .selectFrom('mailboxes')
    .select('id')
    .where('is_default', '=', true)
    .executeTakeFirstOrThrow();
  await sql`insert into outbox (id, mailbox_id, envelope_from, purpose, to_addresses, subject, rfc_message_id, raw, state, queued_at)
    select gen_random_uuid(), ${id}, '', 'acknowledgement', array['x@mail.example'], 's', 'made-' || n, '', 'sent', ${house.now()} from generate_series(1, 500) n`.execute(
    house.db,
  );
  const before = await house.db.selectFrom('outbox').select('id').where('purpose', '=', 'acknowledgement').execute();
  for (const n of [1, 2]) {
    await receiveMail(house.system(), {
      raw: Buffer.from(
        `From: New <new${n}@other${n}.example>\r\nTo: hello@larch.example\r\nSubject: Once more ${n}\r\nMessage-ID: <hot${n}@other.example>\r\n\r\nIs anybody there at all today?\r\n`,
      ),
      door: 'http',
      envelope: { from: `new${n}@other${n}.example`, to: ['hello@larch.example'] },
    });
    house.setClock(10_000);
    await acknowledgeCases(house.system());
  }
  const after = await house.db.selectFrom('outbox').select('id').where('purpose', '=', 'acknowledgement').execute();
  expect(after).toHaveLength(before.length);
  const told = await toldOf(house, 'channels.breaker-opened', { subject: id });
  expect(told.filter(({ mailbox }) => mailbox === true)).toHaveLength(1);
});
