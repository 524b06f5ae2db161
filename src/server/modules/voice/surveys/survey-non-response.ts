import { sql } from 'kysely';
import { shareFigure } from '../../../../contract/figures.ts';
import type { NonResponse } from '../../../../contract/voice-surveys-results.ts';
import { differenceOfProportions } from '../../../../domain/measures/proportions.ts';
import { nonResponseBias } from '../../../../domain/voice/non-response.ts';
import type { Context } from '../../../context.ts';
import { customersInSegment, listSegments } from '../../customers/index.ts';
import { periodOf } from './survey-funnel.ts';
import { theSurvey } from './surveys.ts';

const fields = ['channel', 'touchpoint', 'priority', 'team', 'language', 'weekday', 'verdict', 'vip'] as const;
type Field = (typeof fields)[number];
type Row = { answered: boolean; customer_id: string } & Record<Field, string | null>;
/** Segments overlap: each is a question of its own, and the one that differs most is shown. */
const mostSegments = 20;

/**
 * Do those who answered look like those who could have? Compared on what was known of everybody before the answer: the case's
 * channel, touchpoint, priority and team, the customer's language and standing, the weekday of asking, how an earlier matter ended,
 * the saved segments he is in. Groups smaller than may be shown are put together.
 */
export async function readNonResponse(
  ctx: Context,
  surveyId: string,
  asked: { from?: string | undefined; to?: string | undefined },
): Promise<NonResponse> {
  const survey = await theSurvey(ctx, surveyId);
  const { from, to } = periodOf(ctx.now, asked);
  const rows = await readReachable(ctx, surveyId, from, to);
  const answered = rows.filter((row) => row.answered);
  const others = rows.filter((row) => !row.answered);
  const known = fields.filter((field) => rows.some((row) => row[field] !== null));
  const comparing = (name: string, valueOf: (row: Row) => string | null) => ({
    field: {
      name,
      kind: 'category' as const,
      responders: countsOf(answered, valueOf),
      eligible: countsOf(rows, valueOf),
    },
    valueOf,
  });
  const segments = await segmentsOf(ctx, rows);
  const compared = [
    ...known.map((name) => comparing(name, (row) => row[name])),
    ...segments.map(({ name, among }) =>
      comparing(`segment ${name}`, (row) => (among.has(row.customer_id) ? name : null)),
    ),
  ];
  const all = nonResponseBias(compared.map(({ field }) => field));
  const biases = all.filter(
    ({ name }, at) => !name.startsWith('segment ') || all.findIndex((each) => each.name.startsWith('segment ')) === at,
  );
  return {
    responders: answered.length,
    others: others.length,
    fields: biases.map(({ name, value: differing, standardisedDifference, flagged }) => {
      const field = name.startsWith('segment ') ? ('segment' as const) : (name as Field);
      // of a segment one is in or not: the share of those in it is what people read
      const value = field === 'segment' ? name.slice('segment '.length) : differing;
      const { valueOf } = compared.find((each) => each.field.name === name)!;
      const ours = { hits: count(answered, valueOf, value), trials: answered.length };
      const theirs = { hits: count(others, valueOf, value), trials: others.length };
      const enough = value !== undefined && ours.hits + theirs.hits >= survey.fewest;
      const difference = enough ? differenceOfProportions(ours, theirs) : undefined;
      return {
        field,
        value: enough ? value : null,
        responders: shareFigure(enough ? ours.hits : 0, enough ? ours.trials : 0),
        others: shareFigure(enough ? theirs.hits : 0, enough ? theirs.trials : 0),
        difference: difference?.difference ?? null,
        low: difference?.interval.low ?? null,
        high: difference?.interval.high ?? null,
        standardised:
          standardisedDifference !== undefined && Number.isFinite(standardisedDifference)
            ? standardisedDifference
            : null,
        // a difference within chance is not held against anybody
        flagged: flagged && difference !== undefined && (difference.interval.low > 0 || difference.interval.high < 0),
      };
    }),
  };
}

function countsOf(rows: readonly Row[], valueOf: (row: Row) => string | null): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(valueOf(row) ?? '', (counts.get(valueOf(row) ?? '') ?? 0) + 1);
  return counts;
}

function count(rows: readonly Row[], valueOf: (row: Row) => string | null, value: string | undefined): number {
  return rows.filter((row) => (valueOf(row) ?? '') === value).length;
}

async function segmentsOf(ctx: Context, rows: readonly Row[]) {
  const ids = [...new Set(rows.map(({ customer_id }) => customer_id))];
  const found = [];
  for (const { id, name } of (await listSegments(ctx)).slice(0, mostSegments))
    found.push({ name, among: await customersInSegment(ctx, id, ids) });
  return found.filter(({ among }) => among.size > 0);
}

/** Everybody who could have answered: asked, and the mail did not come back. */
async function readReachable(ctx: Context, surveyId: string, from: string, to: string): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select i.state = 'answered' as answered, coalesce(c.merged_into, c.id) as customer_id, k.channel, p.name as touchpoint, k.priority::text as priority, t.name as team, c.language,
      to_char(i.at, 'ID') as weekday, c.vip::text as vip,
      (select e.verdict from cases e where e.customer_id = i.customer_id and e.verdict is not null and e.id is distinct from i.case_id
        and e.closed_at < i.at order by e.closed_at desc limit 1) as verdict
    from (select * from invitations where survey_id = ${surveyId} and state not in ('withheld', 'bounced')
      and at >= ${from}::date and at < ${to}::date + 1 order by at desc limit 5000) i
    join customers c on c.id = i.customer_id left join cases k on k.id = i.case_id left join teams t on t.id = k.team_id
    left join contacts o on o.contact = 'case:' || i.case_id::text left join touchpoints p on p.id = o.touchpoint_id
  `.execute(ctx.db);
  return rows;
}
