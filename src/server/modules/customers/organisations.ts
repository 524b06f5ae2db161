import { briefQuestions } from '../../../domain/customers/brief.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Organisation } from '../../../contract/customers.ts';
import { type Context, transact, type WritingContext } from '../../context.ts';
import { record } from '../../store/events.ts';
import { newId } from '../../store/identity.ts';
import { cutPage, readCursor } from '../../store/pages.ts';
import {
  countKnownAnswers,
  findOrganisationById,
  insertOrganisation,
  listOrganisationsAfter,
  replaceDomains,
  updateOrganisation,
} from './organisation-queries.ts';

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
  return { ...row, coverage: { customers, known, of: customers * briefQuestions.length } };
}

export function createOrganisation(
  ctx: Context,
  input: { name: string; domains?: string[] | undefined; notes?: string | undefined },
): Promise<Organisation> {
  return transact(ctx, async (ctx) => {
    const id = newId();
    await insertOrganisation(ctx.trx, { id, name: input.name.trim(), notes: input.notes ?? '', created_at: ctx.now });
    await setDomains(ctx, id, input.domains ?? []);
    await record(ctx, 'customers.organisation-added', id);
    return readOrganisation(ctx, id);
  });
}

export function changeOrganisation(
  ctx: Context,
  id: string,
  input: { name?: string | undefined; domains?: string[] | undefined; notes?: string | undefined },
): Promise<Organisation> {
  return transact(ctx, async (ctx) => {
    await readOrganisation(ctx, id);
    if (input.name !== undefined || input.notes !== undefined)
      await updateOrganisation(ctx.trx, id, {
        ...(input.name === undefined ? {} : { name: input.name.trim() }),
        ...(input.notes === undefined ? {} : { notes: input.notes }),
      });
    if (input.domains !== undefined) await setDomains(ctx, id, input.domains);
    await record(ctx, 'customers.organisation-changed', id);
    return readOrganisation(ctx, id);
  });
}

async function setDomains(ctx: WritingContext, id: string, domains: readonly string[]): Promise<void> {
  const wanted = [...new Set(domains.map((domain) => domain.trim().toLowerCase().replace(/^@/, '')))];
  const wrong = wanted.find((domain) => !/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(domain));
  if (wrong !== undefined)
    throw new Refusal('invalid', 'domain', `"${wrong}" is not a mail domain; write it like example.org.`, {
      field: 'domains',
    });
  const taken = await replaceDomains(ctx.trx, id, wanted);
  if (taken.length > 0)
    throw new Refusal('conflict', 'domain-taken', `${taken.join(', ')} belongs to another organisation.`, {
      field: 'domains',
    });
}
