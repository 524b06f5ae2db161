import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extractReply } from './replies.ts';

/** Attributions as mail programs write them, one program or language per line. */
const ATTRIBUTIONS = [
  'On Mon, 5 Mar 2024 at 10:00, John Doe <john@example.com> wrote:',
  'On Mon, Mar 5, 2024 at 10:00 AM John Doe <john@example.com>\nwrote:',
  'On 05/03/2024 10:00, John Doe wrote:',
  'On Mar 5, 2024, at 10:00 AM, John Doe <john@example.com> wrote:',
  'On 2024-03-05 10:00, John Doe via Support wrote:',
  'John Doe <john@example.com> writes:',
  'John Doe wrote on 05.03.2024 10:00:',
  '2009/5/12 John Doe <john@example.com>',
  '2024-03-05 10:00 GMT+01:00 John Doe <john@example.com>:',
  'On Tuesday, March 5th, 2024 at 10:00, John Doe <john@example.com> wrote:',
  'On Tue, 2011-03-01 at 18:02 +0530, Abhishek Kona wrote:',
  'Quoting John Doe <john@example.com>:',
  'Am 05.03.2024 um 10:00 schrieb John Doe:',
  'Am Di., 5. März 2024 um 10:00 Uhr schrieb John Doe <john@example.com>:',
  'Am 05.03.2024 um 10:00 schrieb John Doe\n<john@example.com>:',
  'John Doe <john@example.com> schrieb am Di., 5. März 2024, 10:00:',
  'John Doe hat am 05.03.2024 10:00 geschrieben:',
  'Le mar. 5 mars 2024 à 10:00, Jean Dupont <jean@example.fr> a écrit :',
  'Le 05/03/2024 à 10:00, Jean Dupont a écrit :',
  'Le mardi 5 mars 2024 à 10:00:00 UTC+1, Jean Dupont <jean@example.fr>\na écrit :',
  'El mar, 5 mar 2024 a las 10:00, Juan Pérez (<juan@example.es>) escribió:',
  'El 05/03/2024 a las 10:00, Juan Pérez escribió:',
  'Em ter., 5 de mar. de 2024 às 10:00, João Silva <joao@example.com.br> escreveu:',
  'A 5 de março de 2024 às 10:00, João Silva escreveu:',
  'Il giorno mar 5 mar 2024 alle ore 10:00 Mario Rossi <mario@example.it> ha scritto:',
  'Il 05/03/2024 10:00, Mario Rossi ha scritto:',
  'Op di 5 mrt 2024 om 10:00 schreef Jan Jansen <jan@example.nl>:',
  'Op 05-03-2024 om 10:00 schreef Jan Jansen:',
  'Op 5 mrt. 2024 om 10:00 heeft Jan Jansen <jan@example.nl> het volgende geschreven:',
  'wt., 5 mar 2024 o 10:00 Jan Kowalski <jan@example.pl> napisał(a):',
  'W dniu 05.03.2024 o 10:00, Jan Kowalski pisze:',
  'Dnia 5 marca 2024 10:00 Jan Kowalski <jan@example.pl> napisał(a):',
  'Den tis 5 mars 2024 kl 10:00 skrev Sven Svensson <sven@example.se>:',
  '5 mars 2024 kl. 10:00 skrev Sven Svensson <sven@example.se>:',
  'Den tir. 5. mar. 2024 kl. 10.00 skrev Anders And <anders@example.dk>:',
  'Den 05-03-2024 kl. 10:00 skrev Anders And:',
  'tir. 5. mars 2024 kl. 10:00 skrev Kari Nordmann <kari@example.no>:',
  'ti 5. maalisk. 2024 klo 10.00 Matti Meikäläinen (matti@example.fi) kirjoitti:',
  'Matti Meikäläinen kirjoitti 5.3.2024 klo 10.00:',
  'вт, 5 мар. 2024 г. в 10:00, Иван Иванов <ivan@example.ru>:',
  '05.03.2024 10:00, Иван Иванов пишет:',
  'Вторник, 5 марта 2024, 10:00 +03:00 от Иван Иванов <ivan@example.ru>:',
  '5 марта 2024 г., в 10:00, Иван Иванов <ivan@example.ru> написал(а):',
  'út 5. 3. 2024 v 10:00 odesílatel Jan Novák <jan@example.cz> napsal:',
  'Dne 05. 03. 24 v 10:00 Jan Novák napsal(a):',
  'Ayşe Yılmaz <ayse@example.tr>, 5 Mar 2024 Sal, 10:00 tarihinde şunu yazdı:',
  '5.03.2024 10:00 tarihinde Ayşe Yılmaz yazdı:',
  '在 2024年3月5日，10:00，王伟 <wang@example.cn> 写道：',
  '王伟 <wang@example.cn> 于2024年3月5日周二 10:00写道：',
  '王偉 <wang@example.tw> 於 2024年3月5日 週二 上午10:00寫道：',
  '2024年3月5日(火) 10:00 田中太郎 <tanaka@example.jp>:',
  '2024/03/05 10:00、田中太郎 <tanaka@example.jp>のメール:',
  '2024년 3월 5일 (화) 오전 10:00, 김철수 <kim@example.kr>님이 작성:',
  '2024. 3. 5. 오전 10:00, 김철수 <kim@example.kr> 작성:',
  'John Doe <john@example.com> ezt írta (időpont: 2024. márc. 5., K, 10:00):',
  'În mar., 5 mar. 2024 la 10:00, Ion Popescu <ion@example.ro> a scris:',
  'Στις Τρί 5 Μαρ 2024 στις 10:00 π.μ., ο χρήστης Γιώργος <g@example.gr> έγραψε:',
];

