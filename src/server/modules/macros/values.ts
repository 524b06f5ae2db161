import { sql } from 'kysely';
import { placeholders } from '../../../domain/cases/macros.ts';
import { firstNameOf } from '../../../domain/mail/signing.ts';
import type { Rendered } from '../../../contract/cases-macros.ts';
import { closestLanguage } from '../../catalogue.ts';
import type { Context } from '../../context.ts';
import { findCase } from '../cases/index.ts';
import { signMyLink } from '../customers/index.ts';
import { findCompany } from '../people/index.ts';
import { fill, type Values } from './filling.ts';

/** What the placeholders say on a case, in the customer's language and time zone; the agent is whoever asks. */
export async function valuesOn(ctx: Context, ref: string): Promise<Values> {
  const found = await findCase(ctx, ref);
  const { rows } = await sql<{
    customer: string;
    email: string | null;
    language: string | null;
    zone: string | null;
    organisation: string | null;
    team: string | null;
    due: Date | null;
    promise: string | null;
  }>`
    select coalesce(r.name, c.name) as customer, c.language, nullif(c.time_zone, '') as zone, o.name as organisation, t.name as team,
      shown.due, shown.promise,
      (select i.value from identities i where i.customer_id = coalesce(r.id, c.id) and i.kind = 'email' order by i.created_at limit 1) as email
    from cases k join customers c on c.id = k.customer_id left join customers r on r.id = c.merged_into
      left join organisations o on o.id = k.organisation_id left join teams t on t.id = k.team_id
      left join lateral (select k.next_promise_at as due, k.next_promise as promise where k.next_promise is distinct from 'chat-answer'
        and not exists (select from promises p where p.id = k.next_promise_id and not p.visible)) shown on true
    where k.id = ${found.id}
  `.execute(ctx.db);
  const row = rows[0]!;
  const company = await findCompany(ctx.db);
  const agent = ctx.actor.kind !== 'system' ? ctx.actor.name : undefined;
  return {
    'customer.name': row.customer,
    'customer.firstName': firstNameOf(row.customer),
    'customer.email': row.email ?? undefined,
    'organisation.name': row.organisation ?? undefined,
    'case.number': String(found.number),
    'case.subject': found.subject,
    'case.link': signMyLink(ctx, found.customer_id, found.number),
    'agent.name': agent,
    'agent.firstName': agent === undefined ? undefined : firstNameOf(agent),
    'team.name': row.team ?? undefined,
    'company.name': company?.name,
    'promise.what': row.promise ?? undefined,
    'promise.due':
      row.due === null
        ? undefined
        : new Intl.DateTimeFormat(closestLanguage(row.language ?? company?.language), {
            dateStyle: 'long',
            timeStyle: 'short',
            timeZone: row.zone ?? company?.time_zone ?? 'UTC',
          }).format(row.due),
  };
}

/** A text with its placeholders filled, for a case or with examples. Nothing is done. */
export async function previewMacro(
  ctx: Context,
  input: { html: string; caseId?: string | undefined },
): Promise<Rendered> {
  return fill(input.html, input.caseId === undefined ? placeholders : await valuesOn(ctx, input.caseId));
}
