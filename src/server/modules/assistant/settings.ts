import type { AssistantSettings } from '../../../contract/assistant.ts';
import { assistantTasks, type AssistantTask } from '../../../domain/assistant/tasks.ts';
import { isResting } from '../../../domain/assistant/resting.ts';
import { type Context, transact } from '../../context.ts';
import { record } from '../../store/events.ts';
import { findSettings, findStanding, listDays, updateSettings } from './queries.ts';

const shownDays = 14;

/** What it may read, and for whom it does not. */
export async function readSettings(ctx: Pick<Context, 'db'>): Promise<AssistantSettings> {
  const row = await findSettings(ctx.db);
  return { on: row.is_on, reads: assistantTasks.filter((task) => row.reads.includes(task)), teamsOff: row.teams_off };
}

/** Changes what is given. Records `assistant.settings-changed`. */
export function changeSettings(ctx: Context, input: Partial<AssistantSettings>): Promise<void> {
  return transact(ctx, async (ctx) => {
    const before = await readSettings(ctx);
    const after = { ...before, ...input };
    if (JSON.stringify(before) === JSON.stringify(after)) return;
    await updateSettings(ctx.trx, {
      is_on: after.on,
      reads: after.reads,
      teams_off: after.teamsOff,
      switched_at: ctx.now,
    });
    await record(ctx, 'assistant.settings-changed', null, { before, after });
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
  const [settings, standing, days] = [
    await readSettings(ctx),
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
  standing: { points: number; answered_at: Date | null },
) {
  if (!isSet) return 'unset' as const;
  if (!isOn) return 'off' as const;
  if (rests) return 'resting' as const;
  if (standing.points > 0) return 'failing' as const;
  return standing.answered_at === null ? ('untried' as const) : ('answering' as const);
}
