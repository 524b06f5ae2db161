import { describe, expect, it } from 'vitest';
import { boundReferences, composeMail, type ComposeInput } from './composing.ts';
import { parseMail } from './parsing/parsing.ts';

const base: ComposeInput = {
  from: { name: 'Käpt, "Support"', address: 'support@example.org' },
  to: [{ name: 'Ann', address: 'ann@example.net' }],
  subject: 'Grüße 👋',
  text: 'Hello\nyou – süß',
  messageId: '<1.m.sig@example.org>',
};

describe('an outgoing mail', () => {
  it('reads back as it was written', async () => {
    const mail = await composeMail({
      ...base,
      html: '<p>Hello <img src="cid:pic@kept"></p>',
      replyTo: { address: 'support+k1.sig@example.org' },
      inReplyTo: '<q@x>',
      references: ['<root@x>', '<q@x>'],
      marker: 'kept-k1-sig',
      attachments: [
        { filename: 'übersicht.pdf', contentType: 'application/pdf', content: Buffer.from('%PDF') },
        { filename: 'pic.png', contentType: 'image/png', content: Buffer.from('png'), contentId: 'pic@kept' },
      ],
    });
    const read = await parseMail(mail.raw);
    expect(read).toMatchObject({
      messageId: base.messageId,
      inReplyTo: ['<q@x>'],
      references: ['<root@x>', '<q@x>'],
      subject: base.subject,
      text: base.text,
      autoSubmitted: null,
      defects: [],
    });
    expect(read.from).toEqual(base.from);
    expect(read.replyTo[0]?.address).toBe('support+k1.sig@example.org');
    expect(read.html).toContain('kept-k1-sig');
    expect(
      read.attachments.map((file) => [file.filename, file.disposition, file.content.toString()]).toSorted(),
    ).toEqual([
      ['pic.png', 'inline', 'png'],
      ['übersicht.pdf', 'attachment', '%PDF'],
    ]);
  });

  it('never shows blind copies, but delivers them', async () => {
    const mail = await composeMail({ ...base, bcc: [{ address: 'secret@example.net' }] });
    expect(mail.raw.toString()).not.toContain('secret@example.net');
    expect(mail.envelope.to).toEqual(['ann@example.net', 'secret@example.net']);
  });

  it('says that a machine wrote it, and takes no bounces for automatic answers', async () => {
    const mail = await composeMail({
      ...base,
      automatic: 'auto-replied',
      listUnsubscribe: { url: 'https://x.example/u', oneClick: true },
    });
    const read = await parseMail(mail.raw);
    expect(read.autoSubmitted).toBe('auto-replied');
    expect(read.headers['list-unsubscribe-post']).toEqual(['List-Unsubscribe=One-Click']);
    expect(mail.envelope.from).toBe('');
  });

  it.each([
    ['subject', { subject: 'x\r\nBcc: evil@example.com' }],
    ['name', { to: [{ name: 'A\r\nBcc: evil@example.com', address: 'ann@example.net' }] }],
    [
      'file name',
      {
        attachments: [
          { filename: 'a"\r\nX-Evil: 1', contentType: 'text/plain\r\nX-Evil: 1', content: Buffer.from('x') },
        ],
      },
    ],
    ['references', { references: ['<a@b>\r\nX-Evil: 1'], inReplyTo: '<a>\r\nX-Evil: 1' }],
  ] as [string, Partial<ComposeInput>][])('cannot be given headers through its %s', async (_, change) => {
    const read = await parseMail((await composeMail({ ...base, ...change })).raw);
    expect(read.headers['bcc']).toBeUndefined();
    expect(read.headers['x-evil']).toBeUndefined();
  });

  it.each([
    ['the null sender', { to: [{ address: '' }] }],
    ['nobody', { to: [] }],
    ['an address with a line break', { to: [{ address: 'a@b.example\r\nBcc: c@d.example' }] }],
    ['two addresses in one', { to: [{ address: 'a@b.example, c@d.example' }] }],
  ] as [string, Partial<ComposeInput>][])('is refused when it goes to %s', async (_, change) => {
    await expect(composeMail({ ...base, ...change })).rejects.toMatchObject({ kind: 'invalid' });
  });

  it('keeps the root and the last twenty references', () => {
    const ids = Array.from({ length: 50 }, (_, index) => `<${String(index)}@x>`);
    const bounded = boundReferences(ids);
    expect(bounded).toHaveLength(21);
    expect([bounded[0], bounded[1], bounded.at(-1)]).toEqual(['<0@x>', '<30@x>', '<49@x>']);
  });
});
