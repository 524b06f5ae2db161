import { createHmac } from 'node:crypto';
import { sameSecret } from '../signing.ts';

/**
 * Signed references to our own cases and messages. They are what lets a stranger's mail into a conversation, so they cannot be
 * guessed: 100 bits of HMAC-SHA-256, written in lower-case base32 because mail systems change the case of addresses.
 */
const SIGNATURE_LENGTH = 20;
const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';

/** `support+k123.sig@example.org` for `support@example.org` and case 123. An existing plus-part is replaced. */
export function signReplyAddress(secret: string, mailboxAddress: string, caseNumber: number): string {
  const { local, domain } = splitAddress(mailboxAddress);
  return `${local}+k${String(caseNumber)}.${sign(secret, 'address', domain, String(caseNumber))}@${domain}`;
}

/** The case number a reply address is signed for; null when it carries no token, or a forged one. */
export function verifyReplyAddress(secret: string, address: string): { caseNumber: number } | null {
  const match = /^([^+@]+)\+k(\d{1,12})\.([a-z2-7]{20})@([^@\s]+)$/.exec(address.trim().toLowerCase());
  if (!match) return null;
  const [, , caseNumber = '', signature = '', domain = ''] = match;
  return sameSecret(signature, sign(secret, 'address', domain, caseNumber)) ? { caseNumber: Number(caseNumber) } : null;
}

/**
 * `support+k123-4.sig@example.org`: the reply address of the fourth party of case 123. It says who speaks, so that his words
 * never come to stand among the customer's.
 */
export function signPartyAddress(secret: string, mailboxAddress: string, caseNumber: number, place: number): string {
  const { local, domain } = splitAddress(mailboxAddress);
  const key = `${String(caseNumber)}-${String(place)}`;
  return `${local}+k${key}.${sign(secret, 'party', domain, key)}@${domain}`;
}

/** The case and the party a reply address is signed for; null when it carries no such token, or a forged one. */
export function verifyPartyAddress(secret: string, address: string): { caseNumber: number; place: number } | null {
  const match = /^([^+@]+)\+k(\d{1,12})-(\d{1,5})\.([a-z2-7]{20})@([^@\s]+)$/.exec(address.trim().toLowerCase());
  if (!match) return null;
  const [, , caseNumber = '', place = '', signature = '', domain = ''] = match;
  if (!sameSecret(signature, sign(secret, 'party', domain, `${caseNumber}-${place}`))) return null;
  return { caseNumber: Number(caseNumber), place: Number(place) };
}

/** `<caseNumber.messageKey.sig@domain>`; `messageKey` is the message's id (letters, digits, hyphens). */
export function signMessageId(secret: string, domain: string, caseNumber: number, messageKey: string): string {
  const key = messageKey.toLowerCase();
  if (!/^[a-z0-9-]{1,64}$/.test(key)) throw new TypeError('A message key has letters, digits and hyphens only.');
  return `<${String(caseNumber)}.${key}.${sign(secret, 'message', domain.toLowerCase(), `${String(caseNumber)}.${key}`)}@${domain.toLowerCase()}>`;
}

/** Case and message a Message-ID was signed for; null when it is not ours. Accepts it with or without angle brackets. */
export function verifyMessageId(secret: string, messageId: string): { caseNumber: number; messageKey: string } | null {
  const match = /^<?(\d{1,12})\.([a-z0-9-]{1,64})\.([a-z2-7]{20})@([^@\s<>]+?)>?$/.exec(messageId.trim().toLowerCase());
  if (!match) return null;
  const [, caseNumber = '', key = '', signature = '', domain = ''] = match;
  return sameSecret(signature, sign(secret, 'message', domain, `${caseNumber}.${key}`))
    ? { caseNumber: Number(caseNumber), messageKey: key }
    : null;
}

/** The text of the marker for HTML bodies: `kept-k123.sig`. It survives as class or id, attributes that quoting keeps. */
export function signMarker(secret: string, caseNumber: number): string {
  return `kept-k${String(caseNumber)}-${sign(secret, 'marker', '', String(caseNumber))}`;
}

/** Every case an HTML (or text) body carries a genuine marker of, in order; forged ones are left out. */
export function verifyMarkers(secret: string, body: string): { caseNumber: number }[] {
  const found = new Set<number>();
  // Outlook on the web prefixes classes and ids with "x_" each time it quotes.
  for (const match of body
    .slice(0, 2_000_000)
    .toLowerCase()
    .matchAll(/kept-k(\d{1,12})-([a-z2-7]{20})(?![a-z2-7])/g)) {
    if (sameSecret(match[2] ?? '', sign(secret, 'marker', '', match[1] ?? ''))) found.add(Number(match[1]));
  }
  return [...found].map((caseNumber) => ({ caseNumber }));
}

function sign(secret: string, purpose: string, scope: string, subject: string): string {
  if (secret.length < 16) throw new TypeError('The secret that signs mail tokens needs at least 16 characters.');
  const digest = createHmac('sha256', secret)
    .update(`kept mail ${purpose}\0${scope.toLowerCase()}\0${subject}`)
    .digest();
  return base32(digest).slice(0, SIGNATURE_LENGTH);
}

function base32(bytes: Buffer): string {
  let bits = 0;
  let value = 0;
  let text = '';
  for (const byte of bytes) {
    value = ((value << 8) | byte) & 0xffff;
    bits += 8;
    while (bits >= 5) {
      text += ALPHABET[(value >>> (bits - 5)) & 31];
      bits -= 5;
    }
  }
  return text;
}

function splitAddress(address: string): { local: string; domain: string } {
  const at = address.lastIndexOf('@');
  if (at <= 0 || at === address.length - 1 || /[\s<>,;]/.test(address))
    throw new TypeError(`"${address}" is not a mail address.`);
  return { local: address.slice(0, at).replace(/\+.*$/, ''), domain: address.slice(at + 1).toLowerCase() };
}
