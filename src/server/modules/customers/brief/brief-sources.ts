import { sql } from 'kysely';
import type { BriefSource } from '../../../../domain/customers/brief.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import type { WritingContext } from '../../../context.ts';
import { belongsTo, findMessageOwner } from '../queries.ts';

/** Words that were said somewhere: when, and in full. */
interface Said {
  readonly at: Date;
  readonly words: string;
}

/**
 * Where and when an answer of the brief was said. The quote must stand there, and it must be this customer who said it, or
 * one of us who wrote down what he said: nobody's words are put into another's mouth.
 * @returns undefined when the answer names no place
 * @throws Refusal invalid `message-of-another`, `not-their-words`, `not-said`
 */
export async function placeOfWords(
  ctx: WritingContext,
  customerId: string,
  input: {
    quote?: string | null | undefined;
    messageId?: string | null | undefined;
    source?: { kind: BriefSource; id: string } | null | undefined;
  },
): Promise<Said | undefined> {
  const field = input.messageId ? 'messageId' : 'source';
  const said = input.messageId
    ? await saidInMessage(ctx, customerId, input.messageId)
    : input.source
      ? await saidElsewhere(ctx, customerId, input.source)
      : undefined;
  if (said === undefined) {
    if (!input.messageId && !input.source) return undefined;
    throw new Refusal(
      'invalid',
      input.messageId ? 'message-of-another' : 'words-of-another',
      'These words are not of this customer.',
      { field },
    );
  }
  const quote = lettersOf(input.quote ?? '');
  if (quote !== '' && !lettersOf(said.words).includes(quote))
    throw new Refusal('invalid', 'not-said', 'These words do not stand there.', { field: 'quote' });
  return said;
}

async function saidInMessage(ctx: WritingContext, customerId: string, messageId: string): Promise<Said | undefined> {
  const message = await findMessageOwner(ctx.trx, messageId);
  if (message?.customer_id !== customerId) return undefined;
  if (message.author_kind !== 'customer' && message.kind !== 'note')
    throw new Refusal(
      'invalid',
      'not-their-words',
      'We wrote that ourselves; the brief keeps what the customer said.',
      {
        field: 'messageId',
      },
    );
  return { at: message.at, words: message.text };
}

async function saidElsewhere(
  ctx: WritingContext,
  customerId: string,
  { kind, id }: { kind: BriefSource; id: string },
): Promise<Said | undefined> {
  const his = belongsTo('customer_id', customerId);
  const from = {
    answer: sql`select at, coalesce(why, '') || ' ' || coalesce(word, '') || ' ' || coalesce(more::text, '') as words from answers where id = ${id} and ${his}`,
    observation: sql`select heard_at as at, words from observations where id = ${id} and ${his}`,
    review: sql`select at, words from reviews where id = ${id} and ${his}`,
    note: sql`select at, words from customer_notes where id = ${id} and ${his}`,
    wish: sql`select created_at as at, success_wish as words from cases where id = ${id} and success_wish is not null and ${his}`,
  }[kind];
  const { rows } = await sql<Said>`${from}`.execute(ctx.trx);
  return rows[0];
}

/** Letters and figures only: what is marked on a page has other spaces, dots and dashes than what was stored. */
function lettersOf(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
}
