import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decompressRtf } from './compressed-rtf.ts';
import { parseMail } from './parsing.ts';
import { richTextToPlainText } from './rich-text.ts';
import { readTnef } from './tnef.ts';

const number = (value: number, bytes: 2 | 4): Buffer => {
  const buffer = Buffer.alloc(bytes);
  buffer.writeUIntLE(value, 0, bytes);
  return buffer;
};
const attribute = (level: number, id: number, data: Buffer): Buffer =>
  Buffer.concat([Buffer.from([level]), number(id, 4), number(data.length, 4), data, number(0, 2)]);
const property = (id: number, type: number, value: Buffer): Buffer =>
  Buffer.concat([
    number(type, 2),
    number(id, 2),
    number(1, 4),
    number(value.length, 4),
    value,
    Buffer.alloc(-value.length & 3),
  ]);
const properties = (...list: Buffer[]): Buffer => Buffer.concat([number(list.length, 4), ...list]);
const container = (...attributes: Buffer[]): Buffer =>
  Buffer.concat([number(0x223e9f78, 4), number(1, 2), ...attributes]);
const wide = (text: string): Buffer => Buffer.from(`${text}\0`, 'utf16le');

/** The example of [MS-OXRTFCP] 3.1.1. */
const HELLO = Buffer.from(
  '2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0',
  'hex',
);

const file = (name: string, content: string): Buffer[] => [
  attribute(2, 0x00069002, Buffer.alloc(14)),
  attribute(2, 0x00018010, Buffer.from('SHORT~1.TXT\0')),
  attribute(2, 0x0006800f, Buffer.from(content)),
  attribute(2, 0x00069005, properties(property(0x3707, 0x1f, wide(name)), property(0x370e, 0x1f, wide('text/plain')))),
];

const mailWith = (tnef: Buffer, text: string): Buffer =>
  Buffer.from(
    `From: ann@a.example\nSubject: x\nContent-Type: multipart/mixed; boundary=q\n\n--q\nContent-Type: text/plain\n\n${text}\n--q\nContent-Type: application/ms-tnef; name="winmail.dat"\nContent-Transfer-Encoding: base64\n\n${tnef.toString('base64')}\n--q--\n`,
  );

describe('winmail.dat', () => {
  it('gives its files with their long names beside itself', async () => {
    const mail = await parseMail(
      mailWith(container(...file('Grüße.txt', 'hello'), ...file('b.txt', 'two')), 'See files'),
    );
    expect(mail.text).toBe('See files');
    expect(mail.attachments.map((entry) => [entry.filename, entry.contentType, entry.content.toString()])).toEqual([
      ['winmail.dat', 'application/ms-tnef', expect.any(String)],
      ['Grüße.txt', 'text/plain', 'hello'],
      ['b.txt', 'text/plain', 'two'],
    ]);
  });

  it.each([
    ['its plain text', attribute(1, 0x0002800c, Buffer.from('The letter\0')), 'The letter'],
    [
      'its text among the properties',
      attribute(1, 0x00069003, properties(property(0x1000, 0x1f, wide('Der Brief')))),
      'Der Brief',
    ],
    [
      'its HTML',
      attribute(1, 0x00069003, properties(property(0x1013, 0x102, Buffer.from('<p>Der <b>Brief</b></p>')))),
      'Der Brief',
    ],
    ['its RTF', attribute(1, 0x00069003, properties(property(0x1009, 0x102, HELLO))), 'hello world'],
  ])('gives %s when the mail has no other words', async (_, body, text) => {
    expect((await parseMail(mailWith(container(body), ''))).text).toBe(text);
  });

  it('keeps a letter that is only RTF as a file too', async () => {
    const mail = await parseMail(
      mailWith(container(attribute(1, 0x00069003, properties(property(0x1009, 0x102, HELLO)))), ''),
    );
    expect(mail.attachments.map((entry) => entry.filename)).toEqual(['winmail.dat', 'message.rtf']);
  });

  it('gives what stands before the cut when it is cut short', () => {
    const whole = container(...file('a.txt', 'hello'), ...file('b.txt', 'two'));
    expect(readTnef(whole.subarray(0, whole.length - 30))?.files[0]).toMatchObject({ filename: 'a.txt' });
  });

  it('is nothing when the bytes are something else', () => {
    expect(readTnef(Buffer.from('no container at all'))).toBeNull();
  });

  it('never throws on any bytes', () => {
    const sound = container(
      ...file('a.txt', 'hello'),
      attribute(1, 0x00069003, properties(property(0x1009, 0x102, HELLO))),
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(sound.length - 1), (noise, at) => {
        const bytes = Buffer.from(sound);
        bytes.set(noise.subarray(0, bytes.length - at), at);
        readTnef(bytes);
        decompressRtf(Buffer.concat([HELLO.subarray(0, 16), noise]));
        richTextToPlainText(Buffer.from(noise));
      }),
    );
  });
});

describe('RTF', () => {
  it('is decompressed as the specification shows', () => {
    expect(decompressRtf(HELLO)?.toString()).toBe('{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n');
  });

  it.each([
    [
      'paragraphs and escapes',
      String.raw`{\rtf1\ansi{\fonttbl{\f0 Arial;}}Gr\'fc\'dfe\par a \{b\}\tab c}`,
      'Grüße\na {b}\tc',
    ],
    ['Unicode with its fallback', String.raw`{\rtf1\uc1 \u8364?5}`, '€5'],
    [
      'HTML wrapped in RTF once',
      String.raw`{\rtf1\fromhtml1{\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 Hello\htmlrtf\par}\htmlrtf0}`,
      'Hello',
    ],
  ])('gives its words: %s', (_, rtf, text) => {
    expect(richTextToPlainText(Buffer.from(rtf, 'latin1'))).toBe(text);
  });
});

describe('uuencoded files in a text', () => {
  const block = 'begin 644 note.txt\n+:&5L;&\\@=V]R;&0\n`\nend';
  it('become attachments and leave the words', async () => {
    const mail = await parseMail(Buffer.from(`From: a@b.example\nSubject: x\n\nSee the file:\n\n${block}\n\nBye`));
    expect(mail.text).toBe('See the file:\n\nBye');
    expect(mail.attachments.map((entry) => [entry.filename, entry.contentType, entry.content.toString()])).toEqual([
      ['note.txt', 'text/plain', 'hello world'],
    ]);
  });

  it('may be written in base64', async () => {
    const mail = await parseMail(Buffer.from('From: a@b.example\n\nbegin-base64 644 n.txt\naGVsbG8=\n====\n'));
    expect(mail.attachments[0]?.content.toString()).toBe('hello');
  });

  it.each([
    'begin 644 reasons to be cheerful\nand this is prose\nend',
    'begin 644 cut.txt\n+:&5L;&\\@=V]R;&0',
    'To begin 644 files were lost.',
  ])('are left alone when they are none: %s', async (text) => {
    const mail = await parseMail(Buffer.from(`From: a@b.example\n\n${text}`));
    expect(mail.text).toBe(text);
    expect(mail.attachments).toEqual([]);
  });
});
