import { transact } from '../../context.ts';
import type { Job } from '../../jobs/running.ts';
import { recordAll } from '../../store/events.ts';
import { type DayRow, forgetDays, takeUntold } from './queries.ts';

const keptDays = 400;

/** Every night the log gets one line for each day that is over: how much was asked, answered, failed and held back. No words, no names. */
export const tellAssistantJob: Job = {
  name: 'assistant.tell',
  work: (ctx) =>
    transact(ctx, async (ctx) => {
      const days = new Map<string, DayRow[]>();
      for (const row of await takeUntold(ctx.trx, ctx.now)) days.set(row.day, [...(days.get(row.day) ?? []), row]);
      await recordAll(
        ctx,
        [...days].map(([day, rows]) => ({
          type: 'assistant.day-counted',
          subjectId: null,
          data: {
            day,
            tasks: Object.fromEntries(
              rows.map(({ task, asked, answered, failed, held_back }) => [
                task,
                { asked, answered, failed, heldBack: held_back },
              ]),
            ),
          },
        })),
      );
      await forgetDays(ctx.trx, new Date(ctx.now.getTime() - keptDays * 86_400_000));
    }),
};
