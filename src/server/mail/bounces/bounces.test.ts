import { describe, expect, it } from 'vitest';
import { readBounce } from './bounces.ts';
import { parseMail } from '../parsing/parsing.ts';

const returned =
  '\n\nReturn-Path: <us@kept.example>\nMessage-ID: <orig@kept.example>\nFrom: us@kept.example\nTo: joe@example.net\nSubject: Your case\n\nHello Joe\n';

type Notice = { from?: string; subject: string; body: string; headers?: string; returnPath?: string };

function notice({
  from = 'Mail Delivery System <MAILER-DAEMON@mx.example.org>',
  subject,
  body,
  headers = '',
  returnPath = '<>',
}: Notice): Buffer {
  return Buffer.from(
    `Return-Path: ${returnPath}\nFrom: ${from}\nTo: us@kept.example\nSubject: ${subject}\n${headers}Content-Type: text/plain; charset=utf-8\n\n${body}`,
  );
}

function report(
  fields: string,
  { subject = 'Delivery Status Notification (Failure)', text = 'See attached.', original = 'message/rfc822' } = {},
): Buffer {
  return Buffer.from(
    `From: postmaster@mx.example.org\nTo: us@kept.example\nSubject: ${subject}\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\nContent-Type: text/plain; charset=utf-8\n\n${text}\n\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.org\n\n${fields}\n\n--b\nContent-Type: ${original}\n${returned}\n--b--\n`,
  );
}

const REPORTS: readonly (readonly [string, Buffer, string, string])[] = [
  ['Postfix, user unknown', report('Final-Recipient: rfc822; joe@example.net\nAction: failed\nStatus: 5.1.1\nRemote-MTA: dns; mx.example.net\nDiagnostic-Code: smtp; 550 5.1.1 <joe@example.net>: Recipient address rejected'), '5.1.1', 'permanent'],
  ['Exim, generic status but a telling diagnostic', report('Action: failed\nFinal-Recipient: rfc822;joe@example.net\nStatus: 5.0.0\nRemote-MTA: dns; mx.example.net\nDiagnostic-Code: smtp; 550-5.7.26 Unauthenticated mail'), '5.7.26', 'permanent'],
  ['Sendmail delay', report('Final-Recipient: RFC822; joe@example.net\nAction: delayed\nStatus: 4.4.1\nWill-Retry-Until: Fri, 8 Mar 2024 10:00:00 +0100', { subject: 'Warning: could not send message for past 4 hours' }), '4.4.1', 'temporary'],
  ['delay with a permanent class is still a delay', report('Final-Recipient: rfc822; joe@example.net\nAction: delayed\nStatus: 5.4.0'), '5.4.0', 'temporary'],
  ['Exchange without a status of its own', report('Final-Recipient: rfc822;joe@example.net\nAction: failed\nDiagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; not found'), '5.1.10', 'permanent'],
  ['folded fields and comments', report('Final-Recipient: rfc822;\n joe@example.net\nAction: failed (gave up)\nStatus: 5.2.2 (mailbox full)\nDiagnostic-Code: smtp;\n 552 5.2.2 Over quota'), '5.2.2', 'permanent'],
  ['headers only are returned', report('Final-Recipient: rfc822; joe@example.net\nAction: failed\nStatus: 4.4.7', { original: 'text/rfc822-headers' }), '4.4.7', 'temporary'],
  ['German Exchange', report('Final-Recipient: rfc822;joe@example.net\nAction: failed\nStatus: 5.1.1', { subject: 'Unzustellbar: Ihr Fall' }), '5.1.1', 'permanent'],
  ['a blank line inside one recipient', report('Final-Recipient: rfc822; joe@example.net\n\nAction: failed\nStatus: 5.1.2'), '5.1.2', 'permanent'],
]; // prettier-ignore

const qmail = (reason: string): string =>
  `Hi. This is the qmail-send program at mx.example.org.\nI'm afraid I wasn't able to deliver your message to the following addresses.\nThis is a permanent error; I've given up. Sorry it didn't work out.\n\n<joe@example.net>:\n${reason}\n\n--- Below this line is a copy of the message.${returned}`;
const exim = (reason: string): string =>
  `This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to one or more of its\nrecipients. This is a permanent error. The following address(es) failed:\n\n  joe@example.net\n    ${reason}\n\n------ This is a copy of the message, including all the headers. ------${returned}`;
const postfix = (reason: string): string =>
  `This is the mail system at host mx.example.org.\n\nI'm sorry to have to inform you that your message could not\nbe delivered to one or more recipients. It's attached below.\n\n                   The mail system\n\n<joe@example.net>: ${reason}\n${returned}`;

