import type { AssistantSettings } from '../../../contract/assistant.ts';
import { assistantTasks, type AssistantTask } from '../../../domain/assistant/tasks.ts';
import { isResting } from '../../../domain/assistant/resting.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { type Context, transact } from '../../context.ts';
import { record } from '../../store/events.ts';
import { findSettings, findStanding, listDays, updateSettings } from './queries.ts';

const shownDays = 14;

/** What it may read, and for whom it does not. It is on for the server it was switched on for; another one is off until somebody says so. */
export async function readSettings(ctx: Pick<Context, 'db' | 'assistant'>): Promise<AssistantSettings> {
  const row = await findSettings(ctx.db);
  return {
    on: row.is_on && ctx.assistant !== undefined && row.host === ctx.assistant.host,
    reads: assistantTasks.filter((task) => row.reads.includes(task)),
    teamsOff: row.teams_off,
  };
}

/**
 * Changes what is given. Records `assistant.settings-changed`.
 * @throws Refusal conflict `assistant-unset` where none is named in the settings of the server
 */
export function changeSettings(ctx: Context, input: Partial<AssistantSettings>): Promise<void> {
  return transact(ctx, async (ctx) => {
    const before = await readSettings(ctx);
    const after = { ...before, ...input };
    if (after.on && ctx.assistant === undefined)
      throw new Refusal(
        'conflict',
        'assistant-unset',
        'No assistant is set up; name one in KEPT_ASSISTANT_URL first.',
        {
          field: 'on',
        },
      );
    const host = after.on ? (ctx.assistant?.host ?? null) : null;
    if (JSON.stringify(before) === JSON.stringify(after)) return;
    await updateSettings(ctx.trx, {
      is_on: after.on,
      reads: after.reads,
      teams_off: after.teamsOff,
      host,
      switched_at: ctx.now,
    });
    await record(ctx, 'assistant.settings-changed', null, { before, after, host });
  });
}

/** Whether it is set up, switched on for this, and not resting: then a question may be worth its way. */
export async function isReady(ctx: Context, task?: AssistantTask): Promise<boolean> {
  if (ctx.assistant === undefined) return false;
  const { on, reads } = await readSettings(ctx);
  if (!on || (task !== undefined && !reads.includes(task))) return false;
  const standing = await findStanding(ctx.db);
  return !isResting({ ...standing, restingUntil: standing.resting_until }, ctx.now);
}

/** Whether it is set up and switched on for this, resting or not: then a job may ask it later. */
export async function isWanted(ctx: Context, task: AssistantTask): Promise<boolean> {
  if (ctx.assistant === undefined) return false;
  const { on, reads } = await readSettings(ctx);
  return on && reads.includes(task);
}

/** Everything the screen of settings says of it. */
export async function readAssistant(ctx: Context) {
  const [settings, { is_on, host }, standing, days] = [
    await readSettings(ctx),
    await findSettings(ctx.db),
    await findStanding(ctx.db),
    await listDays(ctx.db, new Date(ctx.now.getTime() - (shownDays - 1) * 86_400_000)),
  ];
  const { assistant } = ctx;
  const rests = isResting({ ...standing, restingUntil: standing.resting_until }, ctx.now);
  const byDay = new Map<string, { asked: number; answered: number; failed: number; heldBack: number }>();
  for (const { day, asked, answered, failed, held_back } of days) {
    const one = byDay.get(day) ?? { asked: 0, answered: 0, failed: 0, heldBack: 0 };
    byDay.set(day, {
      asked: one.asked + asked,
      answered: one.answered + answered,
      failed: one.failed + failed,
      heldBack: one.heldBack + held_back,
    });
  }
  return {
    ...settings,
    endpoint: assistant === undefined ? null : { host: assistant.host, model: assistant.model },
    onFor: is_on && !settings.on ? host : null,
    state: stateOf(assistant !== undefined, settings.on, rests, standing),
    restingUntil: rests ? (standing.resting_until?.toISOString() ?? null) : null,
    trouble:
      standing.trouble === null || standing.trouble_at === null
        ? null
        : { code: standing.trouble as 'slow', at: standing.trouble_at.toISOString() },
    answeredAt: standing.answered_at?.toISOString() ?? null,
    days: [...byDay].map(([day, counts]) => ({ day, ...counts })),
  };
}

function stateOf(
  isSet: boolean,
  isOn: boolean,
  rests: boolean,
  standing: { points: number; rests: number; answered_at: Date | null },
) {
  if (!isSet) return 'unset' as const;
  if (!isOn) return 'off' as const;
  if (rests) return 'resting' as const;
  if (standing.points > 0 || standing.rests > 0) return 'failing' as const;
  return standing.answered_at === null ? ('untried' as const) : ('answering' as const);
}
