import type { Bounce } from '../../domain/mail/bounce.ts';
import { classifyMail, mayAnswerAutomatically, type Classification } from '../../domain/mail/mail-classes.ts';
import { readBounce } from './bounces/bounces.ts';
import { parseMail } from './parsing/parsing.ts';
import type { ParsedMail } from './parsing/parsed-mail.ts';
import { extractReply, type ExtractedReply } from './replies/replies.ts';
import { verifyMessageId } from './tokens.ts';

/** Everything the bytes of one mail tell: what it says, what came back with it, what kind it is, what is new in it. */
export type InspectedMail = {
  mail: ParsedMail;
  bounce: Bounce | null;
  classification: Classification;
  reply: ExtractedReply;
  /** May a receipt or another automatic answer go out for it? */
  automaticAnswer: { allowed: boolean; reason: string };
};

/**
 * Reads one raw mail from end to end. `envelopeFrom` is the SMTP sender ('' for the null sender) and wins over a Return-Path
 * header; `ownAddresses` are the addresses of our mailboxes; `secret` verifies our own Message-IDs. Never throws on any bytes.
 */
export async function inspectMail(
  raw: Buffer,
  surroundings: { ownAddresses: readonly string[]; secret: string; envelopeFrom?: string },
): Promise<InspectedMail> {
  const parsed = await parseMail(raw);
  const mail = surroundings.envelopeFrom === undefined ? parsed : { ...parsed, returnPath: surroundings.envelopeFrom };
  const bounce = readBounce(mail);
  const reply = extractReply(mail);
  const classification = classifyMail(
    { ...mail, text: reply.visible },
    {
      ownAddresses: surroundings.ownAddresses,
      ownMessageId: mail.messageId !== null && verifyMessageId(surroundings.secret, mail.messageId) !== null,
      bounce,
    },
  );
  return { mail, bounce, classification, reply, automaticAnswer: mayAnswerAutomatically(mail, classification) };
}
