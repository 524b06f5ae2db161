/** Steps of protocols in use that would reach nobody: shown to whoever leads before a customer finds out. */
import { sql } from 'kysely';
import type { EscalationGap } from '../../../contract/escalations-gaps.ts';
import type { ProtocolDefinition } from '../../../contract/escalations.ts';
import { gapsOf } from '../../../domain/promises/escalation-gaps.ts';
import type { Context } from '../../context.ts';
import type { Database } from '../../store/database.ts';
import { findActiveProtocols, findNamed } from './protocol-queries.ts';
import { findNames, findRota, rotaOf, type RotaRow } from './rota-queries.ts';
import type { ProtocolRow } from './rows.ts';

/** So far one looks ahead: long enough to find somebody else. Milliseconds. */
const ahead = 14 * 86_400_000;
const mostShown = 50;

type Step = ProtocolDefinition['steps'][number];
type Open = Pick<EscalationGap, 'because' | 'from'> & Partial<EscalationGap>;

/** Of every protocol in use, in their order: what would reach nobody now or within two weeks; at most fifty. */
export async function readGaps(ctx: Context): Promise<EscalationGap[]> {
  const db = ctx.trx ?? ctx.db;
  const protocols = await findActiveProtocols(db);
  const steps = protocols.flatMap(({ definition }) => definition.steps);
  const until = new Date(ctx.now.getTime() + ahead);
  const rotas = new Map<string, RotaRow>();
  for (const id of new Set(steps.flatMap(({ rotaId }) => rotaId ?? []))) {
    const row = await findRota(db, id, ctx.now);
    if (row !== undefined) rotas.set(id, row);
  }
  const here = await findNamed(
    db,
    steps.flatMap(({ whom, userId }) => (whom === 'person' ? (userId ?? []) : [])),
  );
  const away = await findAway(
    db,
    [...rotas.values()].flatMap((row) => [...row.people, ...row.overrides.map((one) => one.user_id)]),
    until,
  );
  const open = (step: Step): Open[] => {
    const from = ctx.now.toISOString();
    if (step.whom === 'person' && !here.has(step.userId ?? ''))
      return [{ because: 'person', from, person: { id: step.userId ?? '', name: '' } }];
    if (step.whom !== 'on-call') return [];
    const row = rotas.get(step.rotaId ?? '');
    if (row === undefined) return [{ because: 'rota', from }];
    return gapsOf(rotaOf(row), away, ctx.now, until).map((gap) => ({
      because: gap.userId === null ? 'nobody' : 'away',
      rota: { id: row.id, name: row.name },
      ...(gap.userId === null ? {} : { person: { id: gap.userId, name: '' } }),
      from: gap.from.toISOString(),
      until: gap.until >= until ? null : gap.until.toISOString(),
    }));
  };
  const gaps = protocols.flatMap((protocol) =>
    protocol.definition.steps.flatMap((step, place) => open(step).map((gap) => shown(protocol, place, gap))),
  );
  return named(db, gaps.slice(0, mostShown));
}

/** Whether somebody takes turns in a rota who still works here. */
export function isTaken(row: RotaRow): boolean {
  return row.people.some((id) => !row.gone.includes(id));
}

function shown({ id, name }: ProtocolRow, step: number, gap: Open): EscalationGap {
  return { protocol: { id, name }, step, rota: null, person: null, until: null, ...gap };
}

async function named(db: Database, gaps: EscalationGap[]): Promise<EscalationGap[]> {
  const names = await findNames(
    db,
    gaps.flatMap(({ person }) => person?.id ?? []).filter((id) => id !== ''),
  );
  return gaps.map((gap) =>
    gap.person === null ? gap : { ...gap, person: { ...gap.person, name: names.get(gap.person.id) ?? '' } },
  );
}

/** Absences of these for which nobody stands in who works here. */
async function findAway(db: Database, ids: readonly string[], until: Date) {
  const { rows } = await sql<{ userId: string; from: Date; until: Date | null }>`
    select a.user_id as "userId", a.from_at as "from", a.until_at as until from absences a left join users d on d.id = a.delegate_id and d.active
    where a.ended_at is null and d.id is null and a.from_at < ${until} and a.user_id = any(${[...ids]}::uuid[]) order by a.from_at limit 1000
  `.execute(db);
  return rows;
}
