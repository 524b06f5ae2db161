import fc from 'fast-check';
import iconv from 'iconv-lite';
import PostalMime from 'postal-mime';
import { describe, expect, it } from 'vitest';
import { decodeBytes } from './charsets.ts';
import { parseMail } from './parsing.ts';

const mail = (headers: string, body: Buffer | string): Buffer =>
  Buffer.concat([Buffer.from(`${headers}\r\n\r\n`, 'latin1'), Buffer.from(body)]);

const RUSSIAN = 'Здравствуйте, у меня вопрос по заказу. Спасибо за быстрый ответ.';
const GERMAN = 'Grüße aus Köln – schöne Straße für 5 €';
const JAPANESE = 'こんにちは、注文についての質問があります。よろしくお願いします。';
const CHINESE = '您好，我的订单有一个问题，请你们帮我看看，谢谢。';
const KOREAN = '안녕하세요, 주문에 대한 질문이 있습니다. 감사합니다.';
const jis = Buffer.concat([
  Buffer.from('\x1b$B', 'latin1'),
  Buffer.from([0x24, 0x33, 0x24, 0x73]),
  Buffer.from('\x1b(B', 'latin1'),
]);

const CHARSETS: readonly (readonly [string, string, Buffer, string])[] = [
  ['utf-8', 'utf-8', Buffer.from(GERMAN), GERMAN], ['utf-8 called us-ascii', 'us-ascii', Buffer.from(GERMAN), GERMAN], ['utf-8 called latin1', 'iso-8859-1', Buffer.from(GERMAN), GERMAN], ['utf-8 called koi8-r', 'koi8-r', Buffer.from(RUSSIAN), RUSSIAN], ['utf-8 called gb2312', 'gb2312', Buffer.from(CHINESE), CHINESE], ['utf-8 without a label', '', Buffer.from(JAPANESE), JAPANESE], ['utf-8 with an unknown label', 'x-nobody-knows', Buffer.from(GERMAN), GERMAN],
  ['windows-1252 called latin1', 'iso-8859-1', iconv.encode(GERMAN, 'windows-1252'), GERMAN], ['windows-1252 called utf-8', 'utf-8', iconv.encode(GERMAN, 'windows-1252'), GERMAN], ['windows-1252 called ascii', 'us-ascii', iconv.encode(GERMAN, 'windows-1252'), GERMAN], ['iso-8859-15', 'iso-8859-15', iconv.encode('5 €', 'iso-8859-15'), '5 €'], ['iso-8859-2', 'ISO-8859-2', iconv.encode('Žluťoučký kůň', 'iso-8859-2'), 'Žluťoučký kůň'], ['iso-8859-9', 'iso-8859-9', iconv.encode('Şöyle ığ', 'iso-8859-9'), 'Şöyle ığ'], ['windows-1250', 'cp1250', iconv.encode('Zażółć gęślą', 'windows-1250'), 'Zażółć gęślą'], ['windows-1253', 'windows-1253', iconv.encode('Καλημέρα', 'windows-1253'), 'Καλημέρα'], ['windows-1255', 'windows-1255', iconv.encode('שלום', 'windows-1255'), 'שלום'], ['iso-8859-8-i', 'iso-8859-8-i', iconv.encode('שלום', 'iso-8859-8'), 'שלום'], ['windows-1256', 'windows-1256', iconv.encode('مرحبا', 'windows-1256'), 'مرحبا'], ['tis-620', 'tis-620', iconv.encode('สวัสดี', 'windows-874'), 'สวัสดี'], ['windows-1258', 'windows-1258', iconv.encode('Xin chào', 'windows-1258'), 'Xin chào'],
  ['koi8-r', 'koi8-r', iconv.encode(RUSSIAN, 'koi8-r'), RUSSIAN], ['windows-1251', 'windows-1251', iconv.encode(RUSSIAN, 'windows-1251'), RUSSIAN], ['windows-1251 without a label', '', iconv.encode(RUSSIAN, 'windows-1251'), RUSSIAN], ['koi8-r without a label', '', iconv.encode(RUSSIAN, 'koi8-r'), RUSSIAN], ['koi8-u', 'koi8-u', iconv.encode('їжак', 'koi8-u'), 'їжак'], ['ibm866', 'ibm866', iconv.encode(RUSSIAN, 'cp866'), RUSSIAN], ['iso-8859-5', 'iso-8859-5', iconv.encode(RUSSIAN, 'iso-8859-5'), RUSSIAN], ['mac roman', 'x-mac-roman', iconv.encode('Grüße', 'macintosh'), 'Grüße'], ['cp850', 'ibm850', iconv.encode('Grüße', 'cp850'), 'Grüße'],
  ['shift_jis', 'Shift_JIS', iconv.encode(JAPANESE, 'shift_jis'), JAPANESE], ['euc-jp', 'euc-jp', iconv.encode(JAPANESE, 'euc-jp'), JAPANESE], ['shift_jis without a label', '', iconv.encode(JAPANESE, 'shift_jis'), JAPANESE], ['euc-jp without a label', '', iconv.encode(JAPANESE, 'euc-jp'), JAPANESE], ['iso-2022-jp', 'iso-2022-jp', jis, 'こん'], ['iso-2022-jp without a label', '', jis, 'こん'], ['iso-2022-jp called utf-8', 'utf-8', jis, 'こん'],
  ['gb18030', 'gb18030', iconv.encode(CHINESE, 'gb18030'), CHINESE], ['gb2312', 'gb2312', iconv.encode(CHINESE, 'gbk'), CHINESE], ['gbk without a label', '', iconv.encode(CHINESE, 'gbk'), CHINESE], ['big5', 'big5', iconv.encode('您好，謝謝', 'big5'), '您好，謝謝'], ['euc-kr', 'ks_c_5601-1987', iconv.encode(KOREAN, 'euc-kr'), KOREAN], ['euc-kr without a label', '', iconv.encode(KOREAN, 'euc-kr'), KOREAN], ['utf-7', 'utf-7', Buffer.from('Hi Mom +Jjo-!'), 'Hi Mom ☺!'], ['utf-16', 'utf-16le', Buffer.from('Grüße', 'utf16le'), 'Grüße'], ['hz', 'hz-gb-2312', Buffer.from('~{VPND~} ok'), '中文 ok'],
  ['iso-2022-kr', 'iso-2022-kr', Buffer.concat([Buffer.from('\x1b$)C\x0e', 'latin1'), Buffer.from([...iconv.encode('안녕', 'euc-kr')].map((byte) => byte & 0x7f)), Buffer.from('\x0f ok')]), '안녕 ok'],
]; // prettier-ignore