const HEADER_BLOCKS = [
  'From: John Doe <john@example.com>\nSent: Tuesday, March 5, 2024 10:00 AM\nTo: Support\nSubject: RE: Help',
  '*From:* John Doe <john@example.com>\n*Sent:* Tuesday, March 5, 2024 10:00 AM\n*To:* Support\n*Subject:* Help',
  '-----Original Message-----\nFrom: John Doe\nSent: Tuesday, March 5, 2024 10:00 AM\nTo: Support\nSubject: Help',
  '________________________________\nFrom: John Doe <john@example.com>\nSent: Tuesday, March 5, 2024 10:00 AM\nTo: Support\nSubject: Help',
  'Von: John Doe <john@example.com>\nGesendet: Dienstag, 5. März 2024 10:00\nAn: Support\nBetreff: AW: Hilfe',
  '-----Ursprüngliche Nachricht-----\nVon: John Doe\nGesendet: Dienstag, 5. März 2024 10:00\nAn: Support\nBetreff: Hilfe',
  'De : Jean Dupont <jean@example.fr>\nEnvoyé : mardi 5 mars 2024 10:00\nÀ : Support\nObjet : Aide',
  'De: Juan Pérez <juan@example.es>\nEnviado: martes, 5 de marzo de 2024 10:00\nPara: Soporte\nAsunto: Ayuda',
  'De: João Silva <joao@example.com.br>\nEnviada em: terça-feira, 5 de março de 2024 10:00\nPara: Suporte\nAssunto: Ajuda',
  'Da: Mario Rossi <mario@example.it>\nInviato: martedì 5 marzo 2024 10:00\nA: Supporto\nOggetto: Aiuto',
  'Van: Jan Jansen <jan@example.nl>\nVerzonden: dinsdag 5 maart 2024 10:00\nAan: Support\nOnderwerp: Hulp',
  'Od: Jan Kowalski <jan@example.pl>\nWysłano: wtorek, 5 marca 2024 10:00\nDo: Wsparcie\nTemat: Pomoc',
  'Från: Sven Svensson <sven@example.se>\nSkickat: den 5 mars 2024 10:00\nTill: Support\nÄmne: Hjälp',
  'Fra: Anders And <anders@example.dk>\nSendt: 5. marts 2024 10:00\nTil: Support\nEmne: Hjælp',
  'Lähettäjä: Matti <matti@example.fi>\nLähetetty: tiistai 5. maaliskuuta 2024 10.00\nVastaanottaja: Tuki\nAihe: Apua',
  'От: Иван Иванов <ivan@example.ru>\nОтправлено: вторник, 5 марта 2024 г. 10:00\nКому: Поддержка\nТема: Помощь',
  'Od: Jan Novák <jan@example.cz>\nOdesláno: úterý 5. března 2024 10:00\nKomu: Podpora\nPředmět: Pomoc',
  'Kimden: Ayşe <ayse@example.tr>\nGönderildi: 5 Mart 2024 Salı 10:00\nKime: Destek\nKonu: Yardım',
  '发件人: 王伟 <wang@example.cn>\n发送时间: 2024年3月5日 10:00\n收件人: 支持\n主题: 帮助',
  '差出人: 田中 <tanaka@example.jp>\n送信日時: 2024年3月5日 10:00\n宛先: サポート\n件名: ヘルプ',
  '보낸 사람: 김철수 <kim@example.kr>\n보낸 날짜: 2024년 3월 5일 10:00\n받는 사람: 지원\n제목: 도움',
  'Feladó: János <janos@example.hu>\nElküldve: 2024. március 5. 10:00\nCímzett: Ügyfélszolgálat\nTárgy: Segítség',
];

