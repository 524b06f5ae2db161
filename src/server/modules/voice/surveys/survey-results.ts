import { sql } from 'kysely';
import { promoterFigure, shareFigure } from '../../../../contract/figures.ts';
import type { QuestionResult, Results } from '../../../../contract/voice-surveys-results.ts';
import type { WrittenQuestion } from '../../../../contract/voice-surveys.ts';
import { meanFigure } from '../../../../domain/measures/figure.ts';
import { summarise } from '../../../../domain/measures/means.ts';
import { countPromoters } from '../../../../domain/voice/net-promoter.ts';
import type { Context } from '../../../context.ts';
import { customersInSegment, listSegments } from '../../customers/index.ts';
import { mayBeSeen } from '../../journeys/index.ts';
import { findCompany } from '../../people/index.ts';
import { fewestTogether } from './sealed-answers.ts';
import { periodOf } from './survey-funnel.ts';
import { writeQuestions } from './survey-mail.ts';
import { questionsOf } from './survey-versions.ts';
import { theSurvey } from './surveys.ts';

/** So many answers are read at most, the latest first. */
const most = 5000;
const mostSegments = 20;

interface Given {
  day: string;
  team: string | null;
  touchpoint: { id: string; name: string } | null;
  /** Nobody for an answer without a name. */
  customerId: string | null;
  version: number;
  answers: Record<string, unknown>;
}

/**
 * What was answered: each question with n and interval, the leading share by month, team, touchpoint and saved segment of customers.
 * Anonymous answers are counted once enough of them wait together; groups with fewer answers than the survey's smallest one are
 * not shown, persons never.
 */
export async function readResults(
  ctx: Context,
  surveyId: string,
  query: {
    from?: string | undefined;
    to?: string | undefined;
    version?: number | undefined;
    language?: string | undefined;
    segment?: string | undefined;
    touchpointId?: string | undefined;
  },
): Promise<Results> {
  const survey = await theSurvey(ctx, surveyId);
  const { from, to } = periodOf(ctx.now, query);
  const { version } = query;
  const { segment, touchpointId } = query;
  const narrowed = segment !== undefined || touchpointId !== undefined;
  const all = survey.anonymous ? [] : await readNamed(ctx, surveyId, from, to, version);
  const inSegment = segment === undefined ? undefined : await customersInSegment(ctx, segment, customersOf(all));
  const asked = all.filter(
    (each) =>
      (inSegment === undefined || (each.customerId !== null && inSegment.has(each.customerId))) &&
      (touchpointId === undefined || each.touchpoint?.id === touchpointId),
  );
  const named = narrowed && asked.length < survey.fewest ? [] : asked;
  // what has no name belongs to no segment and no touchpoint
  const nameless = narrowed ? { shown: [], held: 0 } : await readNameless(ctx, surveyId, from, to, version);
  const given = [...named, ...nameless.shown];
  const language = query.language ?? (await findCompany(ctx.db))?.language ?? 'en';
  const questions = writeQuestions(await questionsOf(ctx, survey, version ?? survey.version), language);
  const lead = questions.find((question) => shareTest(question) !== undefined);
  const teams = lead === undefined ? [] : byTeam(lead, given);
  const touchpoints = lead === undefined ? [] : byTouchpoint(lead, given);
  const segments = lead === undefined ? [] : await bySegment(ctx, lead, given);
  const shown = <G extends { figure: { n: number } }>(groups: readonly G[]) =>
    groups.filter(({ figure }) => figure.n >= survey.fewest);
  return {
    from,
    to,
    n: given.length,
    held: nameless.held,
    heldUntil: fewestTogether(survey),
    fewest: survey.fewest,
    questions: questions.map((question) => resultOf(question, given)),
    trend: lead === undefined ? null : { key: lead.key, months: byMonth(lead, given) },
    teams: shown(teams),
    teamsTooSmall: teams.length - shown(teams).length,
    touchpoints: shown(touchpoints),
    touchpointsTooSmall: touchpoints.length - shown(touchpoints).length,
    segments: shown(segments),
    segmentsTooSmall: segments.length - shown(segments).length,
  };
}

