import { sql } from 'kysely';
import type { Expectation } from '../../../../contract/customers-brief.ts';
import {
  type ExpectationAspect,
  expectationAspects,
  expectationValues,
  learnExpectations,
} from '../../../../domain/customers/expectations.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import { type Context, staffId, transact } from '../../../context.ts';
import { record } from '../../../store/events.ts';
import { rootOf } from '../finding-records.ts';
import { belongsTo, updateCustomer } from '../queries.ts';

/** So many of his newest messages, and the answers between them, are looked at. */
const mostMessages = 80;

/** What a customer expects of how he is served: his own word counts most, then ours, then what his behaviour tells. */
export async function readExpectations(ctx: Context, customerId: string): Promise<{ items: Expectation[] }> {
  const db = ctx.trx ?? ctx.db;
  const id = await rootOf(ctx, customerId);
  const said = await db
    .selectFrom('expectations as e')
    .leftJoin('users as u', 'u.id', 'e.by_user')
    .select(['e.aspect', 'e.said_by', 'e.value', 'e.at', 'u.id as user_id', 'u.name as user_name'])
    .where(belongsTo('e.customer_id', id))
    .orderBy('e.at', 'desc')
    .execute();
  const { rows } = await sql<{ case_id: string; at: Date; author_kind: string; channel: string; text: string }>`
    with his as (select k.id from cases k where ${belongsTo('k.customer_id', id)} order by k.number desc limit 12)
    select m.case_id, m.at, m.author_kind, m.channel, left(m.text, 4000) as text from his join messages m on m.case_id = his.id
    where m.kind = 'message' and m.author_kind in ('customer', 'staff') order by m.at desc, m.id desc limit ${mostMessages}
  `.execute(db);
  const learned = learnExpectations(
    rows.map((row) => ({
      caseId: row.case_id,
      at: row.at,
      fromCustomer: row.author_kind === 'customer',
      channel: row.channel,
      text: row.text,
    })),
  );
  return {
    items: expectationAspects.map((aspect): Expectation => {
      const mine = said
        .filter((row) => row.aspect === aspect)
        .toSorted((a, b) => Number(b.said_by === 'customer') - Number(a.said_by === 'customer'))
        .map((row) => ({
          value: row.value,
          by: row.said_by as 'customer' | 'staff',
          person: row.user_id === null ? null : { id: row.user_id, name: row.user_name ?? '' },
          at: row.at.toISOString(),
        }));
      const found = learned[aspect] ?? null;
      return {
        aspect,
        value: mine[0]?.value ?? found?.value ?? null,
        from: mine[0]?.by ?? (found === null ? null : 'learned'),
        said: mine,
        learned: found,
      };
    }),
  };
}

/** Notes what is expected, as the customer himself on his page or as one of us; null takes the note back. */
export function setExpectation(
  ctx: Context,
  customerId: string,
  aspect: ExpectationAspect,
  value: string | null,
): Promise<{ items: Expectation[] }> {
  if (value !== null && !expectationValues[aspect].includes(value))
    throw new Refusal('invalid', 'no-such-expectation', `One of: ${expectationValues[aspect].join(', ')}.`, {
      field: 'value',
    });
  return transact(ctx, async (ctx) => {
    const id = await rootOf(ctx, customerId);
    const by = ctx.actor.kind === 'customer' ? 'customer' : 'staff';
    if (value === null)
      await ctx.trx
        .deleteFrom('expectations')
        .where(belongsTo('customer_id', id))
        .where('aspect', '=', aspect)
        .where('said_by', '=', by)
        .execute();
    else
      await ctx.trx
        .insertInto('expectations')
        .values({ customer_id: id, aspect, said_by: by, value, by_user: staffId(ctx.actor), at: ctx.now })
        .onConflict((conflict) =>
          conflict
            .columns(['customer_id', 'aspect', 'said_by'])
            .doUpdateSet({ value, by_user: staffId(ctx.actor), at: ctx.now }),
        )
        .execute();
    // the language he asked for is the one his pages and mails speak
    if (aspect === 'language' && by === 'customer' && value !== null) {
      await updateCustomer(ctx.trx, id, { language: value });
      await record(ctx, 'customers.changed', id, { customerId: id, changed: ['language'] });
    }
    await record(ctx, 'customers.expectation-said', id, { customerId: id, aspect, value, by });
    return readExpectations(ctx, id);
  });
}