const DEVICE_LINES = [
  'Sent from my iPhone',
  'Sent from my iPad',
  'Sent from my BlackBerry',
  'Sent from my Verizon Wireless BlackBerry',
  'Sent from Outlook for Android',
  'Sent from Mail for Windows',
  'Get Outlook for iOS<https://aka.ms/o0ukef>',
  'Sent with Proton Mail secure email.',
  'Sent from Yahoo Mail on Android',
  'Von meinem iPhone gesendet',
  'Gesendet von meinem iPhone',
  'Gesendet von Mail für Windows',
  'Gesendet mit der GMX Mail App',
  'Holen Sie sich Outlook für iOS',
  'Envoyé de mon iPhone',
  'Envoyé depuis mon mobile',
  'Envoyé à partir de Outlook',
  'Enviado desde mi iPhone',
  'Enviado do meu iPhone',
  'Inviato da iPhone',
  'Inviato dal mio iPad',
  'Verstuurd vanaf mijn iPhone',
  'Verzonden vanaf mijn Samsung',
  'Wysłane z iPhone’a',
  'Wysłano z telefonu Samsung',
  'Skickat från min iPhone',
  'Sendt fra min iPhone',
  'Lähetetty iPhonesta',
  'Отправлено с iPhone',
  'Отправлено из мобильной Почты',
  'Odesláno z iPhonu',
  "iPhone'umdan gönderildi",
  '发自我的iPhone',
  '從我的 iPhone 傳送',
  'iPhoneから送信',
  '나의 iPhone에서 보냄',
];

const DISCLAIMERS = [
  'CONFIDENTIALITY NOTICE: This e-mail and any attachments are for the sole use of the intended recipient and may contain privileged information.',
  'This email and any attachments are confidential and intended solely for the addressee. If you are not the intended recipient please delete it.',
  'Please consider the environment before printing this e-mail. Every sheet of paper that is not printed helps the planet.',
  'Diese E-Mail enthält vertrauliche und rechtlich geschützte Informationen. Wenn Sie nicht der richtige Adressat sind, vernichten Sie diese Mail.',
  'Ce message et toutes les pièces jointes sont confidentiels et établis à l’intention exclusive de ses destinataires.',
  'Este mensaje y sus archivos adjuntos son confidenciales y van dirigidos exclusivamente a su destinatario.',
  'Esta mensagem pode conter informação confidencial destinada exclusivamente ao seu destinatário. Apague-a se a recebeu por engano.',
  'Questo messaggio contiene informazioni riservate destinate esclusivamente al destinatario. Se ricevuto per errore, si prega di cancellarlo.',
  'Dit bericht is uitsluitend bestemd voor de geadresseerde en kan vertrouwelijke informatie bevatten. Verwijder het als u het per abuis ontving.',
  'Данное сообщение конфиденциально и предназначено только для адресата. Если вы получили его по ошибке, удалите его.',
];

