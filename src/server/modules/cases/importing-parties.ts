import { sql } from 'kysely';
import type { WritingContext } from '../../context.ts';
import { newId } from '../../store/identity.ts';

/** Somebody who was in copy in another desk: a customer, or a colleague of ours. */
export type ImportedParty = { name: string; email: string | null } & (
  | { role: 'customer'; customerId: string }
  | { role: 'colleague'; userId: string }
);

const mostParties = 50;

/**
 * Lets those take part who were in copy there. As there, they see what was said between us and the customer from its
 * beginning, and no note; nobody is written to. Who takes part already, or was sent away here, stays as he is.
 */
export async function insertImportedParties(
  ctx: WritingContext,
  cases: readonly { id: string; customerId: string; createdAt: Date; parties: readonly ImportedParty[] }[],
): Promise<void> {
  const rows = cases.flatMap(({ id, customerId, createdAt, parties }) =>
    parties
      .filter((party) => party.role !== 'customer' || party.customerId !== customerId)
      .slice(0, mostParties)
      .map((party, turn) => ({
        id: newId(),
        case_id: id,
        turn: turn + 1,
        role: party.role,
        name: party.name.slice(0, 200),
        email: party.email,
        customer_id: party.role === 'customer' ? party.customerId : null,
        user_id: party.role === 'colleague' ? party.userId : null,
        added_at: createdAt,
      })),
  );
  if (rows.length === 0) return;
  await sql`
    insert into case_parties (id, case_id, place, role, name, email, customer_id, user_id, added_at)
    select r.id, r.case_id, coalesce((select max(place) from case_parties p where p.case_id = r.case_id), 0) + r.turn, r.role,
      coalesce((select c.name from customers c where c.id = r.customer_id), r.name), r.email,
      r.customer_id, r.user_id, r.added_at
    from json_to_recordset(${JSON.stringify(rows)}::json) as r(id uuid, case_id uuid, turn int, role text, name text, email text,
      customer_id uuid, user_id uuid, added_at timestamptz)
    where not exists (select from case_parties p where p.case_id = r.case_id
      and (p.customer_id = r.customer_id or p.user_id = r.user_id))
    on conflict do nothing
  `.execute(ctx.trx);
}
