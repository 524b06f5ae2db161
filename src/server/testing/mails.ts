import { mayAnswerAutomatically } from '../../domain/mail/mail-classes.ts';
import { type Inspection, inspectMail } from '../mail/inspecting.ts';
import type { ParsedMail } from '../mail/parsing/parsed-mail.ts';
import { parseMail } from '../mail/parsing/parsing.ts';

/** Everything the bytes of one mail tell. */
export interface InspectedMail extends Inspection {
  mail: ParsedMail;
  /** May a receipt or another automatic answer go out for it? */
  automaticAnswer: { allowed: boolean; reason: string };
}

/**
 * Reads one raw mail from end to end, as what comes in is read.
 * @param envelopeFrom the SMTP sender ('' for the null sender), which wins over a Return-Path header
 */
export async function inspectRawMail(
  raw: Buffer,
  { envelopeFrom, ...surroundings }: { ownAddresses: readonly string[]; secret: string; envelopeFrom?: string },
): Promise<InspectedMail> {
  const parsed = await parseMail(raw);
  const mail = envelopeFrom === undefined ? parsed : { ...parsed, returnPath: envelopeFrom };
  const inspection = inspectMail(mail, surroundings);
  return { mail, ...inspection, automaticAnswer: mayAnswerAutomatically(mail, inspection.classification) };
}
