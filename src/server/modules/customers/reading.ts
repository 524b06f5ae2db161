import type { Customer } from '../../../contract/customers.ts';
import type { Context } from '../../context.ts';
import { briefOf } from './brief/brief.ts';
import { theCustomer } from './finding-records.ts';
import { listIdentities, listMerged } from './queries.ts';
import { showIdentity, showRow } from './showing.ts';

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
    preferredChannel: row.preferred_channel as Customer['preferredChannel'],
    doNotSurvey: row.do_not_survey,
    noAssistant: row.no_assistant,
    portalRole: row.portal_role as Customer['portalRole'],
    fields: row.fields,
    legalHold: row.legal_hold,
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
