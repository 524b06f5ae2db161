/** Laws of a whole life: what its customers see, who was told, and what counts promises. */
import { sql } from 'kysely';
import { listMyCases } from '../../modules/cases/index.ts';
import { findColleague } from '../../modules/people/index.ts';
import { listNextForCustomer, listPromisesForCustomer, listPromisesWithoutCase } from '../../modules/promises/index.ts';
import { readRegisterFigures } from '../../modules/promises/register.ts';
import type { Law } from './laws.ts';
import { asCustomer, day } from './world.ts';

/** Laws that cost more, for the end of a life. */
export const lawsOfTheEnd: Record<string, Law> = {
  'whoever was promised something sees it on his pages': async (world, rows) => {
    const { house } = world;
    const wrong: string[] = [];
    for (const [who, customerId] of world.customers.entries()) {
      const ctx = await asCustomer(world, who);
      const erased = await house.db
        .selectFrom('customers')
        .select('erased_at')
        .where('id', '=', customerId)
        .executeTakeFirstOrThrow();
      if (erased.erased_at !== null) continue;
      const cases = await listMyCases(ctx, { limit: 200 });
      const next = new Map(
        (
          await listNextForCustomer(
            ctx,
            cases.map(({ id }) => id),
          )
        ).map((one) => [one.caseId, one]),
      );
      const seen = new Map((await listPromisesWithoutCase(ctx)).map((one) => [one.id, one]));
      for (const { id, number } of cases) {
        const page = (await listPromisesForCustomer(ctx, id)).filter(({ kind }) => kind !== 'estimate');
        for (const one of page) seen.set(one.id, one);
        const first = page
          .filter(({ state, due_at }) => state === 'open' && due_at !== null)
          .toSorted((one, other) => +one.due_at! - +other.due_at! || (one.id < other.id ? -1 : 1))[0];
        if (first?.due_at?.getTime() !== next.get(id)?.dueAt.getTime())
          wrong.push(
            `the list says ${String(next.get(id)?.what)} of case ${String(number)}, its page ${String(first?.what)}`,
          );
      }
      for (const { id, kind, visible, customer_id, state, ended_at, case_id } of rows) {
        if (customer_id !== customerId || !visible || (kind !== 'policy' && kind !== 'personal')) continue;
        const longOver =
          case_id === null &&
          (state === 'withdrawn' || (ended_at !== null && +house.now() - +ended_at > 30 * 86_400_000));
        if (!seen.has(id) && !longOver) wrong.push(`${id} ${kind} ${state} to ${customerId}`);
      }
    }
    return wrong;
  },

  'whoever leads is told of what broke in silence': async ({ house }, rows) => {
    const silent = rows.filter(
      ({ state, broke_in_silence, kind }) => state === 'broken' && broke_in_silence && kind !== 'estimate',
    );
    const { rows: told } = await sql<{ id: string }>`
      select promise_id as id from escalations where promise_id is not null
      union select subject_id from events where type = 'promises.broken' and data ->> 'quiet' = 'true'
    `.execute(house.db);
    const known = new Set(told.map(({ id }) => id));
    return silent
      .filter(({ id }) => !known.has(id))
      .map(({ id, kind, clock, case_id }) => `${id} ${kind} ${clock ?? ''} of case ${case_id ?? 'none'}`);
  },

  'somebody is told of what comes to be at risk': async ({ house }, rows) => {
    const { rows: silent } = await sql<{ id: string; kind: string; at: Date }>`
      select p.id, p.kind, e.at from promises p join events e on e.subject_id = p.id and e.type = 'promises.at-risk'
      where p.id = any(${rows.map(({ id }) => id)}::uuid[]) and p.kind in ('personal', 'policy') and p.state = 'open' and p.at_risk
        and p.due_at > e.at and not exists (select from notifications n where n.kind = 'alert'
          and (n.link = '/promises/' || p.id or n.once like 'about-to-break:%' or n.once like 'left-without-keeper:%'))
    `.execute(house.db);
    return silent.map(({ id, kind, at }) => `${id} ${kind} at ${at.toISOString()}`);
  },

  'the register counts what the log tells': async ({ house, customers }, rows) => {
    const owner = await house.db.selectFrom('users').select('id').where('role', '=', 'owner').executeTakeFirstOrThrow();
    const ctx = house.as((await findColleague(house.db, owner.id))!);
    const period = {
      from: new Date(house.now().getTime() - 300 * day).toISOString(),
      to: new Date(house.now().getTime() + 300 * day).toISOString(),
    };
    const { rows: told } = await sql<{ id: string; type: string }>`
      select distinct on (subject_id) subject_id as id, type from events where subject_id = any(${rows.map(({ id }) => id)}::uuid[])
        and type in ('promises.made', 'promises.kept', 'promises.broken', 'promises.withdrawn', 'promises.reopened')
      order by subject_id, events.id desc
    `.execute(house.db);
    const last = new Map(told.map(({ id, type }) => [id, type]));
    const wrong: string[] = [];
    const { rows: roots } = await sql<{
      id: string;
      own: string[];
    }>`select r.id, array_agg(c.id::text) as own from customers c
      join customers r on r.id = coalesce(c.merged_into, c.id) where c.id = any(${customers}::uuid[]) group by 1`.execute(
      house.db,
    );
    for (const { id, own } of roots) {
      const figures = await readRegisterFigures(ctx, { ...period, customer: id });
      for (const kind of ['policy', 'personal', 'internal']) {
        const mine = rows.filter((row) => own.includes(row.customer_id) && row.kind === kind && row.due_at !== null);
        const count = (type: string) => mine.filter((row) => last.get(row.id) === type).length;
        const [kept, ended] = [count('promises.kept'), count('promises.kept') + count('promises.broken')];
        const said = figures.byKind.find(({ name }) => name === kind)?.kept ?? { k: 0, n: 0 };
        if (said.k !== kept || said.n !== ended)
          wrong.push(
            `${kind} of ${id}: ${String(said.k)} of ${String(said.n)}, by the log ${String(kept)} of ${String(ended)}`,
          );
      }
    }
    return wrong;
  },

  'what is counted day by day is what the log says': async ({ house }, rows) => {
    const marks = await house.db
      .selectFrom('promise_marks')
      .select(['promise_id', 'state', 'at_risk'])
      .where(
        'promise_id',
        'in',
        rows.map(({ id }) => id),
      )
      .execute();
    const byId = new Map(marks.map((mark) => [mark.promise_id, mark]));
    return rows.flatMap(({ id, state, at_risk, kind }) => {
      const mark = byId.get(id);
      if (mark?.state === state && mark.at_risk === at_risk) return [];
      return [
        `${id} ${kind} is ${state}${at_risk ? ' at risk' : ''}, counted ${String(mark?.state)}${mark?.at_risk === true ? ' at risk' : ''}`,
      ];
    });
  },

  'no reader has set an event aside': async ({ house }) => {
    const failed = await house.db
      .selectFrom('subscription_failures')
      .select(['subscription', 'error'])
      .limit(5)
      .execute();
    return failed.map(({ subscription, error }) => `${subscription}: ${error.slice(0, 300)}`);
  },
};
