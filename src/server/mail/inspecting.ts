import type { Bounce } from '../../domain/mail/bounce.ts';
import { classifyMail, type Classification } from '../../domain/mail/mail-classes.ts';
import { readBounce } from './bounces/bounces.ts';
import type { ParsedMail } from './parsing/parsed-mail.ts';
import { extractReply, type ExtractedReply } from './replies/replies.ts';
import { verifyMessageId } from './tokens.ts';

/** What a mail is: what came back with it, what kind it is, what is new in it. */
export interface Inspection {
  bounce: Bounce | null;
  classification: Classification;
  reply: ExtractedReply;
}

/**
 * Judges a mail as the door heard it.
 * @param ownAddresses of our mailboxes
 * @param secret verifies our own Message-IDs: what we sent ourselves reports no failure
 */
export function inspectMail(
  mail: ParsedMail,
  { ownAddresses, secret }: { ownAddresses: readonly string[]; secret: string },
): Inspection {
  const ownMessageId = mail.messageId !== null && verifyMessageId(secret, mail.messageId) !== null;
  const reply = extractReply(mail);
  const bounce = ownMessageId ? null : readBounce(mail);
  const classification = classifyMail({ ...mail, text: reply.visible }, { ownAddresses, ownMessageId, bounce });
  return { bounce, classification, reply };
}
