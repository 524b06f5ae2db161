import { sql } from 'kysely';
import type { WritingContext } from '../../context.ts';
import { lookAround } from './looking-around.ts';
import { type Reach, readWordColumns } from './reach.ts';
import { belongsToScope, type Scope } from './scope.ts';

/** Where words of customers are copied to, for people to work with; elsewhere the same words may be somebody else's. */
const copies = [
  'huddles',
  'huddle_notes',
  'decisions',
  'improvements',
  'problems',
  'bells',
  'bell_comments',
  'kudos',
  'picks',
  'hand_overs',
  'bulk_run_cases',
  'rule_runs',
];

/** Quotes that were copied into agendas, decisions and reports, and the person's names there. */
export async function forgetSayings(
  ctx: WritingContext,
  reach: readonly Reach[],
  scope: Scope,
): Promise<Record<string, number>> {
  const said: string[] = [...scope.names];
  for (const [table, columns] of Object.entries(sayings)) {
    const mine = belongsToScope(reach, table, scope);
    if (mine === undefined) continue;
    for (const column of columns) {
      const words = sql.ref(`t.${column}`);
      const { rows } = await sql<{ words: string }>`
        select distinct ${words} as words from ${sql.table(table)} as t where ${mine} and length(${words}) between 8 and 4000 limit 2000
      `.execute(ctx.trx);
      said.push(...rows.map((row) => row.words));
    }
  }
  const columns = await readWordColumns(ctx.trx);
  const elsewhere = new Set([...columns.keys()].filter((table) => !copies.includes(table)));
  const counts: Record<string, number> = {};
  for (let at = 0; at < said.length; at += 50)
    for (const [table, count] of Object.entries(await lookAround(ctx, said.slice(at, at + 50), elsewhere)))
      counts[table] = (counts[table] ?? 0) + count;
  return counts;
}

const sayings: Readonly<Record<string, readonly string[]>> = {
  answers: ['word', 'why'],
  brief_answers: ['statement', 'quote'],
  moments: ['quote'],
  moment_evidence: ['quote'],
  observations: ['words'],
  recoveries: ['words', 'loss', 'acknowledgement', 'verdict_words'],
  recovery_checks: ['words'],
  radar_finds: ['outcome_words'],
  win_evidence: ['quote'],
  bells: ['quote', 'customer_first_name'],
  cases: ['subject', 'success_wish'],
  promises: ['what', 'spoken_words'],
};
