import type { WidgetSurvey } from '../../../contract/widget-survey.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { closestLanguage } from '../../catalogue.ts';
import type { Context } from '../../context.ts';
import {
  answerAskInPanel,
  askAboutCaseInPanel,
  type AskInPanel,
  findAskInPanel,
  readAskInPanel,
} from '../voice/index.ts';
import { listChatRows, wentElsewhere } from './chat-queries.ts';
import { theChat } from './reading.ts';
import type { Visitor } from './visiting.ts';

/**
 * Asks a visitor in the panel: about his conversation once it is closed, or, without one, what waits for him when he has proved who he
 * is. A conversation that went on elsewhere is asked about only there, unless he has proved that it is his.
 */
export async function askInPanel(
  ctx: Context,
  visitor: Visitor,
  input: { chatId?: string | undefined },
): Promise<{ survey: WidgetSurvey | null }> {
  const language = closestLanguage(visitor.language);
  if (input.chatId === undefined) {
    if (visitor.customer_id === null || visitor.verified_by === null) return { survey: null };
    return { survey: show(await readAskInPanel(ctx, visitor.customer_id, language)) };
  }
  const chat = await theChat(ctx, visitor, input.chatId);
  if (chat.state !== 'closed' || (await wentElsewhere(ctx.db, visitor, chat))) return { survey: null };
  return { survey: show(await askAboutCaseInPanel(ctx, chat.root_id, language)) };
}

/** Records what he answered. @throws Refusal not_found for an ask that is not his; as `recordAnswer` */
export async function answerInPanel(
  ctx: Context,
  visitor: Visitor,
  id: string,
  input: { answers: Record<string, unknown>; unfinished?: boolean | undefined },
) {
  await mustBeHis(ctx, visitor, id);
  const language = closestLanguage(visitor.language);
  const { complete, bad, thanks } = await answerAskInPanel(ctx, id, { ...input, language });
  return { complete, bad, thanks };
}

/** His are asks about conversations that he may see; when he has proved who he is, all asks of that customer. */
async function mustBeHis(ctx: Context, visitor: Visitor, id: string): Promise<void> {
  const ask = await findAskInPanel(ctx, id);
  if (ask !== undefined) {
    if (ask.caseId !== null && (await listChatRows(ctx.db, visitor, { id: ask.caseId, limit: 1 })).length > 0) return;
    if (visitor.verified_by !== null && visitor.customer_id === ask.customerId) return;
  }
  throw new Refusal('not_found', 'survey-link', 'There is no such question for you.');
}

function show(ask: AskInPanel | undefined): WidgetSurvey | null {
  if (ask === undefined) return null;
  const { id, title, open } = ask;
  return {
    id,
    title,
    subject: open.subject,
    anonymous: open.anonymous,
    questions: open.questions,
    given: { ...open.given },
    answered: open.answered,
  };
}
