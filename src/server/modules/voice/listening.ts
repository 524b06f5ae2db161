import type { Answer, Invitation } from '../../../contract/voice.ts';
import { promoterFigure, shareFigure } from '../../../contract/figures.ts';
import { wordMatch } from '../../../domain/voice/one-word.ts';
import type { Context } from '../../context.ts';
import { cutPage, readCursor } from '../../store/pages.ts';
import { countOpenRecoveries } from './recoveries/recovery-figure-queries.ts';
import { findCompany } from '../people/index.ts';
import {
  type AnswerFilter,
  countListening,
  countRecovered,
  countScores,
  findCharterWord,
  listAnswersAfter,
  listWords,
} from './surveys/answer-queries.ts';
import { ownAnswersOf } from './surveys/own-answers.ts';
import { listInvitationsAfter } from './surveys/invitation-queries.ts';
import { figureDays } from './surveys/survey-funnel.ts';

const day = 86_400_000;

/** What customers answered, newest first. */
export async function listAnswers(
  ctx: Context,
  query: AnswerFilter & { limit?: number | undefined; cursor?: string | undefined; language?: string | undefined },
) {
  const limit = query.limit ?? 50;
  const rows = await listAnswersAfter(ctx.db, ctx.actor, query, readCursor(query.cursor, 2), limit);
  const ownOf = await ownAnswersOf(ctx, rows, query.language);
  return cutPage(
    rows,
    limit,
    (row) => [row.at.toISOString(), row.id],
    (row): Answer => ({
      id: row.id,
      surveyId: row.survey_id,
      customer: row.customer_id === null ? null : { id: row.customer_id, name: row.customer_name ?? '' },
      caseId: row.case_id,
      recoveryId: row.recovery_id,
      at: row.at.toISOString(),
      solved: row.solved,
      rating: row.rating,
      likely: row.likely,
      easy: row.easy,
      word: row.word,
      why: row.why,
      more: row.more as Answer['more'],
      own: ownOf(row),
      version: row.version,
      servedBy: row.served_by === null ? null : { id: row.served_by, name: row.served_by_name ?? '' },
      complete: row.complete,
    }),
  );
}

/** Who was asked, and who was not and why, newest first. */
export async function listInvitations(
  ctx: Context,
  query: {
    limit?: number | undefined;
    cursor?: string | undefined;
    state?: Invitation['state'] | undefined;
    surveyId?: string | undefined;
    customerId?: string | undefined;
  },
) {
  const limit = query.limit ?? 50;
  const rows = await listInvitationsAfter(ctx.db, ctx.actor, query, readCursor(query.cursor, 2), limit);
  return cutPage(
    rows,
    limit,
    (row) => [row.at.toISOString(), row.id],
    (row): Invitation => ({
      id: row.id,
      surveyId: row.survey_id,
      customer: { id: row.customer_id, name: row.customer_name },
      caseId: row.case_id,
      way: row.way as Invitation['way'],
      state: row.state as Invitation['state'],
      withheldBecause: row.withheld_because,
      withheldReason: row.withheld_reason,
      withheldUntil: row.withheld_until?.toISOString() ?? null,
      at: row.at.toISOString(),
      answeredAt: row.answered_at?.toISOString() ?? null,
    }),
  );
}

/** The scores of the last 90 days, each with n and interval. */
export async function readFigures(ctx: Context) {
  const since = new Date(ctx.now.getTime() - figureDays * day);
  const scores = await countScores(ctx.db, since, 5000);
  const { recovered, ended } = await countRecovered(ctx.db, since);
  return {
    days: figureDays,
    satisfied: shareFigure(scores.satisfied, scores.rated),
    solved: shareFigure(scores.solved, scores.judged),
    recommend: promoterFigure(scores),
    easy: shareFigure(scores.easy, scores.eased),
    recovered: shareFigure(recovered, ended),
    toWinBack: await countOpenRecoveries(ctx.db, ctx.actor, ctx.now),
  };
}

/** The words customers say, folded to their stems, and how many of them say ours. */
export async function readWords(ctx: Context) {
  const word = (await findCharterWord(ctx.db))?.word ?? null;
  const language = (await findCompany(ctx.db))?.language.startsWith('de') === true ? 'de' : 'en';
  const said = await listWords(ctx.db, new Date(ctx.now.getTime() - 365 * day), 2000);
  const match = wordMatch(
    said.map((each) => each.word),
    { word: word ?? '', synonyms: [], language },
  );
  return {
    word,
    match: shareFigure(word === null ? 0 : (match.figure.k ?? 0), word === null ? 0 : match.figure.n),
    words: match.words.slice(0, 100).map(({ example, count, ours }) => ({ word: example, count, ours })),
  };
}

/** How many of the customers who wrote or bought within a year we have heard an opinion of within 90 days. */
export async function readListening(ctx: Context) {
  const heard = new Date(ctx.now.getTime() - figureDays * day);
  const counts = await countListening(ctx.db, { active: new Date(ctx.now.getTime() - 365 * day), heard }, ctx.now);
  const n = counts.answer + counts.review + counts.observation + counts.brief;
  return {
    days: figureDays,
    heard: shareFigure(n, counts.active),
    active: counts.active,
    byWay: (['answer', 'review', 'observation', 'brief'] as const).map((way) => ({ way, n: counts[way] })),
  };
}
