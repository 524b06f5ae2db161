import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestHouse, type TestHouse } from '../../../testing/house.ts';
import { createMailbox, listMailFacts, saveConnection } from '../../channels/index.ts';
import { receiveMail } from './receiving-mail.ts';

let house: TestHouse;
let mailboxId: string;

beforeAll(async () => {
  house = await openTestHouse();
  mailboxId = (
    await createMailbox(house.system(), { name: 'Support', address: 'support@shop.example', isDefault: true })
  ).id;
});
afterAll(() => house.close());

let turn = 0;
async function receive(head: string, body: string, from = 'Ann Lee <ann@example.net>') {
  const raw = `Message-ID: <${++turn}@example.net>\r\nFrom: ${from}\r\nTo: support@shop.example\r\n${head}\r\n\r\n${body.replaceAll('\n', '\r\n')}`;
  const answer = await receiveMail(house.system(), {
    raw: Buffer.from(raw),
    door: 'smtp',
    envelope: { from: null, to: [] },
  });
  const found = await house.db
    .selectFrom('cases')
    .selectAll()
    .where('number', '=', answer.caseNumber)
    .executeTakeFirstOrThrow();
  return { found, facts: (await listMailFacts(house.system(), found.id)).items };
}

test('a mail that a colleague forwards opens the case of whoever wrote it, with a note of who forwarded it', async () => {
  const agent = await house.staff('agent', 'Ines');
  const { email } = await house.db
    .selectFrom('users')
    .select('email')
    .where('id', '=', agent.id)
    .executeTakeFirstOrThrow();
  const { found, facts } = await receive(
    'Subject: Fwd: Broken cup',
    'Please take this one.\n\n---------- Forwarded message ---------\nFrom: Ben Fox <ben@example.com>\nDate: Monday\nSubject: Broken cup\nTo: Ines\n\nThe cup is broken.',
    `Ines <${email}>`,
  );
  const customer = await house.db
    .selectFrom('customers')
    .selectAll()
    .where('id', '=', found.customer_id)
    .executeTakeFirstOrThrow();
  expect([customer.name, found.subject, found.reply_address]).toEqual(['Ben Fox', 'Broken cup', 'ben@example.com']);
  expect(facts).toMatchObject([{ forwardedBy: 'Ines' }]);
  const messages = await house.db
    .selectFrom('messages')
    .selectAll()
    .where('case_id', '=', found.id)
    .orderBy('at')
    .orderBy('id')
    .execute();
  expect(messages.map((one) => [one.kind, one.text])).toEqual([
    ['message', 'The cup is broken.'],
    ['note', 'Ines forwarded this mail from the customer.\n\nPlease take this one.'],
  ]);
  expect(messages[1]?.author_user_id).toBe(agent.id);
});

test('what a stranger forwards stays his own', async () => {
  const { found } = await receive(
    'Subject: Fwd: Broken cup',
    '---------- Forwarded message ---------\nFrom: Ben Fox <ben@example.com>\nDate: Monday\nSubject: Broken cup\nTo: x\n\nThe cup is broken.',
  );
  expect(found.reply_address).toBe('ann@example.net');
});

test('results of sender checks count only when the server that the mailbox names wrote them', async () => {
  const forged = 'Authentication-Results: elsewhere.example; dkim=pass; spf=pass; dmarc=pass';
  expect((await receive(`Subject: a\r\n${forged}`, 'One')).facts[0]?.authentication).toEqual({
    dkim: 'pass',
    spf: 'pass',
    dmarc: 'pass',
    server: 'elsewhere.example',
    believed: false,
  });
  await saveConnection(house.system(), mailboxId, {
    signIn: 'password',
    imap: null,
    smtp: null,
    trustedServer: 'mx.shop.example',
  });
  const own = 'Authentication-Results: mx.shop.example; dkim=fail; spf=softfail; dmarc=fail';
  expect((await receive(`Subject: b\r\n${forged}\r\n${own}`, 'Two')).facts[0]?.authentication).toEqual({
    dkim: 'fail',
    spf: 'softfail',
    dmarc: 'fail',
    server: 'mx.shop.example',
    believed: true,
  });
});

test('an invitation is told, and signed and encrypted mail keeps what it came with as files', async () => {
  const calendar =
    'BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\nMETHOD:REQUEST\nBEGIN:VEVENT\nUID:1@x\nDTSTAMP:20260301T000000Z\nDTSTART:20260707T080000Z\nDTEND:20260707T090000Z\nSUMMARY:Call\nLOCATION:Room 1\nORGANIZER:mailto:ann@example.net\nEND:VEVENT\nEND:VCALENDAR';
  const invited = await receive(
    'Subject: Call\r\nContent-Type: multipart/alternative; boundary=b',
    `--b\nContent-Type: text/plain\n\nPlease come to the call\n--b\nContent-Type: text/calendar; method=REQUEST\n\n${calendar}\n--b--\n`,
  );
  expect(invited.facts[0]?.invitation).toMatchObject({
    method: 'request',
    title: 'Call',
    where: 'Room 1',
    start: '2026-07-07T08:00:00.000Z',
  });
  const encrypted = await receive(
    'Subject: Secret\r\nContent-Type: multipart/encrypted; protocol="application/pgp-encrypted"; boundary=b',
    '--b\nContent-Type: application/pgp-encrypted\n\nVersion: 1\n--b\nContent-Type: application/octet-stream; name=encrypted.asc\n\n-----BEGIN PGP MESSAGE-----\nabc\n-----END PGP MESSAGE-----\n--b--\n',
  );
  expect(encrypted.facts[0]?.security).toBe('encrypted');
  const files = await house.db
    .selectFrom('attachments as a')
    .innerJoin('messages as m', 'm.id', 'a.message_id')
    .select('a.name')
    .where('m.case_id', '=', encrypted.found.id)
    .execute();
  expect(files.map((file) => file.name)).toContain('encrypted.asc');
  const signed = await receive(
    'Subject: Signed\r\nContent-Type: multipart/signed; protocol="application/pgp-signature"; boundary=b',
    '--b\nContent-Type: text/plain\n\nThis is really me writing.\n--b\nContent-Type: application/pgp-signature; name=signature.asc\n\n-----BEGIN PGP SIGNATURE-----\nabc\n-----END PGP SIGNATURE-----\n--b--\n',
  );
  expect(signed.facts[0]?.security).toBe('signed');
  const [message] = await house.db
    .selectFrom('messages')
    .select('text')
    .where('case_id', '=', signed.found.id)
    .execute();
  expect(message?.text).toBe('This is really me writing.');
});
