import { createConnection } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { Refusal } from '../../domain/refusal.ts';
import { rateGate } from './rate-gate.ts';
import { openTransport, type MailTransport } from './sending.ts';
import { openSmtpDoor, type SmtpDoor, type SmtpDoorOptions } from './smtp-door.ts';

let door: SmtpDoor | null = null;
let transport: MailTransport | null = null;

async function open(options: Partial<SmtpDoorOptions>): Promise<MailTransport> {
  door = await openSmtpDoor({ port: 0, host: '127.0.0.1', onMail: async () => undefined, ...options });
  transport = openTransport(`smtp://127.0.0.1:${String(door.port)}?ignoreTLS=true`);
  return transport;
}

afterEach(async () => {
  transport?.close();
  await door?.close();
});

const raw = Buffer.from('Subject: x\r\n\r\nHello\r\n.dot\r\n');
const envelope = { from: 'ann@example.net', to: ['support@example.org'] };

describe('the mail door', () => {
  it('says 250 only after the mail is stored, and hands over the exact bytes', async () => {
    const stored: { raw: Buffer; from: string; to: string[] }[] = [];
    const mail = await open({
      onMail: async (bytes, given) => {
        await new Promise((resolve) => setTimeout(resolve, 50));
        stored.push({ raw: bytes, ...given });
      },
    });
    expect(await mail.deliver(raw, envelope)).toMatchObject({ accepted: envelope.to, rejected: [] });
    expect(stored).toEqual([{ raw, ...envelope }]);
  });

  it.each([
    [new Error('disk full'), false, '4.3.0'],
    [new Refusal('too_many', 'slow_down', 'Too many mails'), false, '4.7.1'],
    [new Refusal('invalid', 'bad', 'Not a mail'), true, '5.6.0'],
    [new Refusal('not_found', 'gone', 'No such mailbox'), true, '5.1.1'],
  ] as [Error, boolean, string][])('answers %s as permanent: %s', async (error, permanent, status) => {
    const mail = await open({
      onMail: async () => {
        throw error;
      },
    });
    const result = await mail.deliver(raw, envelope);
    expect(result.rejected).toMatchObject([{ address: 'support@example.org', permanent, status }]);
  });

  it('names the limit when a mail is too large, and stays open', async () => {
    const mail = await open({ maxBytes: 2 * 1024 * 1024 });
    const result = await mail.deliver(Buffer.concat([raw, Buffer.alloc(3 * 1024 * 1024, 'x\r\n')]), envelope);
    expect(result.rejected[0]).toMatchObject({ permanent: true });
    expect(result.words).toMatch(/552/);
    expect(await mail.deliver(raw, envelope)).toMatchObject({ accepted: envelope.to });
  });

  it('names the limit to whoever did not announce the size', async () => {
    await open({ maxBytes: 1000 });
    const words = await talk(door?.port ?? 0, [
      'EHLO x',
      'MAIL FROM:<a@b.example>',
      'RCPT TO:<c@d.example>',
      'DATA',
      `Subject: x\r\n\r\n${'line of text\r\n'.repeat(200)}.`,
      'QUIT',
    ]);
    expect(words).toContain('552 5.3.4 The mail is larger than the limit of 1000 bytes');
  });

  it('takes mail for our own addresses only', async () => {
    const mail = await open({ acceptRecipient: async (address) => address === 'support@example.org' });
    const result = await mail.deliver(raw, { from: 'a@b.example', to: ['support@example.org', 'else@example.com'] });
    expect(result.accepted).toEqual(['support@example.org']);
    expect(result.rejected).toMatchObject([{ address: 'else@example.com', permanent: true, status: '5.1.1' }]);
  });

  it('takes the null sender of bounces', async () => {
    const senders: string[] = [];
    const mail = await open({ onMail: async (_, given) => void senders.push(given.from) });
    await mail.deliver(raw, { from: '', to: envelope.to });
    expect(senders).toEqual(['']);
  });

  it('speaks LMTP', async () => {
    await open({ lmtp: true });
    const words = await talk(door?.port ?? 0, [
      'LHLO x',
      'MAIL FROM:<a@b.example>',
      'RCPT TO:<c@d.example>',
      'DATA',
      'Subject: x\r\n\r\nHello\r\n.',
      'QUIT',
    ]);
    expect(words).toMatch(/250 2\.0\.0 Stored|250 .*Stored/);
  });

  it('answers each recipient in LMTP, only after the mail is stored, and the same way when it is not', async () => {
    const lines = (text: string) => [
      'LHLO x',
      'MAIL FROM:<a@b.example>',
      'RCPT TO:<one@d.example>',
      'RCPT TO:<two@d.example>',
      'DATA',
      `Subject: ${text}\r\n\r\nHello\r\n.`,
      'QUIT',
    ];
    let stored = 0;
    await open({
      lmtp: true,
      onMail: async (raw) => {
        if (raw.includes('fails')) throw new Error('disk full');
        stored += 1;
      },
    });
    expect((await talk(door?.port ?? 0, lines('works'))).match(/250 2\.0\.0 Stored/g)).toHaveLength(2);
    expect(stored).toBe(1);
    expect((await talk(door?.port ?? 0, lines('fails'))).match(/451 4\.3\.0/g)).toHaveLength(2);
  });

  it('tells apart a server that cannot be reached from a mail that is refused', async () => {
    const mail = await open({});
    await door?.close();
    const result = await mail.deliver(raw, envelope);
    expect(result.rejected).toMatchObject([{ permanent: false }]);
    expect(result.words).not.toBe('');
  });

  it('refuses an address that is no mail server', () => {
    expect(() => openTransport('http://x')).toThrow(/smtp:/);
  });
});

describe('limits at the door', () => {
  it('hold per connection and per address, but never against the machine itself', () => {
    let now = 0;
    const gate = rateGate({ connections: 2, mailsPerMinute: 3, mailsPerConnection: 2 }, () => now);
    expect([gate.connect('1', '10.0.0.1'), gate.connect('2', '10.0.0.1'), gate.connect('3', '10.0.0.1')]).toEqual([
      true,
      true,
      false,
    ]);
    gate.disconnect('1', '10.0.0.1');
    expect(gate.connect('4', '10.0.0.1')).toBe(true);
    expect([gate.mail('2', '10.0.0.1'), gate.mail('2', '10.0.0.1'), gate.mail('2', '10.0.0.1')]).toEqual([
      true,
      true,
      false,
    ]);
    expect(gate.mail('4', '10.0.0.1')).toBe(false);
    now = 60_000;
    expect(gate.mail('5', '10.0.0.1')).toBe(true);
    for (let i = 0; i < 50; i += 1) expect(gate.mail('6', '127.0.0.1')).toBe(true);
  });
});

/** Speaks line by line, each time after the answer arrived; resolves with everything the server said. */
function talk(port: number, lines: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    let pending = '';
    const socket = createConnection(port, '127.0.0.1');
    socket.setTimeout(25_000, () => socket.destroy(new Error(`silence after: ${said}`)));
    socket.on('data', (data) => {
      said += data.toString();
      pending += data.toString();
      if (!/^\d{3} .*\r\n$/m.test(pending)) return;
      pending = '';
      const next = lines.shift();
      if (next !== undefined) socket.write(`${next}\r\n`);
    });
    socket.on('close', () => resolve(said));
    socket.on('error', reject);
  });
}
