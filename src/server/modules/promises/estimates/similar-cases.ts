/** Solved cases like one in hand, by the words of their subjects: what solved them may solve this one. */
import { sql } from 'kysely';
import type { SimilarCase } from '../../../../contract/promises-estimates.ts';
import { bareSubject } from '../../../../domain/mail/threading.ts';
import type { Context } from '../../../context.ts';
import { findCase, visibleCases } from '../../cases/index.ts';

/** Words that many subjects have say little; rare ones come first, so only these many of a subject are looked for. */
const mostWords = 8;
const shortest = 3;
/** Looked through at most, newest first; the words are looked up in the index of the search. */
const candidates = 200;

interface Found {
  id: string;
  number: number;
  subject: string;
  kind: string;
  tags: string[];
  closed_at: Date;
  minutes: number | null;
  value_created: string | null;
  verdict: string | null;
  last_answer: string | null;
}

/** The most alike first: shared words of the subject, then the same kind, team and tags. Only cases one may see. */
export async function listSimilarCases(ctx: Context, ref: string, limit = 5): Promise<{ items: SimilarCase[] }> {
  const found = await findCase(ctx, ref);
  const words = wordsOf(found.subject);
  if (words.length === 0) return { items: [] };
  const rows = await findAlike(ctx, found, words);
  const scored = rows.map((row) => ({ row, shared: wordsOf(row.subject).filter((word) => words.includes(word)) }));
  const ranked = scored
    .filter(({ shared }) => shared.length > 0)
    .map((one) => ({ ...one, score: scoreOf(one.row, one.shared.length, found) }))
    .toSorted((one, two) => two.score - one.score || +two.row.closed_at - +one.row.closed_at);
  // the same again and again is one line, told by its best
  const groups = [...Map.groupBy(ranked, ({ row }) => sameSubject(row.subject)).values()];
  return {
    items: groups.slice(0, limit).map((group) => {
      const { row, shared } = group[0]!;
      return {
        id: row.id,
        number: row.number,
        subject: row.subject,
        kind: row.kind,
        closedAt: row.closed_at.toISOString(),
        minutes: row.minutes,
        solvedBy: row.value_created ?? row.last_answer,
        confirmed: row.verdict === 'confirmed',
        words: shared,
        repeats: group.length - 1,
      };
    }),
  };
}

async function findAlike(ctx: Context, found: { id: string }, words: readonly string[]): Promise<Found[]> {
  const query = words.map((word) => `'${word.replaceAll("'", "''")}'`).join(' | ');
  const { rows } = await sql<Found>`
    select k.id, k.number, k.subject, k.kind, k.tags, k.closed_at, e.minutes, k.value_created, k.verdict,
      (select left(m.text, 240) from messages m where m.case_id = k.id and m.direction = 'out' and m.author_kind = 'staff'
        order by m.at desc limit 1) as last_answer
    from (select s.subject_id as id from search_entries s
      where s.subject_kind = 'case' and s.words @@ to_tsquery('kept', ${query}) order by s.at desc limit ${candidates}) hit
    join cases k on k.id = hit.id left join estimate_cases e on e.case_id = k.id
    where k.state = 'closed' and k.closed_at is not null and k.merged_into is null and k.id <> ${found.id}
      and k.verdict is distinct from 'refuted' and ${visibleCases(ctx.actor)}
  `.execute(ctx.db);
  return rows;
}

function scoreOf(
  row: Found,
  shared: number,
  found: { kind: string; tags: readonly string[]; team_id: string | null },
): number {
  const tags = row.tags.filter((tag) => found.tags.includes(tag)).length;
  return shared * 3 + (row.kind === found.kind ? 2 : 0) + tags * 2 + (row.verdict === 'confirmed' ? 1 : 0);
}

/** A subject as it is compared: without the marks of answering and forwarding, numbers, and signs. */
function sameSubject(subject: string): string {
  const bare = bareSubject(subject)
    .toLowerCase()
    .replaceAll(/[^\p{L}]+/gu, ' ')
    .trim();
  return bare === '' ? subject : bare;
}

/** The words of a subject, without numbers, short ones and what comes twice. */
function wordsOf(subject: string): string[] {
  const words = subject
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word.length > shortest);
  return [...new Set(words)].slice(0, mostWords);
}