const SPECIAL: readonly (readonly [string, string, string, string?])[] = [
  ['plain text stays whole', 'Hello\n\nI have a question.\n\nBest regards\nAnn', 'Hello\n\nI have a question.\n\nBest regards\nAnn'],
  ['a sentence ending in "wrote:" is no attribution', 'As she wrote:\nwe will pay tomorrow.', 'As she wrote:\nwe will pay tomorrow.'],
  ['"On Monday I wrote to you" is no attribution', 'On Monday 4 March I wrote to you and nobody answered.\nPlease help.', 'On Monday 4 March I wrote to you and nobody answered.\nPlease help.'],
  ['an address list is no header block', 'Please ship to:\nTo: Ann Miller\n5 High Street', 'Please ship to:\nTo: Ann Miller\n5 High Street'],
  ['a standard signature goes', 'Done.\n\n-- \nJohn Doe\nACME Inc.', 'Done.', '--\nJohn Doe\nACME Inc.'],
  ['a signature without the blank goes', 'Done.\n\n--\nJohn Doe', 'Done.', '--\nJohn Doe'],
  ['a dashed name ends the mail', 'Thanks for the fix\n\n-Abhishek Kona', 'Thanks for the fix', '-Abhishek Kona'],
  ['a dashed list is no signature', 'We need:\n- Apples\n- Pears', 'We need:\n- Apples\n- Pears'],
  ['a rule between paragraphs is no signature', `One\n\n--\n\n${'A very long paragraph goes on and on here. '.repeat(8)}`, `One\n\n--\n\n${'A very long paragraph goes on and on here. '.repeat(8).trim()}`],
  ['a desk is no device', 'Hi\n\nSent from my desk, is much easier than my mobile phone.', 'Hi\n\nSent from my desk, is much easier than my mobile phone.'],
  ['a device line inside the text stays', 'Sent from my iPhone\n\nis what it always adds, please remove.', 'Sent from my iPhone\n\nis what it always adds, please remove.'],
  ['signature above the quotation', 'Yes.\n\n-- \nAnn\n\nOn 5 Mar 2024, Bob wrote:\n> ok?', 'Yes.', '--\nAnn'],
  ['signature below the quotation', 'Yes.\n\nOn 5 Mar 2024, Bob wrote:\n> ok?\n\n-- \nAnn', 'Yes.', '--\nAnn'],
  ['phone line above the quotation', 'Yes.\n\nSent from my iPhone\n\nOn 5 Mar 2024, Bob wrote:\n> ok?', 'Yes.', 'Sent from my iPhone'],
  ['bare quotation at the end', 'Yes.\n\n> ok?\n> really?', 'Yes.'],
  ['answer below the quotation', 'On 5 Mar 2024, Bob wrote:\n> ok?\n\nYes, fine.', 'Yes, fine.'],
  ['answer below a bare quotation', '> ok?\n\nYes, fine.', 'Yes, fine.'],
  ['answers between the lines stay', 'Hi Bob\n\n> one?\nyes\n> two?\nno', 'Hi Bob\n\n> one?\nyes\n> two?\nno'],
  ['answers between the lines stay, last quotation goes', '> one?\nyes\n> two?\nno\n> regards', '> one?\nyes\n> two?\nno'],
  ['announced inline answers keep their question', 'See my answers inline.\n\nOn 5 Mar 2024, Bob wrote:\n> one?\n\nyes', 'See my answers inline.\n\nOn 5 Mar 2024, Bob wrote:\n> one?\n\nyes'],
  ['text around one attributed quotation', 'Hello Bob\n\nOn 5 Mar 2024, Bob wrote:\n> one?\n\nYes.', 'Hello Bob\n\n\nYes.'],
  ['nested quotations go', 'New\n\nOn 5 Mar 2024, Bob wrote:\n> Mid\n>\n> On 4 Mar 2024, Ann wrote:\n>> Old', 'New'],
  ['a wrapped quoted line belongs to the quotation', `New\n\nOn 5 Mar 2024, Bob wrote:\n> ${'word '.repeat(14).trim()}\ntail\n> more`, 'New'],
  ['attribution without quotation marks', 'New\n\nOn Tue, Mar 5, 2024 at 10:00 AM Bob <bob@example.com> wrote:\n\nOld text\nmore old text', 'New'],
  ['reply above this line', 'New\n\n##- Please type your reply above this line -##\n\nOld', 'New'],
  ['Gmail forward stays whole', 'FYI\n\n---------- Forwarded message ---------\nFrom: Bob <b@example.com>\nDate: Tue, Mar 5, 2024\nSubject: x\nTo: Ann\n\nText', 'FYI\n\n---------- Forwarded message ---------\nFrom: Bob <b@example.com>\nDate: Tue, Mar 5, 2024\nSubject: x\nTo: Ann\n\nText'],
  ['Apple forward stays whole', 'FYI\n\nBegin forwarded message:\n\nFrom: Bob <b@example.com>\nSubject: x\nDate: 5 March 2024\nTo: Ann\n\nText', 'FYI\n\nBegin forwarded message:\n\nFrom: Bob <b@example.com>\nSubject: x\nDate: 5 March 2024\nTo: Ann\n\nText'],
  ['German forward stays whole', 'zK\n\n-------- Weitergeleitete Nachricht --------\nBetreff: x\nDatum: 5.3.2024\nVon: Bob\nAn: Ann\n\nText', 'zK\n\n-------- Weitergeleitete Nachricht --------\nBetreff: x\nDatum: 5.3.2024\nVon: Bob\nAn: Ann\n\nText'],
  ['nothing but a quotation is shown whole', '> only\n> quoted', '> only\n> quoted'],
  ['nothing but a header block is shown whole', 'From: A\nSent: 5 March 2024\nTo: B\nSubject: C\n\nText', 'From: A\nSent: 5 March 2024\nTo: B\nSubject: C\n\nText'],
  ['a markdown table is no quotation', 'Prices:\n| a | b |\n| 1 | 2 |', 'Prices:\n| a | b |\n| 1 | 2 |'],
  ['a text that starts with a signature is shown whole', '-- \nAnn', '-- \nAnn'],
  ['Windows line ends', 'New\r\n\r\nOn 5 Mar 2024, Bob wrote:\r\n> Old\r\n', 'New'],
]; // prettier-ignore

