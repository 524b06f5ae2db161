import { sql } from 'kysely';
import type { SearchQuery } from '../../../../domain/cases/search-language.ts';
import { distance, slipsIn } from '../../../../domain/cases/search-spelling.ts';
import type { Context } from '../../../context.ts';

const most = 3;

/**
 * What may have been meant by a query that found little: each word that is nowhere written exchanged for one that is, the nearest
 * first. The caller must search for it before he offers it: a word that occurs only where one may not look is not offered.
 * @param foundSome something was found, so that words which do occur are left alone
 */
export async function likelyMeant(
  ctx: Context,
  typed: string,
  query: SearchQuery,
  foundSome: boolean,
): Promise<string[]> {
  const words = query.groups
    .filter(({ not }) => !not)
    .flatMap(({ any }) => any)
    .filter((term) => !term.phrase && term.digits === null && /^\p{L}{4,30}$/u.test(term.text))
    .map((term) => term.text)
    .slice(0, 6);
  if (words.length === 0) return [];
  const { rows } = await sql<{ typed: string; plain: string; word: string; same: boolean }>`
    select w.typed, w.plain, s.word, exists (select from search_words x where x.word = w.plain) as same
    from (select t as typed, lower(unaccent(t)) as plain from unnest(${words}::text[]) t) w
      cross join lateral (select word from search_words where word % w.plain and word <> w.plain
        and abs(length(word) - length(w.plain)) <= 2 order by similarity(word, w.plain) desc limit 30) s`.execute(
    ctx.db,
  );
  const choices = new Map<string, string[]>();
  for (const word of words) {
    const near = rows
      .filter((row) => row.typed === word && !(foundSome && row.same))
      .map((row) => ({
        word: row.word,
        far: distance(row.plain, row.word, slipsIn(row.plain)),
        most: slipsIn(row.plain),
      }))
      .filter(({ far, most }) => far <= most)
      .sort((one, other) => one.far - other.far)
      .map((one) => one.word);
    const known = rows.some((row) => row.typed === word && row.same);
    if (near.length > 0 && !(known && words.length > 1)) choices.set(word, near.slice(0, most));
  }
  if (choices.size === 0) return [];
  const replaced = (place: number) =>
    [...choices].reduce(
      (text, [word, near]) => text.replace(word, near[Math.min(place, near.length - 1)] ?? word),
      typed,
    );
  return [...new Set([...Array(most).keys()].map(replaced))];
}
