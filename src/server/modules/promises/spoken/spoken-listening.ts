import { spokenPromises } from '../../../../domain/promises/spoken-promise.ts';
import type { WritingContext } from '../../../context.ts';
import type { Subscription } from '../../../store/subscriptions.ts';
import { askLater, isWanted } from '../../assistant/index.ts';
import { takeHeard } from './assistant-heard.ts';
import { askSpokenName, heardByAssistantType } from './assistant-hearing.ts';
import { proposeFound, findSent } from './proposing.ts';
import { readScales } from './spoken-weighing.ts';

/**
 * Reads what was really sent, however it was written, and proposes the promises in it that nobody has confirmed yet: by the grammar at once,
 * and once more by the assistant where there is one. What that heard comes back through the log, so reading the log again never asks it again.
 */
export const spokenSubscription: Subscription = {
  name: 'promises.spoken',
  types: ['cases.replied', heardByAssistantType],
  handle: async (ctx, events) => {
    const asks = await isWanted(ctx, 'promises');
    for (const event of events) {
      const at = { ...ctx, now: event.at };
      const messageId = String(event.data['messageId']);
      if (event.type === heardByAssistantType) await takeHeard(at, event.data);
      else {
        await listen(at, messageId, String(event.data['caseId']));
        if (asks) await askLater(at, askSpokenName, messageId);
      }
    }
  },
};

async function listen(ctx: WritingContext, messageId: string, caseId: string): Promise<void> {
  const sent = await findSent(ctx, messageId, caseId);
  if (sent === undefined) return;
  const { calendar, zone: timeZone } = await readScales(ctx, { caseId, keeperId: sent.userId });
  const found = spokenPromises(sent.text, { at: sent.at, timeZone, calendar });
  const rows = found.map(({ quote, what, condition, due, strength, language }) => ({
    quote,
    what,
    condition,
    strength,
    language,
    due_at: due?.at ?? null,
    precision: due?.precision ?? null,
  }));
  await proposeFound(ctx, sent, rows);
}
