import type { Charter, CharterVersion, WordMatch } from '../../../contract/charter.ts';
import { checkMotto } from '../../../domain/charter/motto-check.ts';
import { differencesBetween } from '../../../domain/charter/differences.ts';
import type { Figure } from '../../../domain/measures/figure.ts';
import { type Language, wordMatch } from '../../../domain/voice/one-word.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { type Context, staffId } from '../../context.ts';
import { readCursor, writeCursor } from '../../store/pages.ts';
import { type CharterRow, companyPlace, findCurrentCharter, latestWords, listCharters, namesOf } from './queries.ts';

/** As many words as are read for the match; the figure is of the latest, never of a table that grows. */
const MOST_WORDS = 5000;
const MOST_WORDS_SHOWN = 100;
const MILLISECONDS_PER_DAY = 86_400_000;

/** The charter that holds now. @throws Refusal not_found `no-charter` before set-up. */
export async function currentCharter(ctx: Context): Promise<Charter> {
  const row = await findCurrentCharter(ctx.db);
  if (row === undefined) throw new Refusal('not_found', 'no-charter', 'There is no charter yet.');
  return showWith(await whoAndWhere(ctx, [row]))(row);
}

/** Every version, newest first, each with what changed against the one before it. */
export async function charterVersions(
  ctx: Context,
  query: { limit?: number | undefined; cursor?: string | undefined },
): Promise<{ items: CharterVersion[]; next: string | null }> {
  const limit = query.limit ?? 50;
  const after = readCursor(query.cursor, 1);
  // one more than shown: the last one shown is compared with it
  const rows = await listCharters(ctx.db, after === undefined ? undefined : Number(after[0]), limit + 1);
  const show = showWith(await whoAndWhere(ctx, rows));
  const shown = rows.slice(0, limit);
  const nothing = { word: '', meaning: '', proofs: [], motto: '', synonyms: [] };
  const items = shown.map((row, index) => ({
    ...show(row),
    differences: row.version === 1 ? [] : differencesBetween(rows[index + 1] ?? nothing, row),
  }));
  const last = shown.at(-1);
  return { items, next: rows.length > limit && last !== undefined ? writeCursor([last.version]) : null };
}

/** How many customers, asked for one word, said ours, of the latest answers of so many days. */
export async function wordMatchFigure(ctx: Context, days: number): Promise<WordMatch> {
  const charter = await findCurrentCharter(ctx.db);
  const place = await companyPlace(ctx.db);
  const since = new Date(ctx.now.getTime() - days * MILLISECONDS_PER_DAY);
  const answers = await latestWords(ctx.db, since, MOST_WORDS);
  const language: Language = place?.language.startsWith('de') === true ? 'de' : 'en';
  const match = wordMatch(
    answers.map((answer) => answer.word ?? ''),
    { word: charter?.word ?? '', synonyms: charter?.synonyms ?? [], language },
  );
  return {
    word: charter?.word ?? '',
    days,
    figure: shareOf(match.figure),
    words: match.words.slice(0, MOST_WORDS_SHOWN).map(({ example, count, ours }) => ({ word: example, count, ours })),
  };
}

/** A motto counted while somebody writes it; the company's language unless another is named. */
export async function mottoHints(ctx: Context, motto: string, language: string | undefined) {
  const known = language ?? (await companyPlace(ctx.db))?.language ?? 'en';
  return wireCheck(motto, known);
}

export function wireCheck(motto: string, language: string) {
  const check = checkMotto(motto, language);
  return { ...check, warnings: check.warnings.map((warning) => ({ ...warning })) };
}

const says = {
  count: 'count',
  'k of n': 'k-of-n',
  share: 'share',
  score: 'share',
  mean: 'share',
  'not enough to tell': 'not-enough',
} as const;

function shareOf(figure: Figure): WordMatch['figure'] {
  return {
    k: figure.k ?? 0,
    n: figure.n,
    share: figure.value ?? null,
    low: figure.interval?.low ?? null,
    high: figure.interval?.high ?? null,
    say: figure.n === 0 ? 'unknown' : says[figure.display],
  };
}

async function whoAndWhere(ctx: Context, rows: readonly CharterRow[]) {
  const names = await namesOf(
    ctx.db,
    rows.flatMap((row) => [row.made_by, ...row.agreed_by]),
  );
  const place = await companyPlace(ctx.db);
  return { ctx, names, language: place?.language ?? 'en', zone: place?.time_zone ?? 'UTC' };
}

function showWith({
  ctx,
  names,
  language,
  zone,
}: Awaited<ReturnType<typeof whoAndWhere>>): (row: CharterRow) => Charter {
  const today = Temporal.Instant.fromEpochMilliseconds(ctx.now.getTime())
    .toZonedDateTimeISO(zone)
    .toPlainDate()
    .toString();
  const me = staffId(ctx.actor);
  return (row) => ({
    id: row.id,
    version: row.version,
    word: row.word,
    meaning: row.meaning,
    proofs: row.proofs,
    motto: row.motto,
    synonyms: row.synonyms,
    whyChanged: row.why_changed,
    madeBy: row.made_by === null ? null : { id: row.made_by, name: names.get(row.made_by) ?? '' },
    madeAt: row.made_at.toISOString(),
    agreedBy: row.agreed_by.map((id) => ({ id, name: names.get(id) ?? '' })),
    iAgree: me !== null && row.agreed_by.includes(me),
    reviewOn: row.review_on,
    reviewDue: row.review_on !== null && row.review_on <= today,
    mottoCheck: wireCheck(row.motto, language),
  });
}