describe('charsets', () => {
  it.each(CHARSETS)('%s', async (_, label, bytes, text) => {
    expect(decodeBytes(bytes, label).text).toBe(text);
    const raw = mail(
      `From: a@b.example\r\nContent-Type: text/plain${label ? `; charset="${label}"` : ''}\r\nContent-Transfer-Encoding: base64`,
      bytes.toString('base64'),
    );
    expect((await parseMail(raw)).text).toBe(text);
  });
});

const HEADERS: readonly (readonly [string, string | Buffer, string])[] = [
  ['plain', 'Hello', 'Hello'], ['base64', '=?utf-8?B?R3LDvMOfZQ==?=', 'Grüße'], ['quoted', '=?iso-8859-1?Q?Gr=FC=DFe_an_alle?=', 'Grüße an alle'], ['split inside a character', '=?utf-8?B?R3LD?= =?utf-8?B?vMOfZQ==?=', 'Grüße'], ['split over lines', '=?utf-8?Q?Gr=C3?=\r\n =?utf-8?Q?=BC=C3=9Fe?=', 'Grüße'], ['mixed with plain words', 'Re: =?utf-8?Q?Gr=C3=BC=C3=9Fe?= (2)', 'Re: Grüße (2)'], ['two charsets side by side', '=?utf-8?Q?=C3=BC?= =?koi8-r?B?+g==?=', 'üЗ'], ['with a language', '=?utf-8*de?Q?=C3=BC?=', 'ü'], ['raw utf-8', Buffer.from('Grüße'), 'Grüße'], ['raw latin1', iconv.encode('Grüße', 'latin1'), 'Grüße'], ['raw koi8-r', iconv.encode('Вопрос по заказу', 'koi8-r'), 'Вопрос по заказу'], ['blanks inside a word', '=?utf-8?Q?two words?=', 'two words'], ['a question mark inside', '=?utf-8?Q?why??=', 'why?'], ['no word at all', '=?broken', '=?broken'], ['unknown charset', '=?x-none?Q?abc?=', 'abc'], ['iso-2022-jp', '=?iso-2022-jp?B?GyRCJDMkcxsoQg==?=', 'こん'], ['shift_jis', `=?shift_jis?B?${iconv.encode('件名', 'shift_jis').toString('base64')}?=`, '件名'], ['gb2312', `=?GB2312?B?${iconv.encode('问题', 'gbk').toString('base64')}?=`, '问题'], ['line break smuggled in', '=?utf-8?Q?a=0D=0AB:_c?=', 'a B: c'], ['utf-8 called ascii', '=?us-ascii?Q?Gr=C3=BC=C3=9Fe?=', 'Grüße'],
]; // prettier-ignore

