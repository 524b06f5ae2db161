import type { Customer, CustomerRow } from '../../../contract/customers.ts';
import type { Context } from '../../context.ts';
import { cutPage, readCursor } from '../../store/pages.ts';
import { briefOf } from './brief.ts';
import { theCustomer } from './finding-records.ts';
import {
  type CustomerRecord,
  type IdentityRecord,
  listCustomersAfter,
  listIdentities,
  listMerged,
  searchCustomers,
} from './queries.ts';

/** Customers by last heard; with words, those whose name, address or organisation holds them, by name. */
export async function listCustomers(
  ctx: Context,
  query: {
    limit?: number | undefined;
    cursor?: string | undefined;
    q?: string | undefined;
    organisationId?: string | undefined;
    vip?: boolean | undefined;
  },
) {
  const limit = query.limit ?? 50;
  const after = readCursor(query.cursor, 2);
  const q = query.q?.trim() ?? '';
  const options = { organisationId: query.organisationId, vip: query.vip, after, limit };
  if (q !== '') {
    const rows = await searchCustomers(ctx.db, { ...options, q });
    return cutPage(rows, limit, (row) => [row.name.toLowerCase(), row.id], showRow);
  }
  const rows = await listCustomersAfter(ctx.db, options);
  return cutPage(rows, limit, (row) => [row.last_heard_at?.toISOString() ?? null, row.id], showRow);
}

/** One customer. A record that was merged answers for itself and says where it went. */
export async function readCustomer(ctx: Context, id: string): Promise<Customer> {
  const row = await theCustomer(ctx, id);
  const [identities, brief, merged] = [
    await listIdentities(ctx.db, id),
    await briefOf(ctx, id),
    await listMerged(ctx.db, id),
  ];
  return {
    ...showRow(row),
    identities: identities.map(showIdentity),
    timeZone: row.time_zone,
    notes: row.notes,
    brief,
    merged,
    mergedInto: row.merged_into,
  };
}

/** What a letter to a customer needs to know of him, and no more: it is asked for with every reply. */
export async function readAddressee(
  ctx: Context,
  id: string,
): Promise<Pick<Customer, 'name' | 'email' | 'language' | 'identities'>> {
  const { name, email, language } = await theCustomer(ctx, id);
  return { name, email, language, identities: (await listIdentities(ctx.db, id)).map(showIdentity) };
}

function showIdentity(row: IdentityRecord): Customer['identities'][number] {
  return {
    id: row.id,
    kind: row.kind as 'email' | 'phone' | 'external',
    value: row.value,
    bouncedAt: row.bounced_at?.toISOString() ?? null,
  };
}

function showRow(row: CustomerRecord): CustomerRow {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    organisation: row.organisation_id === null ? null : { id: row.organisation_id, name: row.organisation_name ?? '' },
    vip: row.vip,
    language: row.language,
    firstSeenAt: row.first_seen_at.toISOString(),
    lastHeardAt: row.last_heard_at?.toISOString() ?? null,
  };
}
