import { briefQuestions } from '../../../../domain/customers/brief.ts';
import { organisationDomain } from '../../../../domain/customers/addresses.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import type { Organisation } from '../../../../contract/customers-organisations.ts';
import { type Context, transact, type WritingContext } from '../../../context.ts';
import { record, recordAll } from '../../../store/events.ts';
import { newId } from '../../../store/identity.ts';
import { cutPage, readCursor } from '../../../store/pages.ts';
import { checkValues } from '../../fields/index.ts';
import {
  countKnownAnswers,
  depthBelow,
  findOrganisationById,
  insertOrganisation,
  joinByDomain,
  listAncestors,
  listChildren,
  listOrganisationsAfter,
  lockTree,
  replaceDomains,
  updateOrganisation,
} from './organisation-queries.ts';

const mostLevels = 12;

interface OrganisationInput {
  name: string | undefined;
  domains: string[] | undefined;
  notes: string | undefined;
  parentId: string | null | undefined;
  fields: Record<string, unknown> | undefined;
}

export async function listOrganisations(
  ctx: Context,
  query: { limit?: number | undefined; cursor?: string | undefined; q?: string | undefined },
) {
  const limit = query.limit ?? 50;
  const rows = await listOrganisationsAfter(ctx.db, { q: query.q?.trim(), after: readCursor(query.cursor, 2), limit });
  return cutPage(
    rows,
    limit,
    (row) => [row.name.toLowerCase(), row.id],
    (row) => row,
  );
}

/** One organisation and how much of the briefs of its people is known. */
export async function readOrganisation(ctx: Context, id: string): Promise<Organisation> {
  const row = await findOrganisationById(ctx.db, id);
  if (row === undefined) throw new Refusal('not_found', 'organisation-not-found', 'There is no such organisation.');
  const { customers, known } = await countKnownAnswers(ctx.db, id);
  const { parent_id: _, ...shown } = row;
  return {
    ...shown,
    parent: (await listAncestors(ctx.db, id))[0] ?? null,
    children: await listChildren(ctx.db, id),
    coverage: { customers, known, of: customers * briefQuestions.length },
  };
}

export function createOrganisation(
  ctx: Context,
  input: { name: string } & Partial<OrganisationInput>,
): Promise<Organisation> {
  return transact(ctx, async (ctx) => {
    const id = newId();
    const { values } = await checkValues(ctx, 'organisation', input.fields ?? {}, {}, input.fields !== undefined);
    await insertOrganisation(ctx.trx, {
      id,
      name: input.name.trim(),
      notes: input.notes ?? '',
      created_at: ctx.now,
      parent_id: null,
      fields: JSON.stringify(values),
    });
    if (input.parentId) await setParent(ctx, id, input.parentId);
    await setDomains(ctx, id, input.domains ?? []);
    await record(ctx, 'customers.organisation-added', id);
    return readOrganisation(ctx, id);
  });
}

export function changeOrganisation(ctx: Context, id: string, input: Partial<OrganisationInput>): Promise<Organisation> {
  return transact(ctx, async (ctx) => {
    const present = await readOrganisation(ctx, id);
    const own =
      input.fields === undefined ? undefined : await checkValues(ctx, 'organisation', input.fields, present.fields);
    const change = {
      ...(input.name === undefined ? {} : { name: input.name.trim() }),
      ...(input.notes === undefined ? {} : { notes: input.notes }),
      ...(own === undefined ? {} : { fields: JSON.stringify(own.values) }),
    };
    if (Object.keys(change).length > 0) await updateOrganisation(ctx.trx, id, change);
    if (input.parentId !== undefined) await setParent(ctx, id, input.parentId);
    if (input.domains !== undefined) await setDomains(ctx, id, input.domains);
    await record(ctx, 'customers.organisation-changed', id);
    return readOrganisation(ctx, id);
  });
}

/** Puts an organisation below another. A ring is refused, and so is a tree deeper than anybody's company. */
async function setParent(ctx: WritingContext, id: string, parentId: string | null): Promise<void> {
  if (parentId !== null) {
    await lockTree(ctx.trx);
    if ((await findOrganisationById(ctx.trx, parentId)) === undefined)
      throw new Refusal('invalid', 'organisation-not-found', 'There is no such organisation.', { field: 'parentId' });
    const above = await listAncestors(ctx.trx, parentId);
    if (parentId === id || above.some((one) => one.id === id))
      throw new Refusal(
        'conflict',
        'organisation-ring',
        'An organisation cannot belong to itself or to one below it.',
        {
          field: 'parentId',
        },
      );
    if (above.length + 2 + (await depthBelow(ctx.trx, id)) > mostLevels)
      throw new Refusal('invalid', 'organisation-depth', `At most ${String(mostLevels)} levels are kept.`, {
        field: 'parentId',
      });
  }
  await updateOrganisation(ctx.trx, id, { parent_id: parentId });
}

async function setDomains(ctx: WritingContext, id: string, domains: readonly string[]): Promise<void> {
  const wanted = [...new Set(domains.map((domain) => domain.trim().toLowerCase().replace(/^@/, '')))];
  const wrong = wanted.find((domain) => !/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(domain));
  if (wrong !== undefined)
    throw new Refusal('invalid', 'domain', `"${wrong}" is not a mail domain; write it like example.org.`, {
      field: 'domains',
    });
  const free = wanted.find((domain) => organisationDomain(`anybody@${domain}`) === null);
  if (free !== undefined)
    throw new Refusal(
      'invalid',
      'free-mail-domain',
      `${free} gives addresses to anybody; it says nothing about where people belong.`,
      {
        field: 'domains',
      },
    );
  const taken = await replaceDomains(ctx.trx, id, wanted);
  if (taken.length > 0)
    throw new Refusal('conflict', 'domain-taken', `${taken.join(', ')} belongs to another organisation.`, {
      field: 'domains',
    });
  const joined = await joinByDomain(ctx.trx, id, wanted);
  await recordAll(
    ctx,
    joined.map((customerId) => ({
      type: 'customers.changed',
      subjectId: customerId,
      data: { customerId, changed: ['organisation_id'] },
    })),
  );
}