describe('headers', () => {
  it.each(HEADERS)('subject %s', async (_, raw, subject) => {
    const source = Buffer.concat([
      Buffer.from('From: a@b.example\r\nSubject: '),
      Buffer.from(raw),
      Buffer.from('\r\n\r\nx'),
    ]);
    expect((await parseMail(source)).subject).toBe(subject);
  });

  it('a comma or a bracket in a decoded name makes no second address', async () => {
    const read = await parseMail(
      mail(
        'From: =?utf-8?Q?Doe,_John_<x@evil.example>?= <john@example.com>\r\nTo: "Ann, B." <a@x.example>, group: b@x.example, c@x.example;',
        '',
      ),
    );
    expect(read.from).toEqual({ name: 'Doe, John <x@evil.example>', address: 'john@example.com' });
    expect(read.to.map((entry) => entry.address)).toEqual(['a@x.example', 'b@x.example', 'c@x.example']);
  });

  it('identifiers are found in any disorder', async () => {
    const read = await parseMail(
      mail(
        'Message-ID:\r\n <a@x>\r\nIn-Reply-To: Message of Tue <b@x> "re"\r\nReferences: <c@x><d@x>\r\n\t<b@x> <c@x>',
        '',
      ),
    );
    expect(read).toMatchObject({ messageId: '<a@x>', inReplyTo: ['<b@x>'], references: ['<c@x>', '<d@x>', '<b@x>'] });
  });

  it.each([
    ['Tue, 5 Mar 2024 10:00:00 +0100 (CET)', '2024-03-05T09:00:00.000Z'],
    ['5 Mar 24 10:00 GMT', '2024-03-05T10:00:00.000Z'],
    ['Tue, 05 Mar 2024 10.00.00 +0100', '2024-03-05T09:00:00.000Z'],
    ['Di, 5 Mar 2024 10:00:00 +0100', '2024-03-05T09:00:00.000Z'],
    ['nonsense', null],
  ])('date %s', async (value, expected) => {
    expect((await parseMail(mail(`Date: ${value}`, ''))).date?.toISOString() ?? null).toBe(expected);
  });

  it('authentication results of our own server only', async () => {
    const read = await parseMail(
      mail(
        'Authentication-Results: mx.kept.example; dkim=pass header.d=x; spf=softfail; dmarc=fail (p=none)\r\nAuthentication-Results: evil; dkim=pass; dmarc=pass',
        '',
      ),
    );
    expect(read.authentication).toEqual({ dkim: 'pass', spf: 'softfail', dmarc: 'fail', server: 'mx.kept.example' });
  });

  it('envelope recipients wherever transports note them', async () => {
    const read = await parseMail(
      mail(
        'Delivered-To: A@x.example\r\nX-Original-To: b@x.example\r\nReceived: from y by z for <c@x.example>; Tue\r\nReturn-Path: <>',
        '',
      ),
    );
    expect(read.deliveredTo).toEqual(['a@x.example', 'b@x.example', 'c@x.example']);
    expect(read.returnPath).toBe('');
  });
});

const multipart = (subtype: string, parts: string[], end = true): string =>
  `From: a@b.example\nContent-Type: multipart/${subtype}; boundary="=_b"\n\npreamble\n${parts.map((part) => `--=_b\n${part}\n`).join('')}${end ? '--=_b--\n' : ''}`;

