import { describe, expect, it } from 'vitest';
import { htmlToPlainText } from '../plain-text.ts';
import { extractReply } from './replies.ts';

/** Attributions of more languages and programs, one habit per line. */
const ATTRIBUTIONS = [
  '‫בתאריך יום ג׳, 5 במרץ 2024 ב-10:00 מאת ‪דנה‬‏ <‪dana@example.co.il‬‏>:‬',
  'في الثلاثاء، 5 مارس 2024 في 10:00 ص تمت كتابة ما يلي بواسطة سارة <sara@example.com>:',
  'در تاریخ سه‌شنبه ۵ مارس ۲۰۲۴، ۱۰:۰۰ علی <ali@example.ir> نوشت:',
  'เมื่อ อ. 5 มี.ค. 2024 เวลา 10:00 สมชาย <somchai@example.th> เขียนว่า:',
  'Pada tanggal Sel, 5 Mar 2024 pukul 10.00 Budi <budi@example.id> menulis:',
  'Vào Th 3, 5 thg 3, 2024 vào lúc 10:00 Hùng <hung@example.vn> đã viết:',
  'uto, 5. ožu 2024. u 10:00 Ivan <ivan@example.hr> napisao je:',
  'Dana 5. mart 2024. 10:00 Jovan <jovan@example.rs> je napisao:',
  'На вт, 5.03.2024 г. в 10:00 Иван <ivan@example.bg> написа:',
  'вт, 5 бер. 2024 р. о 10:00 Олена <olena@example.ua> пише:',
  'Missatge de Joan <joan@example.cat> del dia dt., 5 de març 2024 a les 10:00:',
  'Mari <mari@example.ee> kirjutas kuupäeval T, 5. märts 2024 kell 10:00:',
  '2024-03-05, an, 10:00 Jonas <jonas@example.lt> rašė:',
  'Otrd., 2024. g. 5. marts, plkst. 10:00 — lietotājs Jānis (<janis@example.lv>) rakstīja:',
  'V V tor., 5. mar. 2024 ob 10:00 je oseba Janez <janez@example.si> napisala:',
  'ut 5. 3. 2024 o 10:00 Jozef <jozef@example.sk> napísal(a):',
  'Þann þri., 5. mar. 2024 kl. 10:00 skrifaði Jón <jon@example.is>:',
  'Tuesday, 5 March 2024, 10:00 AM +0100 from dora@example.com <dora@example.com>:',
  '---- On Tue, 05 Mar 2024 10:00:00 +0100 Dora<dora@example.com> wrote ----',
  '---- Dora Meyer wrote ----',
  'At 3/5/2024 10:00 AM, you wrote:',
  'On Tue, Mar 5, 2024 at 10:00 AM -0800, "Dora" <dora@example.com<mailto:dora@example.com>> wrote:',
  '2024-03-05 10:00 GMT+01:00 Dora Meyer',
];