const NOTICES: readonly (readonly [string, Notice, string, string])[] = [
  ['qmail, user unknown', { subject: 'failure notice', body: qmail('192.0.2.1 does not like recipient.\nRemote host said: 550 5.1.1 User unknown\nGiving up on 192.0.2.1.') }, '5.1.1', 'permanent'],
  ['qmail, code in brackets', { subject: 'failure notice', body: qmail("Sorry, no mailbox here by that name. (#5.1.1)") }, '5.1.1', 'permanent'],
  ['qmail, no code at all', { subject: 'failure notice', body: qmail('Sorry, no mailbox here by that name.') }, '5.1.1', 'permanent'],
  ['qmail, no such host', { subject: 'failure notice', body: qmail("Sorry, I couldn't find any host named example.net. (#5.1.2)") }, '5.1.2', 'permanent'],
  ['qmail, full', { subject: 'failure notice', body: qmail('The users mailfolder is over the allowed quota (size). (#5.2.2)') }, '5.2.2', 'permanent'],
  ['qmail in French', { subject: 'notification d’échec', body: `Bonjour. Ici le programme qmail-send sur mx.example.org.\nJe n'ai pas pu délivrer votre message.\n\n<joe@example.net>:\nRemote host said: 554 5.7.1 Relay access denied\n` }, '5.7.1', 'permanent'],
  ['Exim, remote refusal', { subject: 'Mail delivery failed: returning message to sender', headers: 'X-Failed-Recipients: joe@example.net\n', body: exim('SMTP error from remote mail server after RCPT TO:<joe@example.net>:\n    host mx.example.net [192.0.2.2]: 550 5.7.1 Message rejected as spam') }, '5.7.1', 'permanent'],
  ['Exim, unrouteable', { subject: 'Mail delivery failed: returning message to sender', body: exim('Unrouteable address') }, '5.1.1', 'permanent'],
  ['Exim, delay', { subject: 'Warning: message 1abc delayed 24 hours', body: `This message was created automatically by mail delivery software.\nA message that you sent has not yet been delivered to one or more of its\nrecipients after more than 24 hours on the queue on mx.example.org.\n\nThe address to which the message has not yet been delivered is:\n\n  joe@example.net\n    Delay reason: Connection timed out\n\nNo action is required on your part. Delivery attempts will continue for some time.\n` }, '4.4.1', 'temporary'],
  ['Postfix without a report', { subject: 'Undelivered Mail Returned to Sender', body: postfix('host mx.example.net[192.0.2.2] said: 550 5.1.1 <joe@example.net>: Recipient address rejected: User unknown in virtual mailbox table (in reply to RCPT TO command)') }, '5.1.1', 'permanent'],
  ['Postfix, host not found', { subject: 'Undelivered Mail Returned to Sender', body: postfix('Host or domain name not found. Name service error for name=example.net type=A: Host not found') }, '5.1.2', 'permanent'],
  ['Sendmail transcript', { subject: 'Returned mail: User unknown', body: `The original message was received at Tue, 5 Mar 2024 10:00:00 +0100\nfrom localhost\n\n   ----- The following addresses had permanent fatal errors -----\n<joe@example.net>\n\n   ----- Transcript of session follows -----\n... while talking to mx.example.net.:\n>>> RCPT To:<joe@example.net>\n<<< 550 5.1.1 <joe@example.net>... User unknown\n550 <joe@example.net>... User unknown\n` }, '5.1.1', 'permanent'],
  ['old Exchange', { from: 'System Administrator <postmaster@example.net>', returnPath: '<postmaster@example.net>', subject: 'Undeliverable: Your case', body: `Your message\n\n  To:      joe@example.net\n  Subject: Your case\n  Sent:    Tue, 5 Mar 2024 10:00:00 +0100\n\ndid not reach the following recipient(s):\n\njoe@example.net on Tue, 5 Mar 2024 10:00:01 +0100\n    The e-mail account does not exist at the organization this message was sent to.\n            <mx.example.net #5.1.1>\n` }, '5.1.1', 'permanent'],
  ['Gmail of old', { from: 'Mail Delivery Subsystem <mailer-daemon@googlemail.com>', subject: 'Delivery Status Notification (Failure)', body: `Delivery to the following recipient failed permanently:\n\n     joe@example.net\n\nTechnical details of permanent failure:\nGoogle tried to deliver your message, but it was rejected by the server for the recipient domain example.net by mx.example.net. [192.0.2.2].\n\nThe error that the other server returned was:\n550 5.2.1 The email account that you tried to reach is disabled.\n\n----- Original message -----${returned}` }, '5.2.1', 'permanent'],
  ['Gmail delay', { from: 'Mail Delivery Subsystem <mailer-daemon@googlemail.com>', subject: 'Delivery Status Notification (Delay)', body: `This is an automatically generated Delivery Status Notification\n\nTHIS IS A WARNING MESSAGE ONLY.\n\nYOU DO NOT NEED TO RESEND YOUR MESSAGE.\n\nDelivery to the following recipient has been delayed:\n\n     joe@example.net\n\nMessage will be retried for 2 more day(s)\n\nTechnical details of temporary failure:\nThe recipient server did not accept our requests to connect.\n` }, '4.', 'temporary'],
  ['Yahoo', { from: 'MAILER-DAEMON@yahoo.com', subject: 'Failure Notice', body: `Sorry, we were unable to deliver your message to the following address.\n\n<joe@example.net>:\nRemote host said: 554 delivery error: dd This user doesn't have a example.net account [-5] - mta1.example.net [BODY]\n\n--- Below this line is a copy of the message.${returned}` }, '5.1.1', 'permanent'],
  ['mailbox full without a code', { subject: 'Mail delivery failed', body: `Your message could not be delivered to joe@example.net.\nThe recipient's mailbox is full.\n` }, '5.2.2', 'permanent'],
  ['GMX in German', { from: 'GMX Mailer Daemon <mailer-daemon@gmx.example>', subject: 'Mail delivery failed: returning message to sender', body: `Diese E-Mail wurde automatisch vom Mailsystem erstellt.\nIhre Nachricht konnte nicht zugestellt werden.\n\njoe@example.net:\nEmpfänger unbekannt\n` }, '5.1.1', 'permanent'],
  ['Spanish', { from: 'postmaster@example.es', subject: 'No se puede entregar: Su caso', body: 'Su mensaje no pudo ser entregado a joe@example.net.\nEl buzón está lleno.\n' }, '5.2.2', 'permanent'],
  ['Russian', { from: 'mailer-daemon@mail.example.ru', subject: 'Недоставленное сообщение', body: 'Ваше сообщение не было доставлено: joe@example.net\nПользователь не существует\n' }, '5.1.1', 'permanent'],
  ['Japanese', { from: 'Postmaster@example.jp', subject: 'メール配信エラー', body: '次の宛先に送信できませんでした。\njoe@example.net\n宛先が見つかりません\n550 5.1.1 User unknown\n' }, '5.1.1', 'permanent'],
  ['Chinese', { from: 'postmaster@example.cn', subject: '退信通知', body: '您的邮件无法投递到 joe@example.net\n邮箱不存在\n' }, '5.1.1', 'permanent'],
  ['greylisting', { subject: 'Delayed mail (still being retried)', body: postfix('host mx.example.net said: 450 4.7.1 <joe@example.net>: Recipient address rejected: Greylisted, try again later') }, '4.7.1', 'temporary'],
  ['version numbers are no status', { subject: 'Undeliverable mail', body: 'This message was created automatically by mail delivery software Exim 4.92.3.\nYour message could not be delivered: joe@example.net\n550 No such user here\n' }, '5.1.1', 'permanent'],
  ['too large', { subject: 'Undelivered Mail Returned to Sender', body: postfix('message size 30000000 exceeds size limit 10240000 of server mx.example.net') }, '5.3.4', 'permanent'],
  ['nothing but the daemon and the words', { subject: 'Undeliverable message', body: 'Your message could not be delivered to joe@example.net\n' }, '5.0.0', 'permanent'],
]; // prettier-ignore