describe('MIME', () => {
  it('reads text, HTML, pictures and files', async () => {
    const read = await parseMail(
      Buffer.from(
        multipart('mixed', [
          'Content-Type: multipart/alternative; boundary=in\n\n--in\nContent-Type: text/plain\n\nplain\n--in\nContent-Type: text/html\n\n<p>html <img src="cid:p1"></p>\n--in--',
          'Content-Type: image/png; name=p.png\nContent-ID: <p1>\nContent-Disposition: inline\nContent-Transfer-Encoding: base64\n\nAAAA',
          'Content-Type: image/png; name=q.png\nContent-ID: <p2>\nContent-Disposition: inline\nContent-Transfer-Encoding: base64\n\nAAAA',
          'Content-Type: application/pdf\nContent-Disposition: attachment; filename*0*=utf-8\'\'%C3%BCber; filename*1="sicht.pdf"\n\n%PDF',
          'Content-Type: text/plain; name="../../etc/passwd"\nContent-Disposition: attachment\n\nroot',
        ]),
      ),
    );
    expect(read).toMatchObject({ text: 'plain', html: '<p>html <img src="cid:p1"></p>', defects: [] });
    expect(read.attachments.map((file) => [file.filename, file.disposition])).toEqual([
      ['p.png', 'inline'],
      ['q.png', 'attachment'],
      ['übersicht.pdf', 'attachment'],
      ['passwd', 'attachment'],
    ]);
  });

  it('keeps forwarded mail, signatures and encrypted parts as files', async () => {
    const read = await parseMail(
      Buffer.from(
        multipart('signed; protocol="application/pgp-signature"', [
          'Content-Type: text/plain\n\nhello',
          'Content-Type: application/pgp-signature\n\n-----BEGIN',
        ]),
      ),
    );
    expect(read).toMatchObject({ text: 'hello', security: 'signed' });
    expect(read.attachments.map((file) => file.filename)).toEqual(['attachment-1.asc']);
    const forward = await parseMail(
      Buffer.from(
        multipart('mixed', [
          '\nsee',
          'Content-Type: message/rfc822\n\nSubject: =?utf-8?Q?=C3=9Cber?=\nFrom: c@d.example\n\ninner',
        ]),
      ),
    );
    expect(forward).toMatchObject({ text: 'see', subject: '' });
    expect(forward.attachments[0]).toMatchObject({ filename: 'Über.eml', contentType: 'message/rfc822' });
    expect(forward.attachments[0]?.content.toString()).toContain('inner');
    const smime = await parseMail(mail('Content-Type: application/pkcs7-mime; name=smime.p7m', 'x'));
    expect(smime.security).toBe('encrypted');
    expect(smime.attachments).toHaveLength(1);
  });

  it('reads invitations', async () => {
    const read = await parseMail(
      Buffer.from(
        multipart('alternative', [
          'Content-Type: text/plain\n\nmeet',
          'Content-Type: text/calendar; method=REQUEST\n\nBEGIN:VCALENDAR\nMETHOD:REQUEST\nEND:VCALENDAR',
        ]),
      ),
    );
    expect(read.calendar?.method).toBe('REQUEST');
    expect(read.text).toBe('meet');
  });

  it('joins flowed lines and text around pictures', async () => {
    expect(
      (
        await parseMail(
          mail('Content-Type: text/plain; format=flowed', 'a long \r\nline\r\n> quoted \r\n> too\r\n-- \r\nAnn'),
        )
      ).text,
    ).toBe('a long line\n> quoted too\n-- \nAnn');
    expect(
      (await parseMail(Buffer.from(multipart('mixed', ['\none', 'Content-Type: image/png\n\nx', '\ntwo'])))).text,
    ).toBe('one\n\ntwo');
  });
});

const BROKEN: readonly (readonly [string, string | Buffer, string, string])[] = [
  ['no end boundary', multipart('mixed', ['\nwords'], false), 'words', 'missing-boundary-end'],
  ['no boundary named', 'Content-Type: multipart/mixed\n\n--x\nContent-Type: text/plain\n\nwords\n--x--\n', 'words', 'missing-boundary'],
  ['another boundary used', 'Content-Type: multipart/mixed; boundary=y\n\n--x\nContent-Type: text/plain\n\nwords\n--x--\n', 'words', 'boundary-not-found'],
  ['no parts at all', 'Content-Type: multipart/mixed; boundary=y\n\nwords', 'words', 'boundary-not-found'],
  ['NUL bytes', 'Subject: a\0b\n\nwo\0rds', 'words', 'nul-bytes'],
  ['no headers', 'just words without any header\nand more', 'just words without any header\nand more', 'no-headers'],
  ['no empty line after the headers', 'Subject: x\nFrom: a@b.example\nwords start here', 'words start here', 'missing-header-end'],
  ['no body', 'Subject: x\n', '', 'no-body'],
  ['nothing', '', '', 'empty'],
  ['bare carriage returns', 'Subject: x\rFrom: a@b.example\r\rwords\rmore', 'words\nmore', ''],
  ['base64 that is none', 'Content-Transfer-Encoding: base64\n\nthese are, plainly, just words (really).', 'these are, plainly, just words (really).', 'not-really-base64'],
  ['broken base64', 'Content-Transfer-Encoding: base64\n\nd29yZHMgYW5k*IG1vcmUgd29yZHM=', 'words and more words', 'stray-characters-in-base64'],
  ['broken quoted-printable', 'Content-Transfer-Encoding: quoted-printable\n\nwor=ds=\n and =C3=BC=ZZ', 'wor=ds and ü=ZZ', ''],
  ['unknown encoding', 'Content-Transfer-Encoding: x-none\n\nwords', 'words', 'unknown-transfer-encoding'],
  ['bad content type', 'Content-Type: text\n\nwords', 'words', 'bad-content-type'],
  ['an mbox line first', 'From a@b Tue Mar  5\nSubject: x\n\nwords', 'words', ''],
  ['blank lines first', '\n\nSubject: x\n\nwords', 'words', 'blank-lines-before-headers'],
  ['raw eight-bit headers', Buffer.from('Subject: Grüße\n\nwords'), 'words', 'eight-bit-header'],
  ['huge headers', `X-Long: ${'x'.repeat(100)}\n`.repeat(20_000) + '\nwords', 'words', 'huge-headers'],
  ['HTML called text', '\n<html><body><p>words</p></body></html>', 'words', 'html-labelled-as-text'],
]; // prettier-ignore

