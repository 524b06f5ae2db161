import { sql } from 'kysely';
import {
  isEmptySearch,
  readSearch,
  type SearchQuery,
  type Term,
  type WordGroup,
} from '../../../../domain/cases/search-language.ts';
import { otherDigits, otherSpellings } from '../../../../domain/cases/search-spelling.ts';
import type { Context } from '../../../context.ts';

/** What was typed, as PostgreSQL reads it. */
export interface WordedSearch {
  query: SearchQuery;
  /** All words as they stand; null when only filters or only what is not wanted was typed. */
  exact: string | null;
  /** Words that may be only begun or in another form too; null when that makes no difference. */
  wide: string | null;
  /** Each word by itself, where several are wanted: one may stand in the subject and another in what was said. */
  each: string[];
  /** What must not occur, for searches without words. */
  without: string | null;
  /** To be marked in what is shown. */
  marks: string[];
  empty: boolean;
}

/** The stemmers of the languages that may be known; other languages are found by the beginnings of their words. */
const stemmers: Readonly<Record<string, string>> = Object.fromEntries(
  `ar=arabic da=danish de=german el=greek en=english es=spanish fi=finnish fr=french hu=hungarian it=italian nb=norwegian nl=dutch no=norwegian
  pt=portuguese ro=romanian ru=russian sv=swedish tr=turkish`
    .split(/\s+/)
    .map((pair) => pair.split('=') as [string, string]),
);

/** Reads the query in the company's day and languages, and words it for the index. */
export async function wordSearch(ctx: Context, typed: string): Promise<WordedSearch> {
  const { rows } = await sql<{ today: string; languages: string[] }>`
    select (${ctx.now}::timestamptz at time zone coalesce((select time_zone from company limit 1), 'UTC'))::date::text as today,
      array(select language from company union select distinct language from users where active limit 8) as languages`.execute(
    ctx.db,
  );
  const query = readSearch(typed, rows[0]?.today ?? ctx.now.toISOString().slice(0, 10));
  const terms = query.groups.flatMap(({ any }) => any);
  const worded = await wordTerms(ctx, terms, rows[0]?.languages ?? []);
  const all = (groups: readonly WordGroup[], pick: (term: WordedTerm) => string) =>
    groups
      .map(({ not, any }) => {
        const ways = any.map((term) => worded.get(term)).filter((one) => one !== undefined && one.exact !== '');
        if (ways.length === 0) return '';
        const joined = ways.map((one) => `(${not ? (one as WordedTerm).exact : pick(one as WordedTerm)})`).join(' | ');
        return not ? `!(${joined})` : `(${joined})`;
      })
      .filter((part) => part !== '')
      .join(' & ');
  const wanted = query.groups.filter(({ not }) => !not);
  const exact = all(query.groups, (term) => term.exact);
  const wide = all(query.groups, (term) => term.wide);
  const found = wanted.length > 0 && all(wanted, (term) => term.exact) !== '';
  return {
    query,
    exact: found ? exact : null,
    wide: found && wide !== exact ? wide : null,
    each:
      found && wanted.length > 1
        ? wanted.map((group) => all([group], (term) => term.wide)).filter((q) => q !== '')
        : [],
    without: !found && exact !== '' ? exact : null,
    marks: wanted.flatMap(({ any }) => any.flatMap((term) => [...(worded.get(term)?.marks ?? []), term.text])),
    empty: isEmptySearch(query) || (!found && query.filters.length === 0),
  };
}

interface WordedTerm {
  exact: string;
  wide: string;
  marks: string[];
}

async function wordTerms(
  ctx: Context,
  terms: readonly Term[],
  languages: readonly string[],
): Promise<Map<Term, WordedTerm>> {
  if (terms.length === 0) return new Map();
  const spellings = terms.map(({ text, phrase, digits }) =>
    phrase
      ? []
      : [...(digits === null ? otherSpellings(text) : []), ...(/^[\p{Nd}\W]+$/u.test(text) ? otherDigits(text) : [])],
  );
  const texts = [...terms.map((term) => term.text), ...spellings.flat()];
  const known = [
    ...new Set(languages.map((language) => stemmers[language.slice(0, 2)]).filter((one) => one !== undefined)),
  ];
  const { rows } = await sql<{ phrase: string; loose: string; stems: string[] }>`
    select phraseto_tsquery('kept', search_text(t))::text as phrase, plainto_tsquery('kept', search_text(t))::text as loose,
      case when t ~ '^[[:alpha:]]{4,}$' then array(select (ts_lexize((s || '_stem')::regdictionary, lower(unaccent(t))))[1] from unnest(${known}::text[]) s)
        else '{}' end as stems
    from unnest(${texts}::text[]) with ordinality as u(t, n) order by n`.execute(ctx.db);
  const worded = new Map<Term, WordedTerm>();
  let place = terms.length;
  for (const [at, term] of terms.entries()) {
    const row = rows[at]!;
    const others = spellings[at]!.map(() => rows[place++]!.phrase).filter((one) => one !== '');
    const digits = term.digits === null ? [] : [`'${term.digits}'`];
    const exact = [term.digits !== null && !term.phrase ? row.loose : row.phrase, ...others, ...digits].filter(
      (one) => one !== '',
    );
    const stems = term.phrase ? [] : beginnings(row.phrase, row.stems);
    const begun =
      term.begun && !term.phrase && row.phrase !== '' ? [row.phrase, ...others].map((one) => `${one}:*`) : [];
    worded.set(term, {
      exact: exact.map((one) => `(${one})`).join(' | '),
      wide: [...exact, ...stems.map((one) => `'${one}':*`), ...begun].map((one) => `(${one})`).join(' | '),
      marks: [...stems, ...spellings[at]!],
    });
  }
  return worded;
}

/** What a word and its stem begin with alike: `deliver` for `deliveries` (stem `deliveri`). At least four letters. */
function beginnings(lexeme: string, stems: readonly (string | null)[]): string[] {
  const word = /^'([\p{L}]+)'$/u.exec(lexeme)?.[1];
  if (word === undefined) return [];
  const found = stems.flatMap((stem) => {
    let length = 0;
    while (stem !== null && length < stem.length && stem[length] === word[length]) length++;
    // `deliver` is found for `delivery` as well as for `deliveries`
    const begin = word.slice(0, word[length - 1] === 'i' || word[length - 1] === 'y' ? length - 1 : length);
    return begin.length >= 4 && begin.length < word.length ? [begin] : [];
  });
  return [...new Set(found)];
}