/** The test behind the share that a question stands for: satisfied, solved, promoter, easy, yes. */
function shareTest({ key, kind }: WrittenQuestion): ((value: unknown) => boolean) | undefined {
  if (key === 'rating') return (value) => Number(value) >= 4;
  if (key === 'likely') return (value) => Number(value) >= 9;
  if (key === 'easy') return (value) => Number(value) >= 5;
  return kind === 'yes-no' ? (value) => value === true : undefined;
}

function resultOf(question: WrittenQuestion, given: readonly Given[]): QuestionResult {
  const { key, kind, text } = question;
  const values = given.flatMap(({ answers }) =>
    answers[key] === undefined || answers[key] === null ? [] : [answers[key]],
  );
  const test = shareTest(question);
  const numbers = kind === 'scale' ? values.map(Number) : [];
  return {
    key,
    kind,
    text,
    n: values.length,
    share: test === undefined ? null : shareFigure(values.filter(test).length, values.length),
    score:
      key === 'likely' ? promoterFigure(countPromoters(numbers)) : kind === 'scale' ? meanOf(numbers, question) : null,
    counts: offered(question).map(({ value, text }) => ({
      value,
      text,
      share: shareFigure(
        values.filter((each) => (Array.isArray(each) ? each.includes(value) : said(each) === value)).length,
        values.length,
      ),
    })),
  };
}

function meanOf(values: readonly number[], { from, to }: WrittenQuestion): QuestionResult['score'] {
  if (values.length === 0) return { n: 0, value: null, low: null, high: null, say: 'unknown' };
  const figure = meanFigure(summarise(values), { lowest: from, highest: to });
  return {
    n: values.length,
    value: figure.value ?? null,
    low: figure.interval?.low ?? null,
    high: figure.interval?.high ?? null,
    say: figure.display === 'count' ? 'count' : figure.display === 'not enough to tell' ? 'not-enough' : 'score',
  };
}

function offered({ kind, from, to, choices }: WrittenQuestion): { value: string; text: string }[] {
  if (kind === 'scale')
    return Array.from({ length: to - from + 1 }, (_, step) => ({
      value: String(from + step),
      text: String(from + step),
    }));
  if (kind === 'yes-no')
    return [
      { value: 'yes', text: '' },
      { value: 'no', text: '' },
    ];
  return choices.map((choice) => ({ value: choice.key, text: choice.text }));
}

function said(value: unknown): string {
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value);
}

function tally(question: WrittenQuestion, given: readonly Given[]) {
  const test = shareTest(question)!;
  const values = given.flatMap(({ answers }) => (answers[question.key] == null ? [] : [answers[question.key]]));
  return shareFigure(values.filter(test).length, values.length);
}

function byMonth(question: WrittenQuestion, given: readonly Given[]) {
  const months = Map.groupBy(given, ({ day }) => `${day.slice(0, 7)}-01`);
  return [...months]
    .map(([month, rows]) => ({ month, figure: tally(question, rows) }))
    .toSorted((one, two) => (one.month < two.month ? -1 : 1));
}

function byTeam(question: WrittenQuestion, given: readonly Given[]) {
  const teams = Map.groupBy(
    given.filter(({ team }) => team !== null),
    ({ team }) => team!,
  );
  return [...teams]
    .map(([name, rows]) => ({ name, figure: tally(question, rows) }))
    .filter(({ figure }) => figure.n > 0)
    .toSorted((one, two) => one.name.localeCompare(two.name));
}

function byTouchpoint(question: WrittenQuestion, given: readonly Given[]) {
  const places = Map.groupBy(
    given.filter(({ touchpoint }) => touchpoint !== null),
    ({ touchpoint }) => touchpoint!.id,
  );
  return [...places]
    .map(([id, rows]) => ({ id, name: rows[0]!.touchpoint!.name, figure: tally(question, rows) }))
    .filter(({ figure }) => figure.n > 0)
    .toSorted((one, two) => two.figure.n - one.figure.n || one.name.localeCompare(two.name));
}

