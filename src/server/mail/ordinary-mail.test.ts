import { describe, expect, it } from 'vitest';
import { inspectRawMail } from '../testing/mails.ts';

const own = { ownAddresses: ['desk@kept.example'], secret: 'a secret of at least thirty-two bytes!' };
const classOf = async (source: string): Promise<string> =>
  (await inspectRawMail(Buffer.from(source), own)).classification.class;

/** Mail that talks about deliveries, failures and absences without being a bounce: name, source, class. */
const ORDINARY: readonly (readonly [string, string, string])[] = [
  ['a firm whose address is mail@ complains about a parcel', 'Return-Path: <mail@mueller.example>\nFrom: Müller <mail@mueller.example>\nTo: desk@kept.example\nSubject: Nicht zugestellt: Paket 4711\n\nGuten Tag,\n\ndas Paket konnte nicht zugestellt werden, Empfänger unbekannt, Adresse Hauptstr. 5. Schreiben Sie an lager@mueller.example.\n', 'human'],
  ['a firm whose address is system@ asks', 'Return-Path: <system@firm.example>\nFrom: system@firm.example\nSubject: Delivery failed\n\nYour delivery failed again. User unknown at the gate. Call ann@firm.example please.\n', 'human'],
  ['a customer pastes a bounce', 'Return-Path: <ann@a.example>\nFrom: Ann <ann@a.example>\nTo: desk@kept.example\nSubject: Undelivered Mail Returned to Sender\n\nHi,\n\nI got this from your server, what should I do?\n\nThis is the mail system at host relay.example.org.\n\n<bob@b.example>: host mx said: 550 5.1.1 User unknown\n', 'human'],
  ['a colleague forwards a bounce inline', 'Return-Path: <ann@a.example>\nFrom: Ann <ann@a.example>\nSubject: WG: Unzustellbar: Angebot\n\nKönnt ihr helfen?\n\nVon: postmaster@b.example\nGesendet: Dienstag\nAn: Ann\nBetreff: Unzustellbar: Angebot\n\nFehler bei der Nachrichtenzustellung an folgende Empfänger: bob@b.example 550 5.1.1\n', 'human'],
  ['a log summary by root', 'Return-Path: <root@web1.example>\nFrom: root <root@web1.example>\nSubject: Logwatch for web1 (Linux)\n\n --------------------- postfix Begin ------------------------\n        3   Bounced\n  550 5.1.1 <x@y.example>: Recipient address rejected: User unknown\n        1   Connection timed out\n ---------------------- postfix End -------------------------\n', 'human'],
  ['a log summary by the postmaster', 'Return-Path: <postmaster@web1.example>\nFrom: Postmaster <postmaster@web1.example>\nSubject: Postfix log summaries for Mar 4\n\nPostfix log summaries\n\nmessage bounce detail (by relay)\n  mx.y.example (total: 1)\n   1   550 5.1.1 User unknown\n', 'human'],
  ['a cron job', 'Return-Path: <root@web1.example>\nFrom: "(Cron Daemon)" <root@web1.example>\nSubject: Cron <root@web1> backup.sh\nAuto-Submitted: auto-generated\n\nrsync: connection timed out\n', 'auto-reply'],
  ['a quarantine digest', 'Return-Path: <>\nFrom: Postmaster <postmaster@b.example>\nSubject: Spam quarantine notification\n\nYou have 3 new messages in quarantine. They were blocked as spam.\nsender@x.example: Buy now\n', 'auto-reply'],
  ['a DMARC report', 'From: noreply-dmarc-support@big.example\nSubject: Report domain: kept.example Submitter: big.example Report-ID: 77\nContent-Type: application/zip; name=r.zip\nContent-Transfer-Encoding: base64\n\nUEsFBgAAAAAAAAAAAAAAAAAAAAAAAA==\n', 'human'],
  ['an abuse report', 'From: feedback@isp.example\nSubject: Abuse report\nContent-Type: multipart/report; report-type=feedback-report; boundary=q\n\n--q\n\nThis is an email abuse report.\n--q\nContent-Type: message/feedback-report\n\nFeedback-Type: abuse\nVersion: 1\nUser-Agent: x/1\n--q\nContent-Type: message/rfc822\n\nFrom: desk@kept.example\nTo: a@b.example\nSubject: x\n\nx\n--q--\n', 'auto-reply'],
  ['a read receipt', 'From: Ann <ann@a.example>\nSubject: Read: Your invoice\nContent-Type: multipart/report; report-type=disposition-notification; boundary=q\n\n--q\n\nYour message was read.\n--q\nContent-Type: message/disposition-notification\n\nFinal-Recipient: rfc822;ann@a.example\nDisposition: automatic-action/MDN-sent-automatically; displayed\n--q--\n', 'auto-reply'],
  ['a receipt that the mail was deleted unread', 'From: Ann <ann@a.example>\nSubject: Not read: Your invoice\nContent-Type: multipart/report; report-type=disposition-notification; boundary=q\n\n--q\n\nYour message was deleted without being read.\n--q\nContent-Type: message/disposition-notification\n\nFinal-Recipient: rfc822;ann@a.example\nDisposition: automatic-action/MDN-sent-automatically; deleted\n--q--\n', 'auto-reply'],
  ['a delivery confirmation', 'Return-Path: <>\nFrom: Mail Delivery System <MAILER-DAEMON@b.example>\nSubject: Successful Mail Delivery Report\nContent-Type: multipart/report; report-type=delivery-status; boundary=q\n\n--q\n\nYour message was successfully delivered to the destination(s) listed below.\n--q\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; b.example\n\nFinal-Recipient: rfc822; ann@a.example\nAction: delivered\nStatus: 2.0.0\n--q--\n', 'auto-reply'],
  ['a relay confirmation', 'Return-Path: <>\nFrom: postmaster@b.example\nSubject: Relayed: Your invoice\nContent-Type: multipart/report; report-type=delivery-status; boundary=q\n\n--q\n\nDelivery to these recipients is complete, but no delivery notification was sent by the destination server.\n--q\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; b.example\n\nFinal-Recipient: rfc822; ann@a.example\nAction: relayed\n--q--\n', 'auto-reply'],
  ['a delivery confirmation without a report', 'Return-Path: <>\nFrom: Mail Delivery System <MAILER-DAEMON@b.example>\nSubject: Delivery Status Notification (Success)\n\nYour message has been successfully delivered to the following recipients:\n\nann@a.example\n', 'auto-reply'],
  ['a challenge', 'Return-Path: <>\nFrom: Ann <ann@a.example>\nSubject: Please confirm your message [#77]\nAuto-Submitted: auto-replied\n\nYour message to ann@a.example is being held because your address was not recognised. Click to have it delivered.\n', 'auto-reply'],
  ['a courier', 'Return-Path: <bounce-77@courier.example>\nFrom: Courier <noreply@courier.example>\nSubject: Delivery attempt failed\n\nWe were unable to deliver your parcel. The address does not exist. Contact help@courier.example.\n', 'human'],
  ['a bank', 'From: Bank <service@bank.example>\nSubject: Returned mail: your letter of 3 March\n\nDear customer, our letter was returned to sender. Please tell us your new address: service@bank.example\n', 'human'],
  ['a bug tracker', 'From: Tracker <tracker@dev.example>\nSubject: [MAIL-12] Mail delivery failed: 550 5.1.1\nAuto-Submitted: auto-generated\n\nAnn commented: when bob@b.example is unknown, we see "550 5.1.1 User unknown".\n', 'auto-reply'],
  ['another desk confirms', 'Return-Path: <>\nFrom: Support <support@other.example>\nSubject: [Ticket 9] Message could not be delivered\nAuto-Submitted: auto-replied\n\nWe received your request about "Message could not be delivered" and answer within a day.\n', 'auto-reply'],
  ['a mailing list about mail', 'From: Bob <bob@b.example>\nSubject: [postfix-users] Undelivered Mail Returned to Sender\nList-Id: <postfix-users.list.example>\n\nWhy do I see "User unknown in local recipient table" for joe@c.example?\n', 'list'],
  ['absence in English', 'Return-Path: <>\nFrom: Ann <ann@a.example>\nSubject: Out of office: Your invoice\n\nI am on leave. In urgent cases write to bob@a.example. This address is not available.\n', 'auto-reply'],
  ['absence in German', 'Return-Path: <>\nFrom: Ann <ann@a.example>\nSubject: Automatische Antwort: Rechnung\n\nIch bin nicht im Büro. Ihre Nachricht wird nicht weitergeleitet. Vertretung: bob@a.example\n', 'auto-reply'],
  ['absence in French', 'Return-Path: <>\nFrom: Ann <ann@a.example>\nSubject: Réponse automatique : Facture\n\nJe suis absente. Votre message ne sera pas lu. Écrivez à bob@a.example\n', 'auto-reply'],
  ['absence in Spanish', 'From: Ann <ann@a.example>\nSubject: Respuesta automática: Factura\n\nEstoy fuera de la oficina. Su mensaje no será leído.\n', 'auto-reply'],
  ['absence in Portuguese', 'From: Ann <ann@a.example>\nSubject: Resposta automática: Fatura\n\nEstou de férias e não foi possível ler o seu e-mail.\n', 'auto-reply'],
  ['absence in Italian', 'From: Ann <ann@a.example>\nSubject: Risposta automatica: Fattura\n\nSono fuori ufficio.\n', 'auto-reply'],
  ['absence in Dutch', 'From: Ann <ann@a.example>\nSubject: Automatisch antwoord: Factuur\n\nIk ben afwezig.\n', 'auto-reply'],
  ['absence in Polish', 'From: Ann <ann@a.example>\nSubject: Odpowiedź automatyczna: Faktura\n\nJestem na urlopie.\n', 'auto-reply'],
  ['absence in Swedish', 'From: Ann <ann@a.example>\nSubject: Autosvar: Faktura\n\nJag är på semester.\n', 'auto-reply'],
  ['absence in Czech', 'From: Ann <ann@a.example>\nSubject: Automatická odpověď: Faktura\n\nJsem mimo kancelář.\n', 'auto-reply'],
  ['absence in Russian', 'From: Ann <ann@a.example>\nSubject: Автоматический ответ: Счёт\n\nЯ в отпуске. Ваше письмо не будет прочитано.\n', 'auto-reply'],
  ['absence in Turkish', 'From: Ann <ann@a.example>\nSubject: Otomatik yanıt: Fatura\n\nOfis dışındayım.\n', 'auto-reply'],
  ['absence in Japanese', 'From: Ann <ann@a.example>\nSubject: 自動応答: 請求書\n\n休暇中です。\n', 'auto-reply'],
  ['absence in Chinese', 'From: Ann <ann@a.example>\nSubject: 自动回复: 发票\n\n我正在休假。\n', 'auto-reply'],
  ['absence in Korean', 'From: Ann <ann@a.example>\nSubject: 자동 회신: 송장\n\n휴가 중입니다.\n', 'auto-reply'],
  ['absence in Danish', 'From: Ann <ann@a.example>\nSubject: Automatisk svar: Faktura\n\nJeg er på ferie.\n', 'auto-reply'],
  ['absence in Finnish', 'From: Ann <ann@a.example>\nSubject: Automaattinen vastaus: Lasku\n\nOlen lomalla.\n', 'auto-reply'],
  ['absence in Hungarian', 'From: Ann <ann@a.example>\nSubject: Automatikus válasz: Számla\n\nSzabadságon vagyok.\n', 'auto-reply'],
  ['absence in Greek', 'From: Ann <ann@a.example>\nSubject: Αυτόματη απάντηση: Τιμολόγιο\n\nΛείπω.\n', 'auto-reply'],
  ['absence in Ukrainian', 'From: Ann <ann@a.example>\nSubject: Автоматична відповідь: Рахунок\n\nЯ у відпустці.\n', 'auto-reply'],
  ['absence in Hebrew', 'From: Ann <ann@a.example>\nSubject: מענה אוטומטי: חשבונית\n\nאני בחופשה.\n', 'auto-reply'],
  ['absence in Arabic', 'From: Ann <ann@a.example>\nSubject: رد تلقائي: فاتورة\n\nأنا في إجازة.\n', 'auto-reply'],
  ['somebody left the company', 'Return-Path: <>\nFrom: Ann <ann@a.example>\nSubject: Automatic reply: Your invoice\n\nAnn no longer works here. This mailbox is not monitored. Please use bob@a.example.\n', 'auto-reply'],
  ['a person writes that a mailbox is full', 'Return-Path: <ann@a.example>\nFrom: Ann <ann@a.example>\nSubject: Mailbox full\n\nMy mailbox is full and your software says "quota exceeded". How do I delete mail of bob@a.example?\n', 'human'],
  ['a person named Delivery', 'Return-Path: <delivery@shop.example>\nFrom: Delivery Team <delivery@shop.example>\nSubject: Delivery problem with order 7\n\nThe recipient was not found, please give us a new address. Our number is 552 1234.\n', 'human'],
  ['a postmaster answers a question', 'Return-Path: <postmaster@b.example>\nFrom: Postmaster <postmaster@b.example>\nSubject: Re: Undeliverable: our list\nIn-Reply-To: <x@kept.example>\n\nHello, we have removed your host from the block list. Best, Joe\n', 'human'],
  ['a postmaster complains in a letter', 'From: postmaster@firm.example\nTo: desk@kept.example\nSubject: Delivery problems with your mails\n\nHello, our users complain that mails from desk@kept.example are rejected. bob@firm.example sees: 550 5.7.1 spam. Please correct your records.\n', 'human'],
  ['an administrator asks', 'Return-Path: <admin@firm.example>\nFrom: Mail Administrator <admin@firm.example>\nSubject: Mail delivery to your domain\n\nHi, we cannot deliver mail to you, connection refused since Monday. Who is ann@kept.example?\n', 'human'],
  ['a shop writes that an order was not delivered', 'Return-Path: <bounces+1@shop.example>\nFrom: Shop <noreply@shop.example>\nAuto-Submitted: auto-generated\nSubject: Your order could not be delivered\n\nUnfortunately order 5 could not be delivered, the address was not found. Contact help@shop.example\n', 'auto-reply'],
  ['a list expanded', 'Return-Path: <>\nFrom: MAILER-DAEMON@x.example\nSubject: Expanded\nContent-Type: multipart/report; report-type=delivery-status; boundary=q\n\n--q\n\nx\n--q\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; x\n\nFinal-Recipient: rfc822; list@a.example\nAction: expanded\nStatus: 2.0.0\n--q--\n', 'auto-reply'],
  ['maintenance of the mail system', 'Return-Path: <postmaster@firm.example>\nFrom: Postmaster <postmaster@firm.example>\nSubject: Maintenance of the mail system\n\nDear users, mail delivery will be delayed on Friday. Mailbox quota will be exceeded by many of you. Ask ann@firm.example\n', 'human'],
]; // prettier-ignore

describe('no false alarm', () => {
  it.each(ORDINARY)('about %s', async (_, source, expected) => {
    expect(await classOf(source)).toBe(expected);
  });
});
