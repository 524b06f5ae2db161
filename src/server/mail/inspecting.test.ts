import { describe, expect, it } from 'vitest';
import { composeMail } from './composing.ts';
import { inspectRawMail } from '../testing/mails.ts';
import { signMessageId, signReplyAddress, verifyReplyAddress } from './tokens.ts';

const secret = 'a secret of sufficient length';
const around = { ownAddresses: ['support@kept.example'], secret };
const notice = (subject: string, body: string, from = 'MAILER-DAEMON@mx.example'): Buffer =>
  Buffer.from(`From: ${from}\nTo: support@kept.example\nSubject: ${subject}\nMIME-Version: 1.0\n\n${body}\n`);

describe('one mail from end to end', () => {
  it('our own mail is recognised when it comes back, and its answer finds the case', async () => {
    const replyTo = signReplyAddress(secret, 'support@kept.example', 7);
    const sent = await composeMail({
      from: { address: 'support@kept.example' },
      to: [{ address: 'ann@example.net' }],
      replyTo: { address: replyTo },
      subject: 'x',
      text: 'y',
      messageId: signMessageId(secret, 'kept.example', 7, 'abc'),
    });
    const back = await inspectRawMail(sent.raw, around);
    expect(back.classification.class).toBe('own-loop');
    expect(verifyReplyAddress(secret, back.mail.replyTo[0]?.address ?? '')).toEqual({ caseNumber: 7 });
  });

  it('a person may be answered, words quoted from a machine do not count', async () => {
    const result = await inspectRawMail(
      Buffer.from(
        'From: Ann <ann@example.net>\nSubject: Re: x\n\nThanks!\n\nOn 5 Mar 2024, support wrote:\n> This is an automated response.\n',
      ),
      { ...around, envelopeFrom: 'ann@example.net' },
    );
    expect(result).toMatchObject({
      classification: { class: 'human' },
      reply: { visible: 'Thanks!' },
      automaticAnswer: { allowed: true },
    });
  });

  it.each([
    [
      'Notes',
      notice(
        'DELIVERY FAILURE: User joe (joe@example.net) not listed in Domino Directory',
        'Your message\n\n  Subject: Your case\n\nwas not delivered to:\n\n  joe@example.net\n\nbecause:\n\n  User joe (joe@example.net) not listed in Domino Directory',
        'postmaster@example.net',
      ),
      '5.1.1',
    ],
    [
      'IMail',
      notice(
        'Undeliverable Mail',
        'User mailbox exceeds allowed size: joe@example.net\n\nOriginal message follows.\n\nReceived: from x',
        'Postmaster <postmaster@example.net>',
      ),
      '5.2.2',
    ],
    [
      'James',
      notice(
        '[BOUNCE] Your case',
        "Hi. This is the James mail server at example.net.\nI'm afraid I wasn't able to deliver your message to the following addresses.\nThis is a permanent error; I've given up. Sorry it didn't work out.\n\njoe@example.net\n\nERROR: 550 5.1.1 no such user",
        'postmaster@example.net',
      ),
      '5.1.1',
    ],
    [
      'Courier',
      notice(
        'NOTICE: mail delivery status.',
        'This is a delivery status notification from mx.example.net,\nrunning the Courier mail server.\n\nThe original message was received on Tue\n\nUNDELIVERABLE MAIL\n\nYour message to the following recipients cannot be delivered:\n\n<joe@example.net>:\n<<< 550 User unknown.',
      ),
      '5.1.1',
    ],
    [
      'MailEnable',
      notice(
        'Message Delivery Failure',
        'Your message could not be delivered.\n\nThe following recipient(s) could not be reached:\n\n[SMTP:joe@example.net]: Remote SMTP Server Returned: 550 5.7.1 relaying denied',
        'MailEnable Postmaster <postmaster@mx.example>',
      ),
      '5.7.1',
    ],
    [
      'OpenSMTPD',
      notice(
        'Delivery status notification: error',
        'Hi!\n\nThis is the MAILER-DAEMON, please DO NOT REPLY to this email.\n\nAn error has occurred while attempting to deliver a message for\nthe following list of recipients:\n\njoe@example.net: 550 5.2.2 <joe@example.net>: Mailbox full\n\nBelow is a copy of the original message:\n\nReceived: x',
        'Mailer Daemon <MAILER-DAEMON@mx.example>',
      ),
      '5.2.2',
    ],
    [
      'Yandex in Russian',
      notice(
        'Недоставленное сообщение',
        'Это сообщение создано автоматически сервером.\n\nК сожалению, ваше письмо не может быть доставлено:\n\njoe@example.net: 554 5.7.1 Policy rejection',
        'mailer-daemon@yandex.example',
      ),
      '5.7.1',
    ],
  ])('a bounce of %s is one', async (_, raw, status) => {
    const result = await inspectRawMail(raw, { ...around, envelopeFrom: '' });
    expect(result.classification.class).toBe('permanent-bounce');
    expect(result.bounce).toMatchObject({ status, recipients: [{ address: 'joe@example.net' }] });
    expect(result.automaticAnswer.allowed).toBe(false);
  });

  it('any bytes at all are only ever a mail', async () => {
    for (const raw of [Buffer.alloc(0), Buffer.alloc(2000, 0), Buffer.alloc(2000, 255), Buffer.from(':\n:\n\n:')])
      expect((await inspectRawMail(raw, around)).classification.reason).not.toBe('');
  });
});