/** One's own saved segments and those that others share; whoever is in several counts in each. */
async function bySegment(ctx: Context, question: WrittenQuestion, given: readonly Given[]) {
  const ids = customersOf(given);
  if (ids.length === 0) return [];
  const groups = [];
  for (const { id, name } of (await listSegments(ctx)).slice(0, mostSegments)) {
    const inIt = await customersInSegment(ctx, id, ids);
    const rows = given.filter(({ customerId }) => customerId !== null && inIt.has(customerId));
    groups.push({ id, name, figure: tally(question, rows) });
  }
  return groups.filter(({ figure }) => figure.n > 0);
}

function customersOf(given: readonly Given[]): string[] {
  return [...new Set(given.flatMap(({ customerId }) => (customerId === null ? [] : [customerId])))];
}

async function readNamed(
  ctx: Context,
  surveyId: string,
  from: string,
  to: string,
  version: number | undefined,
): Promise<Given[]> {
  const rows = await ctx.db
    .selectFrom('answers as a')
    .leftJoin('cases as c', 'c.id', 'a.case_id')
    .leftJoin('teams as t', 't.id', 'c.team_id')
    .leftJoin('customers as who', 'who.id', 'a.customer_id')
    .leftJoin('contacts as k', (join) => join.on(sql<boolean>`k.contact = 'case:' || a.case_id::text`))
    .leftJoin('touchpoints as p', 'p.id', 'k.touchpoint_id')
    .select([
      'a.at',
      'a.version',
      'a.solved',
      'a.rating',
      'a.likely',
      'a.easy',
      'a.word',
      'a.why',
      'a.more',
      't.name as team',
      'p.id as touchpoint_id',
      'p.name as touchpoint_name',
      sql<string | null>`coalesce(who.merged_into, who.id)`.as('customer_id'),
    ])
    .where('a.survey_id', '=', surveyId)
    .where(mayBeSeen(ctx.actor, 'a.case_id'))
    .where('a.at', '>=', sql<Date>`${from}::date`)
    .where('a.at', '<', sql<Date>`${to}::date + 1`)
    .$if(version !== undefined, (query) => query.where('a.version', '=', version!))
    .orderBy('a.at', 'desc')
    .limit(most)
    .execute();
  return rows.map(({ at, team, version, more, touchpoint_id, touchpoint_name, customer_id, ...standard }) => ({
    day: at.toISOString().slice(0, 10),
    team,
    touchpoint: touchpoint_id === null ? null : { id: touchpoint_id, name: touchpoint_name ?? '' },
    customerId: customer_id,
    version,
    answers: { ...standard, ...(more as Record<string, unknown>) },
  }));
}

async function readNameless(
  ctx: Context,
  surveyId: string,
  from: string,
  to: string,
  version: number | undefined,
): Promise<{ shown: Given[]; held: number }> {
  const { rows } = await sql<{ day: string; version: number; answers: Record<string, unknown> }>`
    select day::text as day, version, answers from anonymous_answers
    where survey_id = ${surveyId} and shown and day >= ${from}::date and day <= ${to}::date
    order by day desc limit ${most}
  `.execute(ctx.db);
  const asked = version === undefined ? rows : rows.filter((row) => row.version === version);
  const held = await sql<{ n: number }>`
    select count(*)::int as n from anonymous_answers where survey_id = ${surveyId} and not shown and (sealed is not null or answers <> '{}')
  `.execute(ctx.db);
  const fewest = fewestTogether(await theSurvey(ctx, surveyId));
  // a short period or one version could cut out a group smaller than may be shown, or leave one over
  const others = rows.length - asked.length;
  const enough = asked.length >= fewest && (others === 0 || others >= fewest);
  return {
    shown: enough ? asked.map((row) => ({ ...row, team: null, touchpoint: null, customerId: null })) : [],
    held: held.rows[0]!.n + (enough ? 0 : asked.length),
  };
}
