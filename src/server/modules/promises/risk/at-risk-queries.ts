import { sql } from 'kysely';
import type { RiskFeature, RiskModel } from '../../../../domain/promises/at-risk-model.ts';
import type { Database, Transaction } from '../../../store/database.ts';

/** A model as it is kept, with the share of each group it was learned with. */
export interface KeptModel {
  id: string;
  fitted_at: Date;
  n: number;
  broken: number;
  in_use: boolean;
  because: string | null;
  model: RiskModel & { groups: Record<string, number>; usual: number };
  brier: number;
  brier_base: number;
}

/** What was said of one promise. */
export interface KeptRisk {
  promise_id: string;
  probability: number;
  reasons: { code: RiskFeature; raises: boolean; value: number }[];
  at: Date;
  again_at: Date;
}

export async function findNewestModel(db: Database): Promise<KeptModel | undefined> {
  const { rows } = await sql<KeptModel>`select * from promise_risk_models order by fitted_at desc limit 1`.execute(db);
  return rows[0];
}

export async function findRisk(db: Database, promiseId: string): Promise<KeptRisk | undefined> {
  const { rows } = await sql<KeptRisk>`select * from promise_risks where promise_id = ${promiseId}`.execute(db);
  return rows[0];
}

/** How likely each of some promises is to break, where that is known. */
export async function findRisks(db: Database, ids: readonly string[]): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('promise_risks')
    .select(['promise_id', 'probability'])
    .where('promise_id', 'in', [...ids])
    .execute();
  return new Map(rows.map((row) => [row.promise_id, row.probability]));
}

/** Promises whose risk is to be worked out: those that wait for it again, and the next due ones that have none. */
export async function listToScore(db: Database, now: Date, most: number): Promise<{ id: string; open: boolean }[]> {
  const { rows } = await sql<{ id: string; open: boolean }>`
    (select r.promise_id as id, p.state = 'open' as open from promise_risks r join promises p on p.id = r.promise_id
      where r.again_at <= ${now} order by r.again_at limit ${most})
    union all
    (select d.id, true from (select id from promises where state = 'open' and due_at > ${now} and due_at < ${new Date(+now + 7 * 86_400_000)}
        and kind in ('policy', 'personal') order by due_at, id limit 5000) d
      where not exists (select from promise_risks r where r.promise_id = d.id) limit ${most})
  `.execute(db);
  return rows;
}

export async function saveRisks(trx: Transaction, rows: readonly KeptRisk[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    insert into promise_risks select * from jsonb_populate_recordset(null::promise_risks, ${JSON.stringify(rows)}::jsonb) r
    on conflict (promise_id) do update set (probability, reasons, at, again_at) = (excluded.probability, excluded.reasons, excluded.at, excluded.again_at)
  `.execute(trx);
}

export async function dropRisks(trx: Transaction, ids: readonly string[]): Promise<void> {
  if (ids.length > 0)
    await trx
      .deleteFrom('promise_risks')
      .where('promise_id', 'in', [...ids])
      .execute();
}