describe('delivery reports (RFC 3464)', () => {
  it.each(REPORTS)('of %s', async (_, raw, status, hardness) => {
    const bounce = readBounce(await parseMail(raw));
    expect(bounce).toMatchObject({ status, hardness, originalMessageId: '<orig@kept.example>', source: 'report' });
    expect(bounce?.recipients.map((recipient) => recipient.address)).toEqual(['joe@example.net']);
  });

  it('name every recipient with a state of his own', async () => {
    const bounce = readBounce(
      await parseMail(
        report(
          'Final-Recipient: rfc822; a@x.example\nAction: failed\nStatus: 5.1.1\n\nFinal-Recipient: rfc822; b@x.example\nAction: delayed\nStatus: 4.2.2\n\nFinal-Recipient: rfc822; c@x.example\nAction: delivered\nStatus: 2.0.0',
        ),
      ),
    );
    expect(bounce?.hardness).toBe('permanent');
    expect(bounce?.recipients.map((entry) => [entry.address, entry.status, entry.hardness])).toEqual([
      ['a@x.example', '5.1.1', 'permanent'],
      ['b@x.example', '4.2.2', 'temporary'],
    ]);
  });

  it('of success are no bounces', async () => {
    expect(
      readBounce(await parseMail(report('Final-Recipient: rfc822; joe@example.net\nAction: delivered\nStatus: 2.0.0'))),
    ).toBeNull();
    expect(
      readBounce(await parseMail(report('Final-Recipient: rfc822; joe@example.net\nAction: relayed\nStatus: 2.0.0'))),
    ).toBeNull();
  });
});