/** Header blocks of more languages. */
const BLOCKS = [
  'Από: Γ <g@example.gr>\nΣτάλθηκε: Τρίτη, 5 Μαρτίου 2024 10:00\nΠρος: Υποστήριξη\nΘέμα: Βοήθεια',
  'מאת: דנה <d@example.il>\nנשלח: יום שלישי 5 מרץ 2024 10:00\nאל: תמיכה\nנושא: עזרה',
  'من: سارة <s@example.com>\nتم الإرسال: 5 مارس 2024 10:00\nإلى: الدعم\nالموضوع: مساعدة',
  'Від: Олена <o@example.ua>\nНадіслано: вівторок, 5 березня 2024 10:00\nКому: Підтримка\nТема: Допомога',
  'От: Иван <i@example.bg>\nИзпратено: вторник, 5 март 2024 10:00\nДо: Поддръжка\nОтносно: Помощ',
  'Od: Ivan <i@example.hr>\nPoslano: utorak, 5. ožujka 2024. 10:00\nPrima: Podrška\nPredmet: Pomoć',
  'De la: Ion <i@example.ro>\nTrimis: marți, 5 martie 2024 10:00\nCătre: Suport\nSubiect: Ajutor',
  'Từ: Hùng <h@example.vn>\nĐã gửi: Thứ Ba, 5 tháng 3, 2024 10:00\nĐến: Hỗ trợ\nChủ đề: Trợ giúp',
  'จาก: สมชาย <s@example.th>\nส่ง: 5 มีนาคม 2024 10:00\nถึง: ฝ่ายบริการ\nเรื่อง: ช่วย',
  '寄件者: 王 <w@example.tw>\n寄件日期: 2024年3月5日 10:00\n收件者: 支援\n主旨: 幫助',
  '------------------ 原始邮件 ------------------\n发件人: "a" <a@qq.example>;\n发送时间: 2024年3月5日(星期二) 上午10:00\n收件人: "b"<b@b.example>;\n主题: x',
  '"Dora Meyer" <dora@example.com>\n05.03.2024 10:00\n\nTo\n<desk@kept.example>\ncc\n\nSubject\nHelp',
  'Von:    Dora/ACME\nAn:     desk@kept.example\nDatum:  05.03.2024 10:00\nBetreff:        Hilfe',
  'FROM: DORA\nSENT: TUESDAY 3/5/2024 10:00\nTO: DESK\nSUBJECT: HELP',
  '---\n\n**From:** d@example.com <d@example.com> on behalf of Dora\n**Sent:** Tuesday, March 5, 2024 10:00\n**To:** Desk <desk@kept.example>\n**Subject:** Help',
  '-------- Original message --------\nFrom: Dora <d@example.com>\nDate: 05/03/2024 10:00 (GMT+01:00)\nTo: Desk\nSubject: Help',
  'Gesendet: Dienstag, 05. März 2024 um 10:00 Uhr\nVon: "Dora" <d@example.com>\nAn: desk@kept.example\nBetreff: Hilfe',
];

/** Last lines that are no part of the letter. */
const SIGNATURES = [
  'Someone from mobile',
  'From my iPhone 6',
  '<<sent by galaxy>>',
  '(sent from a phone)',
  'Sent from [Yahoo Mail](https://mail.example) on Android',
  'Στάλθηκε από το iPhone μου',
  'נשלח מה-iPhone שלי',
  'Được gửi từ iPhone của tôi',
  'Надіслано з iPhone',
  'Poslano s iPhonea',
  'Regards,\n\nDora Meyer\nHead of Purchasing\n+49 221 123456',
  'Mit freundlichen Grüßen\n\nDora Meyer\nEinkauf\n\nMuster GmbH\nHauptstr. 1, 50667 Köln\nTel. +49 221 1234\nwww.muster.example',
  'Cordialement,\nDora Meyer\nResponsable achats\nMuster SARL | 01 23 45 67 89',
  'Un saludo,\nDora Meyer\ndora@example.com',
  'Met vriendelijke groet,\n\nDora Meyer\nInkoop\nMuster B.V.',
  '---\nThis email has been checked for viruses by Avast antivirus software.\nhttps://www.avast.example/antivirus',
  'С уважением,\nДора Мейер\nОтдел закупок\nтел. +7 495 123-45-67',
  '此致\n王伟\n采购部\n电话：010-1234 5678',
];

/** HTML whose program marks the signature: name, source. */
const MARKED: readonly (readonly [string, string])[] = [
  ['Gmail', '<div>Thank you!<br>It works.</div><div><br></div><div class="gmail_signature" data-smartmail="gmail_signature">Dora Meyer<br>Director</div>'],
  ['Outlook', '<div>Thank you!<br>It works.</div><div id="Signature"><p>Dora Meyer</p><p>Director</p></div>'],
  ['Outlook mobile', '<div>Thank you!<br>It works.</div><div id="ms-outlook-mobile-signature">Dora Meyer<br>Director</div>'],
  ['Thunderbird', '<p>Thank you!<br>It works.</p><div class="moz-signature">Dora Meyer<br>Director</div>'],
  ['Windows Mail', '<div>Thank you!<br>It works.</div><div data-signatureblock="true">Dora Meyer<br>Director</div>'],
]; // prettier-ignore

