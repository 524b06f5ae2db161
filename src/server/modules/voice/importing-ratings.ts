import { sql } from 'kysely';
import { isBadAnswer } from '../../../domain/voice/recovery.ts';
import { say } from '../../catalogue.ts';
import type { WritingContext } from '../../context.ts';
import { record } from '../../store/events.ts';
import { newId } from '../../store/identity.ts';
import { findCompany } from '../people/index.ts';
import { makeSurveyOf } from './surveys/survey-seeds.ts';

/** What a customer of another desk said of a case that came along. */
export interface ImportedRating {
  caseId: string;
  customerId: string;
  /** 1 to 5. */
  rating: number;
  why: string | null;
  at: Date;
  servedBy: string | null;
}

/**
 * Keeps ratings of another desk as answers to a survey of their own, so that nobody takes them for answers to a question of
 * ours. They are history: no recovery is opened and no moment counted; one `voice.ratings-imported` lets the roll-ups count
 * them on the days they were given. A case keeps the first rating an import brings.
 */
export async function importRatings(
  ctx: WritingContext,
  origin: string,
  ratings: readonly ImportedRating[],
): Promise<number> {
  if (ratings.length === 0) return 0;
  const surveyId = await surveyOf(ctx, origin);
  const rows = ratings.map((one) => ({
    id: newId(),
    case_id: one.caseId,
    customer_id: one.customerId,
    rating: one.rating,
    why: one.why?.slice(0, 2000) ?? null,
    at: one.at,
    served_by: one.servedBy,
    bad: isBadAnswer({ solved: null, rating: one.rating, likely: null }),
  }));
  const kept = await sql<{ id: string; case_id: string; customer_id: string; rating: number; at: Date }>`
    insert into answers (id, survey_id, customer_id, case_id, at, changed_at, rating, why, served_by, complete, bad)
    select r.id, ${surveyId}::uuid, r.customer_id, r.case_id, r.at, r.at, r.rating, r.why, r.served_by, true, r.bad
    from json_to_recordset(${JSON.stringify(rows)}::json) as r(id uuid, case_id uuid, customer_id uuid, rating int, why text, at timestamptz,
      served_by uuid, bad boolean)
    where not exists (select from answers a where a.survey_id = ${surveyId}::uuid and a.case_id = r.case_id)
    returning id, case_id, customer_id, rating, at
  `.execute(ctx.trx);
  if (kept.rows.length > 0)
    await record(ctx, 'voice.ratings-imported', surveyId, {
      surveyId,
      answers: kept.rows.map((row) => ({
        answerId: row.id,
        caseId: row.case_id,
        customerId: row.customer_id,
        rating: row.rating,
        answeredAt: row.at.toISOString(),
      })),
    });
  return kept.rows.length;
}

/** The survey that holds what came from one source; it asks nobody. */
async function surveyOf(ctx: WritingContext, origin: string): Promise<string> {
  const language = (await findCompany(ctx.trx))?.language ?? null;
  const name = say(language, 'moving', 'rating.survey', { source: origin });
  const there = await ctx.trx
    .selectFrom('surveys')
    .select('id')
    .where('name', '=', name)
    .where('programme', '=', 'custom')
    .executeTakeFirst();
  if (there !== undefined) return there.id;
  return makeSurveyOf(ctx, {
    name,
    programme: 'custom',
    questions: [
      { key: 'rating', texts: {}, optional: false },
      { key: 'why', texts: {}, optional: true },
    ],
  });
}
