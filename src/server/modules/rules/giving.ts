import { Refusal } from '../../../domain/refusal.ts';
import type { WritingContext } from '../../context.ts';
import { askForSomebody, changeCase } from '../cases/index.ts';

/**
 * Gives a case to whoever takes over, or looks for somebody in its team where nobody does or may.
 * @returns whether it was taken over
 */
export async function giveOrAsk(ctx: WritingContext, caseId: string, to: string | null): Promise<boolean> {
  if (to !== null && (await given(ctx, caseId, to))) return true;
  await changeCase(ctx, caseId, { assigneeId: null });
  await askForSomebody(ctx, [caseId]);
  return false;
}

/** A private team's case cannot go to somebody outside it, and nothing to somebody who serves no longer. */
export async function given(ctx: WritingContext, id: string, to: string): Promise<boolean> {
  try {
    await changeCase(ctx, id, { assigneeId: to });
    return true;
  } catch (error) {
    if (error instanceof Refusal && error.code.startsWith('assignee-')) return false;
    throw error;
  }
}