describe('broken mail is imported as far as it can be read', () => {
  it.each(BROKEN)('%s', async (_, raw, text, defect) => {
    const read = await parseMail(Buffer.from(raw));
    expect(read.text).toBe(text);
    if (defect) expect(read.defects).toContain(defect);
  });

  it('a mail nested a thousand times ends', async () => {
    let inner = 'Content-Type: text/plain\n\nx';
    for (let i = 0; i < 1000; i += 1)
      inner = `Content-Type: multipart/mixed; boundary=b${String(i)}\n\n--b${String(i)}\n${inner}\n--b${String(i)}--`;
    expect((await parseMail(Buffer.from(inner))).defects).toContain('too-many-parts');
  });
});

const SAMPLES = [
  multipart('mixed', [
    'Content-Type: text/html; charset=utf-8\n\n<p>Grüße</p>',
    'Content-Type: application/pdf; name=x.pdf\nContent-Transfer-Encoding: base64\n\nAAAABBBB',
  ]),
  multipart('report; report-type=delivery-status', [
    '\nfailed',
    'Content-Type: message/delivery-status\n\nFinal-Recipient: rfc822; a@b\nStatus: 5.1.1',
    'Content-Type: message/rfc822\n\nMessage-ID: <x@y>\n\nx',
  ]),
  'From: =?utf-8?B?R3LDvMOfZQ==?= <a@b.example>\nSubject: =?iso-2022-jp?B?GyRCJDMkcxsoQg==?=\nDate: Tue, 5 Mar 2024 10:00:00 +0100\nContent-Type: text/plain; charset=koi8-r\n\nwords',
];

describe('fuzz', () => {
  it('no truncation, change or random bytes make it throw, and nothing unfit for a database comes out', async () => {
    const check = async (raw: Buffer): Promise<void> => {
      const read = await parseMail(raw);
      expect(read.defects).not.toContain('unreadable');
      for (const value of [
        read.text,
        read.subject,
        read.html ?? '',
        ...Object.values(read.headers).flat(),
        ...read.attachments.map((file) => file.filename),
      ])
        expect(value.includes('\0') || !value.isWellFormed()).toBe(false);
    };
    for (const sample of SAMPLES)
      for (let end = 0; end <= sample.length; end += 3) await check(Buffer.from(sample).subarray(0, end));
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...SAMPLES),
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 30 }),
        async (sample, changes) => {
          const raw = Buffer.from(sample);
          for (const [at, byte] of changes) raw[at % raw.length] = byte;
          await check(raw);
        },
      ),
      { numRuns: 300 },
    );
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => check(Buffer.from(bytes))),
      { numRuns: 300 },
    );
  });
});

describe('beside a well-known parser', () => {
  it.each(SAMPLES.slice(0, 3).map((sample) => [sample.slice(0, 40), sample]))(
    'agrees on sound mail %s',
    async (_, sample) => {
      const [ours, theirs] = [
        await parseMail(Buffer.from(sample)),
        await PostalMime.parse(Buffer.from(sample), { forceRfc822Attachments: true }),
      ];
      expect(ours.subject).toBe(theirs.subject ?? '');
      expect(ours.from?.address).toBe(theirs.from?.address);
      if (ours.html !== null) expect(ours.html.trim()).toBe(theirs.html?.trim());
      else expect(ours.text).toBe(theirs.text?.trim());
    },
  );
});
