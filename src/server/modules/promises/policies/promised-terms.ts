/** What policies promise one customer, or everybody of an organisation, and the policy that is theirs alone. */
import { sql } from 'kysely';
import type { PromisedTerms } from '../../../../contract/promises-terms.ts';
import type { Conditions } from '../../../../domain/promises/policy-conditions.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import type { Context } from '../../../context.ts';
import type { Clock } from '../ledger-rows.ts';
import { showPolicy } from './policies.ts';
import { chooseTerms, readTerms, type Terms } from './policy-choice.ts';
import { type CustomerTraits, findTraits, listPoliciesAfter, type PolicyRow } from './policy-queries.ts';

const priorities = ['low', 'normal', 'high', 'urgent'] as const;
const nobody = '00000000-0000-0000-0000-000000000000';
/** A house that has more policies than this is asked by the list of policies. */
const mostPolicies = 1000;

/** @throws Refusal not_found `customer-not-found` */
export async function readCustomerTerms(ctx: Context, id: string): Promise<PromisedTerms> {
  const traits = (await findTraits(ctx.db, [id], ctx.now)).get(id);
  if (traits === undefined) throw new Refusal('not_found', 'customer-not-found', 'There is no such customer.');
  const { organisationId } = traits;
  const policies = await listPoliciesAfter(ctx.db, undefined, mostPolicies);
  const their = policies.find(
    ({ conditions }) => organisationId !== null && isOnly(conditions, 'organisationIds', organisationId),
  );
  const own = policies.find(({ conditions }) =>
    [id, ...(traits.formerIds ?? [])].some((one) => isOnly(conditions, 'customerIds', one)),
  );
  const terms = await readTerms(ctx.db);
  return {
    own: own === undefined ? null : showPolicy(own),
    ofOrganisation: their === undefined ? null : showPolicy(their),
    usual: priorities.map((priority) => usualOf(terms, policies, priority, id, traits)),
    running: await countRunning(ctx, sql`p.customer_id = ${id}`),
  };
}

/** @throws Refusal not_found `organisation-not-found` */
export async function readOrganisationTerms(ctx: Context, id: string): Promise<PromisedTerms> {
  const known = await ctx.db.selectFrom('organisations').select('id').where('id', '=', id).executeTakeFirst();
  if (known === undefined) throw new Refusal('not_found', 'organisation-not-found', 'There is no such organisation.');
  const policies = await listPoliciesAfter(ctx.db, undefined, mostPolicies);
  const own = policies.find(({ conditions }) => isOnly(conditions, 'organisationIds', id));
  const terms = await readTerms(ctx.db);
  const somebody: CustomerTraits = { organisationId: id, vip: false, value: 0 };
  return {
    own: own === undefined ? null : showPolicy(own),
    ofOrganisation: null,
    usual: priorities.map((priority) => usualOf(terms, policies, priority, nobody, somebody)),
    running: await countRunning(ctx, sql`p.customer_id in (select id from customers where organisation_id = ${id})`),
  };
}

/** Whether a policy names this one and nobody else. */
function isOnly(conditions: Conditions, key: 'customerIds' | 'organisationIds', id: string): boolean {
  const named = [...(conditions.customerIds ?? []), ...(conditions.organisationIds ?? [])];
  return named.length === 1 && conditions[key]?.[0] === id;
}

function usualOf(
  terms: Terms,
  policies: readonly PolicyRow[],
  priority: (typeof priorities)[number],
  customerId: string,
  traits: CustomerTraits,
): PromisedTerms['usual'][number] {
  const standing = {
    case_id: nobody,
    customer_id: customerId,
    kind: 'question',
    priority,
    channel: 'mail',
    team_id: null,
    assignee_id: null,
    tags: [],
    state: 'new',
    awaiting_since: null,
    replied: false,
    merged_into: null,
  };
  const chosen = (clock: Clock) => chooseTerms(terms, standing, traits, clock);
  const policy = policies.find(({ id }) => id === chosen('first-response')?.policyId);
  return {
    priority,
    policy: policy === undefined ? null : { id: policy.id, name: policy.name },
    firstResponseMinutes: chosen('first-response')?.minutes ?? null,
    nextResponseMinutes: chosen('next-response')?.minutes ?? null,
    resolutionMinutes: chosen('resolution')?.minutes ?? null,
  };
}

async function countRunning(ctx: Context, theirs: ReturnType<typeof sql>): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from promises p where p.state = 'open' and p.kind = 'policy' and ${theirs}
  `.execute(ctx.db);
  return rows[0]?.n ?? 0;
}
