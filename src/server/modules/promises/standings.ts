/** How cases stand, as far as the log was read, and where their conversations go on. */
import type { WritingContext } from '../../context.ts';
import type { CaseBatch } from './case-clocks.ts';
import { findStandings, type Standing } from './policies/policy-queries.ts';

/** Cases are merged into merged ones no deeper than this. */
const mostHops = 50;

/** How some cases stand, and those in which they go on. */
export async function standingsOf(ctx: WritingContext, caseIds: ReadonlySet<string>): Promise<Map<string, Standing>> {
  const standings = new Map<string, Standing>();
  let missing = [...caseIds];
  for (let hops = 0; missing.length > 0 && hops < mostHops; hops++) {
    const found = await findStandings(ctx.trx, missing);
    for (const standing of found) standings.set(standing.case_id, standing);
    missing = found.flatMap(({ merged_into }) =>
      merged_into === null || standings.has(merged_into) ? [] : [merged_into],
    );
  }
  return standings;
}

/**
 * Where the conversation of a case goes on. Of two deeds at the same moment the log may tell the merge first and then what was said
 * before it: it is said there, or it would be promised in a case that nobody looks at any more.
 */
export function goingOn(batch: CaseBatch, standing: Standing): Standing {
  let here = standing;
  for (let hops = 0; here.merged_into !== null && hops < mostHops; hops++)
    here = batch.standings.get(here.merged_into) ?? here;
  return here;
}
