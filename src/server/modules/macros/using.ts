import { sql } from 'kysely';
import type { MacroAction, Rendered } from '../../../contract/cases-macros.ts';
import { type Context, staffId, transact, type WritingContext } from '../../context.ts';
import { record } from '../../store/events.ts';
import { addFollower, changeCase, closeCase, findCase, noteOnCase, replyToCase, snoozeCase } from '../cases/index.ts';
import { makePromise } from '../promises/index.ts';
import { fill } from './filling.ts';
import { findMacro } from './macros.ts';
import { valuesOn } from './values.ts';

/** What came of a macro: what is left for the person to do. */
export interface Used {
  caseId: string;
  insert: string | null;
  after: 'waiting' | 'open' | 'close' | null;
  problems: Rendered['problems'];
}

/**
 * Uses a macro on a case, in one transaction: its deeds are done in their order; its text is sent, noted, or handed back to be put into
 * the answer. With text that is handed back, whose turn it is (and closing) waits until that answer is sent: `after`. A text that is to
 * be sent is not, when a placeholder has no value: then it is handed back with what is missing. Records `macros.used`.
 */
export function useMacro(
  ctx: Context,
  ref: string,
  macroId: string,
  input: { revision?: number | undefined },
): Promise<Used> {
  return transact(ctx, async (ctx) => {
    const macro = await findMacro(ctx, macroId);
    const found = await findCase(ctx, ref);
    const values = await valuesOn(ctx, found.id);
    const said = macro.html === '' ? { html: '', problems: [] } : fill(macro.html, values);
    const whole = said.problems.length === 0;
    const hasText = said.html !== '';
    const inserts = hasText && (macro.text_use === 'insert' || !whole);
    const last = macro.actions.findLast((action) => action.do === 'close' || action.do === 'state');
    const after =
      last === undefined ? null : last.do === 'close' ? ('close' as const) : last.do === 'state' ? last.state : null;
    const sends = hasText && !inserts && macro.text_use === 'send';
    for (const action of macro.actions) {
      // whose turn it is follows the answer: said with it, or once it is sent
      if ((inserts || sends) && (action.do === 'close' || action.do === 'state')) continue;
      await act(ctx, found.id, action, values);
    }
    if (hasText && !inserts && macro.text_use === 'note') await noteOnCase(ctx, found.id, { html: said.html });
    if (sends)
      await replyToCase(ctx, found.id, {
        html: said.html,
        revision: input.revision ?? found.revision,
        ...(after === 'close' ? { close: {} } : { stateAfter: after ?? 'waiting' }),
      });
    await sql`update macros set used = used + 1, last_used_at = ${ctx.now} where id = ${macroId}::uuid`.execute(
      ctx.trx,
    );
    await record(ctx, 'macros.used', macroId, { caseId: found.id, name: macro.name, userId: staffId(ctx.actor) });
    return {
      caseId: found.id,
      insert: inserts ? said.html : null,
      after: inserts ? after : null,
      problems: said.problems,
    };
  });
}

async function act(
  ctx: WritingContext,
  caseId: string,
  action: MacroAction,
  values: Parameters<typeof fill>[1],
): Promise<void> {
  switch (action.do) {
    case 'state':
      await changeCase(ctx, caseId, { state: action.state });
      break;
    case 'close':
      await closeCase(ctx, caseId, {});
      break;
    case 'priority':
      await changeCase(ctx, caseId, { priority: action.priority });
      break;
    case 'kind':
      await changeCase(ctx, caseId, { kind: action.kind });
      break;
    case 'add-tags':
    case 'remove-tags': {
      const { tags } = await findCase(ctx, caseId);
      const next =
        action.do === 'add-tags' ? [...tags, ...action.tags] : tags.filter((tag) => !action.tags.includes(tag));
      await changeCase(ctx, caseId, { tags: next });
      break;
    }
    case 'assign':
      await changeCase(ctx, caseId, {
        assigneeId: action.assigneeId === 'me' ? staffId(ctx.actor) : action.assigneeId,
      });
      break;
    case 'team':
      await changeCase(ctx, caseId, { teamId: action.teamId });
      break;
    case 'snooze':
      await snoozeCase(ctx, caseId, new Date(ctx.now.getTime() + action.hours * 3_600_000).toISOString());
      break;
    case 'note':
      await noteOnCase(ctx, caseId, { html: fill(action.html, values).html });
      break;
    case 'promise':
      await makePromise(ctx, {
        caseId,
        what: action.what,
        dueAt: new Date(ctx.now.getTime() + action.hours * 3_600_000).toISOString(),
      });
      break;
    case 'follow': {
      const me = staffId(ctx.actor);
      if (me !== null) await addFollower(ctx, caseId, me);
    }
  }
}
