import { sql } from 'kysely';
import type { Database } from '../../store/database.ts';

/** Of what comes by the clock, what there is something of now. */
export interface DueNow {
  waves: boolean;
  asks: boolean;
  surveyAsks: boolean;
  silent: boolean;
  expired: boolean;
  unheard: boolean;
  anonymous: boolean;
  aside: boolean;
}

/**
 * One look at all that the tick does, each by the index that the taking of it uses: mostly there is nothing, and a transaction for each
 * would be the most of a turn.
 * @param before.unheard who was asked again until then and said nothing
 * @param before.aside what was taken back until then is forgotten
 */
export async function findDueNow(db: Database, now: Date, before: { unheard: Date; aside: Date }): Promise<DueNow> {
  const today = now.toISOString().slice(0, 10);
  const { rows } = await sql<DueNow>`
    select exists (select from survey_waves where state = 'planned' and starts_at <= ${now}) as waves,
      exists (select from asks_due where due_at <= ${now}) as asks,
      exists (select from survey_asks_due where due_at <= ${now}) as "surveyAsks",
      exists (select from invitations where silent_at <= ${now}) as silent,
      exists (select from invitations where state = 'sent' and expires_at <= ${now}) as expired,
      exists (select from recoveries where ended_at is null and state = 'asked-again' and asked_again_at <= ${before.unheard}) as unheard,
      exists (select from anonymous_answers where not mixed and day < ${today}::date)
        or exists (select from anonymous_answers where mixed and not shown and sealed is null and answers <> '{}') as anonymous,
      exists (select from voice_taken_back where at < ${before.aside}) as aside
  `.execute(db);
  return rows[0]!;
}
