/** How a customer feels, read once more by the assistant after the lexicon has answered: only what it can show in the customer's own words. */
import { Type } from 'typebox';
import { OneOf } from '../../../contract/shapes.ts';
import { groundedIn } from '../../../domain/assistant/grounding.ts';
import { type FeelingName, feelingNames } from '../../../domain/words/feelings.ts';
import type { Context, WritingContext } from '../../context.ts';
import { transact } from '../../context.ts';
import type { Job } from '../../jobs/running.ts';
import { hasHappened, record } from '../../store/events.ts';
import { askAgain, askAssistant, isFresh, messageToRead } from '../assistant/index.ts';
import { feelOnCase, isFeelingSaid } from '../cases/index.ts';
import { insertFelt, type MessageWords, removeFelt } from './queries.ts';

export const askFeelingsName = 'words.ask-feelings';
/** The event that holds what the assistant read: places and kinds, none of the words. */
export const readByAssistantType = 'words.read-by-assistant';

const instructions = `The text is one message that a customer wrote to a company, in any language.
Name its language as an ISO 639-1 code, and list the feelings that the customer shows towards the company or the matter:
angry (irritated, furious, indignant, sarcastic reproach), worried (afraid, anxious, in need of reassurance), let-down (disappointed, resigned), confused (does not understand, unsure what to do), glad (pleased, relieved, praising), thankful (thanks for something that was done).
strength: 1 slight, 2 clear, 3 strong. quote: the words that show it. about: the words that say what it is about, or null.
Formulas of politeness ("thanks in advance", "kind regards") are no feeling, nor is a request or a plain report of what is wrong. Many messages show no feeling: then the list is empty. Each feeling at most once.`;

const FeelingsAnswer = Type.Object({
  language: Type.String({ pattern: '^[a-z]{2,3}$' }),
  feelings: Type.Array(
    Type.Object({
      feeling: OneOf(feelingNames),
      strength: Type.Integer({ minimum: 1, maximum: 3 }),
      quote: Type.String({ maxLength: 2000 }),
      about: Type.Union([Type.String({ maxLength: 2000 }), Type.Null()]),
    }),
    { maxItems: 12 },
  ),
});

/** One feeling as it stands in the log. */
interface ReadFeeling {
  feeling: FeelingName;
  strength: number;
  from: number;
  to: number;
  aboutFrom: number | null;
  aboutTo: number | null;
}

/** Asks the assistant about one message; what it says is recorded once, and nothing waits for it. */
export const askFeelingsJob: Job = {
  name: askFeelingsName,
  work: (ctx, payload) => readMessage(ctx, String(payload['messageId']), Number(payload['tries'] ?? 0)),
};

/** Records `words.read-by-assistant`, which `takeReading` takes up. */
async function readMessage(ctx: Context, messageId: string, tries: number): Promise<void> {
  if (await hasHappened(ctx.db, readByAssistantType, messageId)) return;
  const message = await messageToRead(ctx, 'feelings', messageId);
  if (message === undefined || message.authorKind !== 'customer' || !isFresh(message.at, ctx.now)) return;
  if (!/\p{L}|\p{Extended_Pictographic}/u.test(message.read.text)) return;
  const answer = await askAssistant(ctx, {
    task: 'feelings',
    instructions,
    input: { text: message.read.text },
    schema: FeelingsAnswer,
  });
  if (!('value' in answer)) return askAgain(ctx, askFeelingsName, messageId, { tries, trouble: answer.trouble });
  const { language, feelings } = answer.value;
  const found = new Map<FeelingName, ReadFeeling>();
  for (const { feeling, strength, quote, about } of feelings) {
    const at = groundedIn(message.read, quote);
    if (at === null || (found.get(feeling)?.strength ?? 0) >= strength) continue;
    const aboutAt = about === null ? null : groundedIn(message.read, about);
    found.set(feeling, {
      feeling,
      strength,
      from: at.start,
      to: at.end,
      aboutFrom: aboutAt?.start ?? null,
      aboutTo: aboutAt?.end ?? null,
    });
  }
  await transact(ctx, (ctx) =>
    record(ctx, readByAssistantType, messageId, {
      messageId,
      caseId: message.caseId,
      language,
      found: [...found.values()].toSorted((one, other) => other.strength - one.strength),
      // what it claimed and could not show
      dropped: feelings.length - found.size,
    }),
  );
}

/**
 * Puts what the assistant read in the place of what the lexicon read. A person who has said since how the customer feels is right, and a
 * reading that could show none of its claims changes nothing.
 */
export async function takeReading(
  ctx: WritingContext,
  message: MessageWords,
  data: Record<string, unknown>,
): Promise<void> {
  const found = data['found'] as ReadFeeling[];
  if (found.length === 0 && Number(data['dropped']) > 0) return;
  if (await isFeelingSaid(ctx, message.id)) return;
  const [before] = await removeFelt(ctx.trx, message.id);
  for (const one of found)
    await insertFelt(ctx.trx, {
      message_id: message.id,
      case_id: message.case_id,
      feeling: one.feeling,
      strength: one.strength,
      quote_from: one.from,
      quote_to: one.to,
      about_from: one.aboutFrom,
      about_to: one.aboutTo,
      language: String(data['language']),
      at: message.at,
      read_by: 'assistant',
    });
  const leading = found[0];
  // the same feeling again is no news for anybody
  if (before?.feeling === leading?.feeling && before?.strength === leading?.strength) return;
  await feelOnCase(ctx, {
    caseId: message.case_id,
    messageId: message.id,
    feeling: leading?.feeling ?? null,
    strength: leading?.strength ?? 0,
  });
}