const squeeze = (text: string): string => text.replace(/\s+/g, '');

describe('the words a person wrote now', () => {
  it.each(ATTRIBUTIONS)('are found above "%s" with quotation marks', (attribution) => {
    const reply = extractReply({ text: `Thank you!\nThat helped.\n\n${attribution}\n\n> Did it help?\n> Regards\n` });
    expect(reply.visible).toBe('Thank you!\nThat helped.');
    expect(reply.quoted).toContain('Did it help?');
  });

  it.each(ATTRIBUTIONS)('are found below "%s"', (attribution) => {
    expect(extractReply({ text: `${attribution}\n> Did it help?\n\nYes.` }).visible).toBe('Yes.');
  });

  it.each(HEADER_BLOCKS)('are found above the block %s', (block) => {
    const reply = extractReply({ text: `Thank you!\n\n${block}\n\nOld text without marks\n\nRegards` });
    expect(reply.visible).toBe('Thank you!');
    expect(reply.quoted).toContain('Old text');
  });

  it.each(DEVICE_LINES)('do not include "%s"', (line) => {
    const reply = extractReply({ text: `Thank you!\n\n${line}\n` });
    expect(reply).toMatchObject({ visible: 'Thank you!', signature: line });
  });

  it.each(DISCLAIMERS)('do not include the notice "%s"', (notice) => {
    const reply = extractReply({ text: `Thank you!\n\nAnn\n\n${notice}\n` });
    expect(reply).toMatchObject({ visible: 'Thank you!\n\nAnn', signature: notice });
  });

  for (const [name, text, visible, signature] of SPECIAL) {
    it(name, () => {
      const reply = extractReply({ text });
      expect(reply.visible).toBe(visible);
      if (signature !== undefined) expect(reply.signature).toBe(signature);
    });
  }

  it('a forward named by its subject keeps its header block', () => {
    const text = `Please handle\n\n${HEADER_BLOCKS[0] ?? ''}\n\nText`;
    expect(extractReply({ text, subject: 'FW: Help' }).visible).toBe(text);
  });
});