/** A letter whose last words look like a signature and are none. */
const LETTERS = [
  'Can you help?\n\nRegards,\nDora',
  'Can you help?\n\nViele Grüße\nDora Meyer',
  'Can you fix it?\n\nThanks,\nDora\nAlso: when will the refund arrive?',
  'Hello\n\nBest regards,\nDora\n\nP.S. Please call me at +49 221 1234 tomorrow.',
  'With regards to the payment: please see my last mail.\n\nThe amount is wrong.\nIt should be 5.',
  'Thanks\n\nWe need two things now\nthe invoice as a file\nand the parcel number',
  'Best\n\nDora\nMeyer',
];

const OLD = 'Did it help?<br>Regards';
/** HTML as mail programs write it, with the answer "Thank you!<br>It works." above. */
const HTML: readonly (readonly [string, string])[] = [
  ['Gmail', `<div dir="ltr">Thank you!<br>It works.</div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">On Tue, Mar 5, 2024 at 10:00 AM Dora &lt;<a href="mailto:d@example.com">d@example.com</a>&gt; wrote:<br></div><blockquote class="gmail_quote" style="margin:0">${OLD}</blockquote></div>`],
  ['Apple Mail', `<html><body>Thank you!<br>It works.<br><div><blockquote type="cite"><div>Am 05.03.2024 um 10:00 schrieb Dora &lt;d@example.com&gt;:</div><div>${OLD}</div></blockquote></div></body></html>`],
  ['Thunderbird', `<p>Thank you!<br>It works.</p><div class="moz-cite-prefix">Am 05.03.24 um 10:00 schrieb Dora:<br></div><blockquote type="cite" cite="mid:x@y">${OLD}</blockquote>`],
  ['Outlook 2003', `<div class=Section1><p class=MsoNormal>Thank you!<br>It works.<o:p></o:p></p><div><div class=MsoNormal align=center><hr size=3 width="100%" align=center tabindex=-1></div><p class=MsoNormal><b>From:</b> Dora [mailto:d@example.com] <br><b>Sent:</b> Tuesday, March 5, 2024 10:00 AM<br><b>To:</b> Desk<br><b>Subject:</b> Help</p></div><p>${OLD}</p></div>`],
  ['Outlook 2010', `<div class="WordSection1"><p class="MsoNormal">Thank you!<br>It works.</p><p class="MsoNormal"><b>From:</b> Dora [mailto:d@example.com] <b>On Behalf Of </b>x@example.com<br><b>Sent:</b> Tuesday, March 5, 2024 10:00 AM<br><b>To:</b> Desk<br><b>Subject:</b> Help</p><p>${OLD}</p></div>`],
  ['Outlook 2016', `<div><p>Thank you!<br>It works.</p><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p><b>Von:</b> Dora &lt;d@example.com&gt;<br><b>Gesendet:</b> Dienstag, 5. März 2024 10:00<br><b>An:</b> Desk<br><b>Betreff:</b> Hilfe</p></div><p>${OLD}</p></div>`],
  ['Outlook on the web', `<div>Thank you!<br>It works.</div><div id="appendonsend"></div><hr style="display:inline-block;width:98%"><div id="divRplyFwdMsg" dir="ltr"><b>From:</b> Dora<br><b>Sent:</b> x<br><b>To:</b> y<br><b>Subject:</b> z</div><div>${OLD}</div>`],
  ['Outlook mobile', `<div>Thank you!<br>It works.</div><div id="ms-outlook-mobile-reference-message"><hr><div><b>From:</b> Dora &lt;d@example.com&gt;</div>${OLD}</div>`],
  ['Hotmail', `<body class='hmmessage'><div dir='ltr'>Thank you!<br>It works.<div><hr id="stopSpelling">Date: Tue, 5 Mar 2024 10:00:00 +0100<br>Subject: Help<br>From: d@example.com<br>To: desk@kept.example<br><br>${OLD}</div></div></body>`],
  ['Windows Mail', `<div>Thank you!<br>It works.</div><div style="padding-top: 5px; border-top-color: rgb(229, 229, 229); border-top-style: solid;"><b>Von:</b>&nbsp;<a href="mailto:d@example.com">Dora</a><br><b>Gesendet:</b>&nbsp;Dienstag, 5. März 2024 10:00<br><b>An:</b>&nbsp;<a href="mailto:desk@kept.example">Desk</a></div><div>${OLD}</div>`],
  ['Yahoo', `<div>Thank you!<br>It works.</div><div id="ydp1yahoo_quoted_1" class="ydp1yahoo_quoted"><div>On Tuesday, March 5, 2024 at 10:00:00 AM GMT+1, Dora &lt;d@example.com&gt; wrote:</div><div>${OLD}</div></div>`],
  ['AOL', `Thank you!<br>It works.<br><div style="color:black">-----Original Message-----<br>From: Dora &lt;d@example.com&gt;<br>To: Desk &lt;desk@kept.example&gt;<br>Sent: Tue, Mar 5, 2024 10:00 am<br>Subject: Help<br><br>${OLD}</div>`],
  ['Zimbra', `<div>Thank you!<br>It works.<br><br><hr id="zwchr" data-marker="__DIVIDER__"><div data-marker="__HEADERS__"><b>From: </b>"Dora" &lt;d@example.com&gt;<br><b>To: </b>"Desk"<br><b>Sent: </b>Tuesday, March 5, 2024 10:00:00 AM<br><b>Subject: </b>Help<br></div><div data-marker="__QUOTED_TEXT__">${OLD}</div></div>`],
  ['Proton Mail', `<div>Thank you!<br>It works.</div><div class="protonmail_quote">On Tuesday, March 5th, 2024 at 10:00, Dora &lt;d@example.com&gt; wrote:<br><blockquote class="protonmail_quote" type="cite">${OLD}</blockquote></div>`],
  ['Tutanota', `<div>Thank you!<br>It works.</div><br>5. März 2024, 10:00 von d@example.com:<br><blockquote class="tutanota_quote">${OLD}</blockquote>`],
  ['mail.ru', `<p>Thank you!<br>It works.</p><br>Вторник, 5 марта 2024, 10:00 +03:00 от Dora &lt;d@example.com&gt;:<br><blockquote style="border-left:1px solid #0857A6">${OLD}</blockquote>`],
  ['Yandex', `<p>Thank you!<br />It works.<br /><br />05.03.2024, 10:00, "Dora" &lt;<a href="mailto:d@example.com">d@example.com</a>&gt;:</p><blockquote>${OLD}</blockquote>`],
  ['GMX', `<div>Thank you!<br>It works.</div><div name="quote" style="margin:10px 5px 5px 10px; padding: 10px 0 10px 10px; border-left:2px solid #C3D9E5;"><div><b>Gesendet:</b> Dienstag, 05. März 2024 um 10:00 Uhr<br><b>Von:</b> "Dora" &lt;d@example.com&gt;<br><b>An:</b> desk@kept.example<br><b>Betreff:</b> Hilfe</div><div name="quoted-content">${OLD}</div></div>`],
  ['QQ', `<div>Thank you!<br>It works.</div><div style="font-size: 12px;padding:2px 0">------------------&nbsp;原始邮件&nbsp;------------------</div><div><b>发件人:</b> "Dora" &lt;d@example.com&gt;;<br><b>发送时间:</b> 2024年3月5日<br><b>收件人:</b> "Desk"<br><b>主题:</b> Help</div><div>${OLD}</div>`],
  ['NetEase', `<div>Thank you!<br>It works.</div><div id="isReplyContent"><br>At 2024-03-05 10:00:00, "Dora" &lt;d@example.com&gt; wrote:<br>${OLD}</div>`],
  ['Spark', `<div name="messageBodySection">Thank you!<br>It works.</div><div name="messageReplySection">On Mar 5, 2024, 10:00 AM +0100, Dora &lt;d@example.com&gt;, wrote:<br><blockquote type="cite">${OLD}</blockquote></div>`],
  ['Zoho', `<div>Thank you!<br>It works.</div><div class="zmail_extra"><br>---- On Tue, 05 Mar 2024 10:00:00 +0100 <b>Dora &lt;d@example.com&gt;</b> wrote ----<br><blockquote>${OLD}</blockquote></div>`],
  ['HCL Notes', `<font size=2>Thank you!<br>It works.</font><br><br><table><tr><td>From: &nbsp;</td><td>Dora &lt;d@example.com&gt;</td></tr></table><font>From: Dora &lt;d@example.com&gt;<br>To: desk@kept.example<br>Date: 05.03.2024 10:00<br>Subject: Help</font><hr noshade><br>${OLD}`],
  ['a desk that marks with a line', `<div>Thank you!<br>It works.</div><p>##- Please type your reply above this line -##</p><div>${OLD}</div>`],
  ['macOS Outlook', `<div>Thank you!<br>It works.</div><span id="OLK_SRC_BODY_SECTION"><div><b>From: </b>Dora &lt;d@example.com&gt;<br><b>Date: </b>Tuesday, March 5, 2024<br><b>To: </b>Desk<br><b>Subject: </b>Help</div>${OLD}</span>`],
  ['Fastmail', `<div>Thank you!<br>It works.</div><div>On Tue, 5 Mar 2024, at 10:00 AM, Dora wrote:<br></div><blockquote type="cite" id="qt">${OLD}</blockquote>`],
]; // prettier-ignore

