import { sql } from 'kysely';
import type { Database, Transaction } from '../../../store/database.ts';
import { activeCustomers } from '../../customers/index.ts';

type After = (string | number | null)[] | undefined;

export function findWave(db: Database, id: string) {
  return db.selectFrom('survey_waves').selectAll().where('id', '=', id).executeTakeFirst();
}
export type WaveRow = NonNullable<Awaited<ReturnType<typeof findWave>>>;

export function holdWave(trx: Transaction, id: string) {
  return trx.selectFrom('survey_waves').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

export function listWavesAfter(db: Database, surveyId: string, after: After, limit: number) {
  let query = db
    .selectFrom('survey_waves')
    .selectAll()
    .where('survey_id', '=', surveyId)
    .orderBy('starts_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1);
  if (after !== undefined)
    query = query.where((eb) =>
      eb(eb.refTuple('starts_at', 'id'), '<', eb.tuple(new Date(String(after[0])), String(after[1]))),
    );
  return query.execute();
}

export function takePlannedWave(trx: Transaction, now: Date) {
  return trx
    .selectFrom('survey_waves')
    .selectAll()
    .where('state', '=', 'planned')
    .where('starts_at', '<=', now)
    .orderBy('starts_at')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
}

const strata = {
  none: sql`''`,
  language: sql`coalesce(c.language, '')`,
  organisation: sql`coalesce(c.organisation_id::text, '')`,
  channel: sql`coalesce(c.preferred_channel, '')`,
  vip: sql`c.vip::text`,
};

/**
 * Draws a wave: customers who wrote or bought since then are put into an order that only the seed decides, within each stratum, and
 * the first are taken: the share of the stratum rounded up, or so many of each. The same seed and the same customers give the same
 * people.
 */
export async function drawSample(
  trx: Transaction,
  wave: WaveRow,
  since: Date,
  now: Date,
): Promise<{ stratum: string; eligible: number; drawn: number }[]> {
  const stratum = strata[wave.strata as keyof typeof strata] ?? strata.none;
  const { rows } = await sql<{ stratum: string; eligible: number; drawn: number }>`
    with eligible as (
      select c.id, ${stratum} as stratum, md5(${wave.seed} || c.id::text) as lot from customers c
      where c.merged_into is null and c.erased_at is null and c.id in (${activeCustomers(since, now)})
        and (${wave.tag}::text is null or c.tags @> array[${wave.tag}::text])),
    ordered as (
      select id, stratum, row_number() over (partition by stratum order by lot, id) as place,
        count(*) over (partition by stratum) as size from eligible),
    drawn as (
      select id, stratum from ordered
      where place <= coalesce(${wave.per_stratum}::int, ceil(size * ${wave.share}::numeric))),
    made as (
      insert into survey_asks_due (id, survey_id, customer_id, wave_id, due_at)
      select gen_random_uuid(), ${wave.survey_id}::uuid, id, ${wave.id}::uuid, ${now} from drawn
      on conflict do nothing returning customer_id)
    select e.stratum, count(*)::int as eligible, count(d.id)::int as drawn
    from eligible e left join drawn d on d.id = e.id group by e.stratum order by eligible desc
  `.execute(trx);
  return rows;
}
