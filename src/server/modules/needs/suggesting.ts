import type { Suggestion } from '../../../contract/themes.ts';
import { clusterWords, mostTexts, nearestGroup } from '../../../domain/voice/themes.ts';
import type { Context } from '../../context.ts';
import { listLoose, type Source } from './queries.ts';

const day = 86_400_000;
const mostShown = 30;

/** Wishes and words under no need yet, grouped by what they have in common, and the need each group seems to fit. */
export async function suggestNeeds(ctx: Context) {
  const rows = await listLoose(ctx.db, ctx.actor, 'needs', {
    since: new Date(ctx.now.getTime() - 365 * day),
    most: mostTexts,
  });
  const needs = await ctx.db
    .selectFrom('needs as n')
    .select((eb) => [
      'n.id',
      'n.statement as name',
      eb
        .selectFrom('need_words as w')
        .innerJoin('heard_words as h', 'h.id', 'w.words_id')
        .select((inner) => inner.fn<string>('left', ['h.words', inner.val(200)]).as('words'))
        .whereRef('w.need_id', '=', 'n.id')
        .limit(1)
        .as('words'),
    ])
    .where('n.merged_into', 'is', null)
    .where('n.retired_at', 'is', null)
    .limit(500)
    .execute();
  return {
    items: grouped(
      rows,
      needs.map(({ id, name, words }) => ({ id, name, words: [name, words ?? ''] })),
    ),
    ...readOf(rows),
  };
}

/** Words under no theme yet, grouped by what they have in common. */
export async function suggestThemes(ctx: Context, feeling: string | undefined) {
  const rows = await listLoose(ctx.db, ctx.actor, 'themes', {
    since: new Date(ctx.now.getTime() - 180 * day),
    feeling,
    most: mostTexts,
  });
  const themes = await ctx.db
    .selectFrom('themes')
    .select(['id', 'name', 'keywords'])
    .where('retired_at', 'is', null)
    .limit(200)
    .execute();
  return {
    items: grouped(
      rows,
      themes.map(({ id, name, keywords }) => ({ id, name, words: [name, ...keywords] })),
    ),
    ...readOf(rows),
  };
}

/** How many were read; where there may be more, back to when. */
function readOf(rows: Awaited<ReturnType<typeof listLoose>>) {
  return { read: rows.length, since: rows.length < mostTexts ? null : rows.at(-1)!.at.toISOString() };
}

function grouped(
  rows: Awaited<ReturnType<typeof listLoose>>,
  kept: readonly { id: string; name: string; words: readonly string[] }[],
): Suggestion[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return clusterWords(rows.map((row) => ({ id: row.id, words: row.words, customer: row.customer_id })))
    .slice(0, mostShown)
    .map(({ keywords, ids, customers }) => {
      const members = ids.slice(0, 50).map((id) => byId.get(id)!);
      const near = nearestGroup(
        members
          .slice(0, 5)
          .map(({ words }) => words)
          .join(' '),
        kept,
      );
      const fits = kept.find(({ id }) => id === near?.id);
      return {
        keywords: [...keywords],
        customers,
        words: members.map((row) => ({
          id: row.id,
          source: row.source as Source,
          sourceId: row.source_id,
          messageId: row.message_id,
          words: row.words,
          customer: row.customer_id === null ? null : { id: row.customer_id, name: row.customer_name ?? '' },
          at: row.at.toISOString(),
        })),
        fits: fits === undefined ? null : { id: fits.id, name: fits.name },
      };
    });
}
