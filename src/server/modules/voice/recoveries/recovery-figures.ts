import { shareFigure } from '../../../../contract/figures.ts';
import type { RecoveryFigures } from '../../../../contract/recoveries.ts';
import type { CauseKind } from '../../../../domain/voice/recovery.ts';
import { kaplanMeier, survivalQuantile } from '../../../../domain/measures/survival.ts';
import type { Context } from '../../../context.ts';
import {
  countByAge,
  countByCause,
  countBySource,
  countByTouchpoint,
  countEnded,
  readContacts,
} from './recovery-figure-queries.ts';

/** Open recoveries are grouped by how old they are, in days. */
const ages = [2, 5, 10, 30, null] as const;

/**
 * How well we win customers back: what is open, whom we won back by their own word, how long the first human contact
 * took, and why it happened. Those who still wait for the first contact count as longer than all that ended (censored).
 */
export async function readRecoveryFigures(
  ctx: Context,
  query: { days?: number | undefined },
): Promise<RecoveryFigures> {
  const days = query.days ?? 180;
  const since = new Date(ctx.now.getTime() - days * 86_400_000);
  const [open, ended, contacts, causes, touchpoints, sources] = await Promise.all([
    countByAge(ctx.db, ctx.actor, ctx.now),
    countEnded(ctx.db, ctx.actor, since),
    readContacts(ctx.db, ctx.actor, since, ctx.now),
    countByCause(ctx.db, ctx.actor, since),
    countByTouchpoint(ctx.db, ctx.actor, since),
    countBySource(ctx.db, ctx.actor, since),
  ]);
  const inAge = (at: number, severe: boolean) => {
    const from = at === 0 ? -1 : ages[at - 1]!;
    const to = ages[at] ?? Number.POSITIVE_INFINITY;
    return open
      .filter((row) => row.days > from && row.days <= to && (row.severity === 'severe') === severe)
      .reduce((sum, { n }) => sum + n, 0);
  };
  const judged = contacts.filter(({ in_time }) => in_time !== null);
  return {
    days,
    open: sum(open),
    severe: sum(open.filter(({ severity }) => severity === 'severe')),
    late: open.reduce((all, { late }) => all + late, 0),
    byAge: ages.map((upToDays, at) => ({ upToDays, normal: inAge(at, false), severe: inAge(at, true) })),
    recovered: shareFigure(ended.recovered, ended.ended),
    stillGood30: shareFigure(ended.good30, ended.said30),
    stillGood90: shareFigure(ended.good90, ended.said90),
    contactInTime: shareFigure(judged.filter(({ in_time }) => in_time).length, judged.length),
    contactMedianMinutes:
      survivalQuantile(kaplanMeier(contacts.map(({ minutes, made }) => ({ time: minutes, happened: made }))), 0.5)
        .time ?? null,
    causes: causes.map(({ kind, n, recovered, ended }) => ({
      kind: kind as CauseKind | null,
      n,
      recovered: shareFigure(recovered, ended),
    })),
    touchpoints: touchpoints.map(({ id, name, n, recovered, ended }) => ({
      touchpoint: id === null ? null : { id, name: name ?? '' },
      n,
      recovered: shareFigure(recovered, ended),
    })),
    bySource: sources,
  };
}

function sum(rows: readonly { n: number }[]): number {
  return rows.reduce((all, { n }) => all + n, 0);
}