describe('replies in more languages', () => {
  it.each(ATTRIBUTIONS)('end above "%s"', (attribution) => {
    expect(extractReply({ text: `Ok, thank you.\n\n${attribution}\n\n> old\n` }).visible).toBe('Ok, thank you.');
  });
  it.each(BLOCKS)('end above the block %s', (block) => {
    expect(extractReply({ text: `Ok, thank you.\n\n${block}\n\nold words` }).visible).toBe('Ok, thank you.');
  });
});

describe('signatures', () => {
  it.each(SIGNATURES)('are set apart: %s', (signature) => {
    const reply = extractReply({ text: `Ok, thank you.\n\n${signature}\n` });
    expect(reply).toMatchObject({ visible: 'Ok, thank you.', signature });
  });
  it.each(MARKED)('are known by the mark of %s', (_, html) => {
    const reply = extractReply({ text: htmlToPlainText(html), html });
    expect(reply.visible).toBe('Thank you!\nIt works.');
    expect(reply.signature).toContain('Dora Meyer');
  });
  it('are shown when the letter is nothing else', () => {
    const html = '<div class="gmail_signature">Dora Meyer</div>';
    expect(extractReply({ text: htmlToPlainText(html), html }).visible).toBe('Dora Meyer');
  });
  it.each(LETTERS)('are not seen in: %s', (letter) => {
    expect(extractReply({ text: letter }).visible).toBe(letter);
  });
});

describe('replies that are only HTML', () => {
  it.each(HTML)('of %s', (_, html) => {
    const reply = extractReply({ text: htmlToPlainText(html), html });
    expect(reply.visible).toBe('Thank you!\nIt works.');
    expect(reply.quoted).toContain('Did it help?');
  });
});
