import { describe, expect, test } from 'vitest';
import { readForwarded } from './forwarded.ts';
import { parseMail } from './parsing/parsing.ts';

const read = async (subject: string, body: string, head = 'Content-Type: text/plain; charset=utf-8') =>
  readForwarded(
    await parseMail(
      Buffer.from(
        `From: Ines <ines@shop.example>\r\nSubject: ${subject}\r\n${head}\r\n\r\n${body.replaceAll('\n', '\r\n')}`,
      ),
    ),
  );

describe('mail that was passed on', () => {
  test.each([
    [
      'Gmail',
      'Fwd: Broken cup',
      'Can you take this?\n\n---------- Forwarded message ---------\nFrom: Ann Lee <ann@example.net>\nDate: Mon, 2 Mar 2026 at 10:00\nSubject: Broken cup\nTo: <ines@shop.example>\n\nThe cup is broken.\n\nAnn',
    ],
    [
      'Apple Mail',
      'Fwd: Broken cup',
      'Can you take this?\n\nBegin forwarded message:\n\n> From: Ann Lee <ann@example.net>\n> Subject: Broken cup\n> Date: 2 March 2026\n> To: ines@shop.example\n> \n> The cup is broken.\n> \n> Ann',
    ],
    [
      'Outlook',
      'FW: Broken cup',
      'Can you take this?\n\n________________________________\nFrom: Ann Lee <ann@example.net>\nSent: Monday, March 2, 2026\nTo: Ines\nSubject: Broken cup\n\nThe cup is broken.\n\nAnn',
    ],
    [
      'Outlook in German',
      'WG: Broken cup',
      'Can you take this?\n\nVon: Ann Lee [mailto:ann@example.net]\nGesendet: Montag, 2. März 2026\nAn: Ines\nBetreff: Broken cup\n\nThe cup is broken.\n\nAnn',
    ],
    [
      'Thunderbird in German',
      'Fwd: Broken cup',
      'Can you take this?\n\n-------- Weitergeleitete Nachricht --------\nBetreff: \tBroken cup\nDatum: \tMon, 2 Mar 2026\nVon: \tAnn Lee <ann@example.net>\nAn: \tines@shop.example\n\nThe cup is broken.\n\nAnn',
    ],
  ])('names who wrote it: %s', async (_, subject, body) => {
    const found = await read(subject, body);
    expect(found?.from).toEqual({ address: 'ann@example.net', name: 'Ann Lee' });
    expect(found?.subject).toBe('Broken cup');
    expect(found?.text).toBe('The cup is broken.\n\nAnn');
    expect(found?.comment).toContain('Can you take this?');
  });

  test('is read from an attached mail as a whole', async () => {
    const inner =
      'Message-ID: <1@example.net>\nFrom: Ann Lee <ann@example.net>\nSubject: Broken cup\n\nThe cup is broken.';
    const found = await read(
      'Fwd: Broken cup',
      `--b\nContent-Type: text/plain\n\nPlease take this\n--b\nContent-Type: message/rfc822\n\n${inner}\n--b--\n`,
      'Content-Type: multipart/mixed; boundary=b',
    );
    expect(found).toMatchObject({
      from: { address: 'ann@example.net', name: 'Ann Lee' },
      messageId: '<1@example.net>',
      text: 'The cup is broken.',
      comment: 'Please take this',
    });
  });

  test.each([
    [
      'an answer that quotes',
      'Re: Broken cup',
      'Thanks!\n\n-----Original Message-----\nFrom: Ann <ann@example.net>\nSent: Monday\nTo: Ines\nSubject: Broken cup\n\nThe cup',
    ],
    ['an ordinary mail', 'Order', 'From: what I see on the site it is sold out.\nIs it?'],
    ['a subject alone', 'Fwd: Broken cup', 'See what ann@example.net wrote.'],
    ['a marker without a sender', 'Fwd: x', '---------- Forwarded message ---------\nDate: Monday\n\nHello'],
  ])('is not seen in %s', async (_, subject, body) => {
    expect(await read(subject, body)).toBeNull();
  });
});
