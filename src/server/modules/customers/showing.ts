import type { Customer, CustomerRow } from '../../../contract/customers.ts';
import type { CustomerRecord, IdentityRecord } from './queries.ts';

/** A customer as lists show him. */
export function showRow(row: CustomerRecord): CustomerRow {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    organisation: row.organisation_id === null ? null : { id: row.organisation_id, name: row.organisation_name ?? '' },
    vip: row.vip,
    tags: row.tags,
    language: row.language,
    firstSeenAt: row.first_seen_at.toISOString(),
    lastHeardAt: row.last_heard_at?.toISOString() ?? null,
  };
}

export function showIdentity(row: IdentityRecord): Customer['identities'][number] {
  return {
    id: row.id,
    kind: row.kind as Customer['identities'][number]['kind'],
    value: row.value,
    bouncedAt: row.bounced_at?.toISOString() ?? null,
    verifiedAt: row.verified_at?.toISOString() ?? null,
  };
}