describe('notices without a standard', () => {
  it.each(NOTICES)('%s', async (_, given, status, hardness) => {
    const bounce = readBounce(await parseMail(notice(given)));
    expect(bounce?.hardness).toBe(hardness);
    expect(bounce?.status.startsWith(status)).toBe(true);
    expect(bounce?.recipients[0]?.address).toBe('joe@example.net');
  });

  it('that list several addresses give each its own reason', async () => {
    const bounce = readBounce(
      await parseMail(
        notice({
          subject: 'failure notice',
          body: qmail('550 5.1.1 User unknown')
            .replace(
              '--- Below',
              '<ann@example.net>:\n192.0.2.2 failed after I sent the message.\nRemote host said: 452 4.2.2 Mailbox full\n\n--- Below',
            )
            .replace(/^To: .*$/m, 'To: list@example.net'),
        }),
      ),
    );
    expect(bounce?.recipients.map((entry) => [entry.address, entry.status, entry.hardness])).toEqual([
      ['joe@example.net', '5.1.1', 'permanent'],
      ['ann@example.net', '4.2.2', 'temporary'],
    ]);
  });

  it('are recognised without a Return-Path when the daemon signs', async () => {
    const raw = Buffer.from(
      notice({ subject: 'failure notice', body: qmail('550 5.1.1 unknown') })
        .toString()
        .replace(/^Return-Path:.*\n/, ''),
    );
    expect(readBounce(await parseMail(raw))?.status).toBe('5.1.1');
  });
});

const ORDINARY: readonly (readonly [string, string])[] = [
  ['a person forwards a bounce', `From: Ann <ann@example.net>\nSubject: Fwd: Undelivered Mail Returned to Sender\n\nWhat does this mean?\n\n---------- Forwarded message ----------\nFrom: MAILER-DAEMON@x\n\n${postfix('550 5.1.1 User unknown')}`],
  ['a person forwards a bounce as a file', `From: Ann <ann@example.net>\nSubject: Undelivered Mail\nContent-Type: multipart/mixed; boundary=q\n\n--q\n\nSee attached\n--q\nContent-Type: message/rfc822\n\n${REPORTS[0]?.[1].toString() ?? ''}\n--q--\n`],
  ['a person writes about a bounce', 'From: Ann <ann@example.net>\nReturn-Path: <ann@example.net>\nSubject: Mail delivery failed\n\nHi, when I write to billing@kept.example I get "550 5.1.1 User unknown". Can you help?'],
  ['a person answers a bounce', 'From: Ann <ann@example.net>\nSubject: Re: Undeliverable: Your case\nIn-Reply-To: <a@b>\n\nMy mailbox was full, it works again.\n\nOn 5 Mar, MAILER-DAEMON wrote:\n> This is the mail system at host x\n'],
  ['a person complains about delivery of a parcel', 'From: Ann <ann@example.net>\nSubject: Delivery failed\n\nThe courier could not deliver my parcel. Delivery attempts will continue?'],
  ['a postmaster who is a person', 'From: Postmaster <postmaster@example.net>\nReturn-Path: <postmaster@example.net>\nSubject: Question about your product\n\nHello, how do I add a user?'],
  ['an absence note from the null sender', 'Return-Path: <>\nFrom: Ann <ann@example.net>\nSubject: Automatic reply: Your case\nAuto-Submitted: auto-replied\n\nI am out of the office. My mailbox is not read; mail is not forwarded.'],
  ['a read receipt', 'From: Ann <ann@example.net>\nSubject: Read: Your case\nContent-Type: multipart/report; report-type=disposition-notification; boundary=q\n\n--q\n\nYour message was read\n--q\nContent-Type: message/disposition-notification\n\nDisposition: manual-action/MDN-sent-manually; displayed\n--q--\n'],
  [
    'a courier writes about a parcel',
    'From: noreply@courier.example\nSubject: Delivery failed: your parcel\nAuto-Submitted: auto-generated\n\nYour parcel could not be delivered. The recipient was not found.',
  ],
  [
    'a tracker writes about bounces',
    'From: tracker@x.example\nSubject: [ABC-1] Undeliverable mail\nAuto-Submitted: auto-generated\nPrecedence: bulk\n\nNew comment: 550 5.1.1 user unknown happens',
  ],
  ['a newsletter about deliverability', 'From: News <news@example.net>\nReturn-Path: <bounce-123@example.net>\nSubject: Why mail is undeliverable\nList-Unsubscribe: <https://x>\n\nYour message could not be delivered? Read our guide.'],
]; // prettier-ignore

describe('no false alarm', () => {
  it.each(ORDINARY)('when %s', async (_, source) => {
    expect(readBounce(await parseMail(Buffer.from(source)))).toBeNull();
  });
});