const HTML: readonly (readonly [string, string, string])[] = [
  [
    'Gmail',
    '<div dir="ltr">New</div><br><div class="gmail_quote"><div class="gmail_attr">On x wrote:<br></div><blockquote class="gmail_quote">Old</blockquote></div>',
    'New',
  ],
  [
    'Apple Mail',
    '<html><body>New<br><div><br><blockquote type="cite"><div>Am 5.3. schrieb Bob:</div>Old</blockquote></div></body></html>',
    'New',
  ],
  [
    'Thunderbird',
    '<body><div class="moz-cite-prefix">Am 5.3. schrieb Bob:</div><blockquote type="cite" cite="mid:x">Old</blockquote><p>New</p></body>',
    'New',
  ],
  ['Outlook', '<div><p>New</p></div><div id="divRplyFwdMsg"><b>From:</b> Bob<br></div><div>Old</div>', 'New'],
  [
    'Outlook desktop',
    '<p>New</p><div><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt"><p><b>From:</b> Bob</p></div></div><p>Old</p>',
    'New',
  ],
  ['Yahoo', '<div>New</div><div id="yahoo_quoted_123" class="yahoo_quoted"><div>On x Bob wrote:</div>Old</div>', 'New'],
  [
    'Proton',
    '<div>New</div><div class="protonmail_quote">On x Bob wrote:<blockquote type="cite">Old</blockquote></div>',
    'New',
  ],
];

describe('the HTML of an answer', () => {
  it.each(HTML)('of %s loses what it quotes', (_, html, visible) => {
    const reply = extractReply({ text: '', html });
    expect(reply.visible).toBe(visible);
    expect(reply.visibleHtml).toContain('New');
    expect(squeeze(reply.visible + reply.quoted)).toContain('Old');
  });

  it('of a Gmail forward stays whole', () => {
    const html =
      '<div>FYI</div><div class="gmail_quote"><div class="gmail_attr">---------- Forwarded message ---------<br>From: Bob</div>Text</div>';
    expect(extractReply({ text: '', html }).visibleHtml).toBe(html);
  });
});

describe('nothing is lost', () => {
  const words = [
    ...ATTRIBUTIONS.slice(0, 12),
    ...HEADER_BLOCKS.slice(0, 4),
    ...DEVICE_LINES.slice(0, 4),
    ...DISCLAIMERS.slice(0, 2),
    '-- ',
    '',
    '',
    '> quoted',
    '>> deep',
    'own words here',
    '- item',
    '____________',
  ];

  it('visible, quoted and signature together hold every character of any mail', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constantFrom(...words), fc.string()), { maxLength: 25 }), (lines) => {
        const text = lines.join('\n');
        const reply = extractReply({ text });
        const all = [...squeeze(reply.visible + reply.quoted + reply.signature)].toSorted().join('');
        expect(all).toBe([...squeeze(text)].toSorted().join(''));
        if (text.trim() !== '') expect(reply.visible.trim()).not.toBe('');
      }),
      { numRuns: 400 },
    );
  });

  it('a very long mail is read in reasonable time', () => {
    // the thread's own work, not the clock: what else the machine does must not fail it
    const text = `${'On and on it goes with a date 5 March and more\n'.repeat(15_000)}> q`;
    const started = process.threadCpuUsage();
    expect(extractReply({ text }).visible).not.toBe('');
    for (const hostile of [
      ' '.repeat(200_000) + ':',
      'On '.repeat(50_000) + ':',
      '-'.repeat(100_000),
      `${'a'.repeat(390)}:\n`.repeat(2000),
    ])
      extractReply({ text: hostile });
    const { user, system } = process.threadCpuUsage(started);
    expect((user + system) / 1000).toBeLessThan(3000);
  });
});
