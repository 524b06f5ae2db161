import { shareFigure } from '../../../contract/figures.ts';
import type { QueryOf } from '../../../contract/route.ts';
import type { readKeptRate as keptRoute } from '../../../contract/promises.ts';
import { isOwedToCustomer } from '../../../domain/promises/promise-kinds.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Context } from '../../context.ts';
import { actingStaff } from './ledger.ts';
import { anyScope, countEndings, keptBy, ofTeams } from './reading-queries.ts';

const day = 86_400_000;
/** The usual window, and the widest: beyond it the roll-ups of measures answer. */
const usualDays = 30;
const mostDays = 366;
const nobody = '00000000-0000-0000-0000-000000000000';

/**
 * How many of the promises that ended in `[from, to)` were kept, kinds apart; `all` is what was owed to customers, by policy and
 * by word, and neither the house's own tasks nor estimates. One's own share is shown to oneself
 * alone: there is no way to ask for another person's.
 * @throws Refusal invalid `period-invalid`.
 */
export async function readKeptRate(ctx: Context, query: QueryOf<typeof keptRoute>) {
  const to = query.to === undefined ? ctx.now : new Date(query.to);
  const from = query.from === undefined ? new Date(+to - usualDays * day) : new Date(query.from);
  if (!(from < to) || +to - +from > mostDays * day)
    throw new Refusal(
      'invalid',
      'period-invalid',
      `Ask for a period of at most ${mostDays} days that ends after it begins.`,
      { field: 'from' },
    );
  const within = { from, to };
  const teams = query.team === undefined ? ('teamIds' in ctx.actor ? ctx.actor.teamIds : []) : [query.team];
  const figures = async (scope: Parameters<typeof countEndings>[1]) =>
    figuresOf(await countEndings(ctx, scope, within, query.customer));
  return {
    from: from.toISOString(),
    to: to.toISOString(),
    own: await figures(keptBy(actingStaff(ctx) ?? nobody)),
    team: await figures(ofTeams(teams)),
    everyone: await figures(anyScope()),
  };
}

function figuresOf(endings: readonly { kind: string; state: string; n: number }[]) {
  const count = (state: string, kind?: string) =>
    endings
      .filter((one) => one.state === state && (kind === undefined ? isOwedToCustomer(one.kind) : one.kind === kind))
      .reduce((sum, { n }) => sum + n, 0);
  const share = (kind?: string) => {
    const kept = count('kept', kind);
    return shareFigure(kept, kept + count('broken', kind));
  };
  return {
    all: share(),
    policy: share('policy'),
    personal: share('personal'),
    estimate: share('estimate'),
    internal: share('internal'),
    withdrawn: count('withdrawn'),
  };
}
