import { parse } from 'csv-parse/sync';
import { Refusal } from '../../../domain/refusal.ts';
import { type DayOrder, dayOrderOf, readWrittenDay } from '../../../domain/voice/written-days.ts';
import type { GivenReview } from './reviews.ts';

/** More rows than this are no table to paste: refused as a whole, rather than cut off in silence. */
const mostReviews = 20_000;

/** What columns are called, ours first; compared without case, accents and marks. */
const names: Readonly<Record<string, readonly string[]>> = {
  rating:
    'rating,stars,star rating,review stars,review rating,score,bewertung,sterne,punkte,puntuacion,calificacion,estrellas,note,etoiles,nota,avaliacao,estrelas'.split(
      ',',
    ),
  title: 'title,review title,headline,titel,uberschrift,titulo,titre'.split(','),
  words:
    'words,text,review,review text,review content,review body,comment,content,body,bewertungstext,rezension,kommentar,resena,comentario,opinion,avis,commentaire,texto,texte'.split(
      ',',
    ),
  author: 'author,name,reviewer,reviewer name,consumer name,user,autor,verfasser,kunde,cliente,auteur,client'.split(
    ',',
  ),
  at: 'at,date,day,review date,review created,review created utc,date created,created,created at,datum,tag,erstellt,fecha,data'.split(
    ',',
  ),
  key: 'key,id,review id,reference,referenz,referencia'.split(','),
  email: 'email,e mail,mail,reviewer email,consumer email,correo,courriel'.split(','),
  url: 'url,link,review url,review link,adresse'.split(','),
};

/** A row of a table: where it begins, and what it says or why it cannot be read. */
export interface ReviewRow {
  line: number;
  given?: Omit<GivenReview, 'source'>;
  because?: string;
}

interface Parsed {
  record: string[];
  /** The line it begins on. */
  line: number;
}

/**
 * Reads a table of reviews: commas, semicolons or tabs, quoted line ends, with or without a byte order mark, columns in the languages
 * of Kept. Rows that cannot be read say why, with the line they begin on.
 * @throws Refusal invalid review-table · review-table-broken · review-table-long
 */
export function readReviewTable(csv: string, order?: DayOrder): ReviewRow[] {
  const [head, ...rows] = parsed(csv);
  const columns = columnsOf(head?.record ?? []);
  if (!columns.has('words') && !columns.has('rating'))
    throw new Refusal(
      'invalid',
      'review-table',
      'This is no table with a first line that names “words” or “rating”; also read: author, at, key, email, url.',
      { field: 'csv' },
    );
  if (rows.length > mostReviews)
    throw new Refusal(
      'invalid',
      'review-table-long',
      `A table may have ${mostReviews} rows; this one has more. Nothing was added; give it in parts.`,
      { field: 'csv' },
    );
  const cell = (row: Parsed, name: string) => row.record[columns.get(name) ?? -1]?.trim() || undefined;
  const known = order ?? dayOrderOf(rows.flatMap((row) => cell(row, 'at') ?? []));
  return rows.map((row) => {
    const { line } = row;
    try {
      return { line, given: readRow((name) => cell(row, name), known) };
    } catch (problem) {
      if (!(problem instanceof Refusal)) throw problem;
      return { line, because: problem.message };
    }
  });
}

function parsed(csv: string): Parsed[] {
  // spreadsheets say in a line of its own what parts the columns
  const told = /^\uFEFF?sep=(.)\r?\n/i.exec(csv);
  const text = told === null ? csv.replace(/^\uFEFF/, '') : csv.slice(told[0].length);
  try {
    const rows = parse(text, {
      delimiter: told?.[1] ?? delimiterOf(text),
      skip_empty_lines: true,
      relax_column_count: true,
      relax_quotes: true,
      raw: true,
      to: mostReviews + 2,
    }) as unknown as { record: string[]; raw: string }[];
    let passed = told === null ? 0 : 1;
    return rows.map(({ record, raw }) => {
      // what was left out before a row stands in front of it
      const line = passed + 1 + breaksIn(/^[\r\n]*/.exec(raw)![0]);
      passed += breaksIn(raw);
      return { record, line };
    });
  } catch (error) {
    const line = typeof error === 'object' && error !== null && 'lines' in error ? Number(error.lines) : 1;
    throw new Refusal(
      'invalid',
      'review-table-broken',
      `The table cannot be read up to line ${line}: a quotation mark is opened and not closed. Nothing was added.`,
      { field: 'csv' },
    );
  }
}

function breaksIn(text: string): number {
  return text.match(/\r\n|\n|\r/g)?.length ?? 0;
}

/** What parts the columns of the first line: spreadsheets of many countries write semicolons. */
function delimiterOf(csv: string): string {
  const head = csv.slice(0, csv.search(/\r|\n|$/));
  const count = (mark: string) => head.split(mark).length;
  return [',', ';', '\t'].toSorted((one, two) => count(two) - count(one))[0]!;
}

function columnsOf(head: readonly string[]): Map<string, number> {
  const given = head.map(plain);
  const columns = new Map<string, number>();
  for (const [field, known] of Object.entries(names)) {
    const name = known.find((each) => given.includes(each));
    if (name !== undefined) columns.set(field, given.indexOf(name));
  }
  return columns;
}

function plain(name: string): string {
  return name
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\d]+/gu, ' ')
    .trim();
}

function readRow(cell: (name: string) => string | undefined, order?: DayOrder): Omit<GivenReview, 'source'> {
  const url = cell('url');
  const words = [cell('title'), cell('words')].filter((text) => text !== undefined).join('\n\n');
  return {
    rating: ratingIn(cell('rating')),
    words: words === '' ? undefined : words.slice(0, 10_000),
    author: cell('author')?.slice(0, 200),
    at: dayIn(cell('at'), order),
    key: cell('key')?.slice(0, 200),
    email: cell('email'),
    url: url !== undefined && /^https?:\/\//.test(url) ? url.slice(0, 2000) : undefined,
  };
}

function ratingIn(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^(?:★|⭐|☆|\u{FE0F})+$/u.test(text)) return [...text].filter((sign) => sign === '★' || sign === '⭐').length;
  const number = Number(text.replace(',', '.'));
  if (Number.isNaN(number))
    throw new Refusal('invalid', 'review-rating', `“${text}” is no number.`, { field: 'rating' });
  return number;
}

function dayIn(text: string | undefined, order: DayOrder | undefined): string | undefined {
  if (text === undefined) return undefined;
  const at = readWrittenDay(text, order);
  if (at === 'doubtful')
    throw new Refusal(
      'invalid',
      'review-day-doubtful',
      `“${text}” could be two days. Say which number is the day, or write it like 2026-04-03.`,
      { field: 'at' },
    );
  if (at === undefined)
    throw new Refusal('invalid', 'review-day', `“${text}” is no day that can be read; write it like 2026-04-03.`, {
      field: 'at',
    });
  return at.toISOString();
}
