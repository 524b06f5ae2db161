import { normaliseAddress, organisationDomain } from '../../../domain/customers/addresses.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Customer } from '../../../contract/customers.ts';
import { type Context, transact, type WritingContext } from '../../context.ts';
import { record } from '../../store/events.ts';
import { newId } from '../../store/identity.ts';
import { findOrganisationById, organisationOfDomain } from './organisations/organisation-queries.ts';
import { deleteIdentity, insertCustomer, updateBounce, updateCustomer } from './queries.ts';
import { claimIdentity, type IdentityKind } from './identifying.ts';
import { checkValues } from '../fields/index.ts';
import { theCustomer } from './finding-records.ts';
import { lockRecord } from './merging/merge-queries.ts';
import { readCustomer } from './reading.ts';

/** What a person notes of a customer; what is left out stays as it is. */
interface Details {
  vip?: boolean | undefined;
  notes?: string | undefined;
  preferredChannel?: string | null | undefined;
  doNotSurvey?: boolean | undefined;
  noAssistant?: boolean | undefined;
  portalRole?: 'own' | 'organisation' | undefined;
  tags?: string[] | undefined;
  fields?: Record<string, unknown> | undefined;
}

/** Adds a customer by hand. An address that is somebody else's already is refused. */
export function createCustomer(
  ctx: Context,
  input: Details & {
    name: string;
    email?: string | undefined;
    phone?: string | undefined;
    external?: string | undefined;
    organisationId?: string | undefined;
    language?: string | undefined;
    timeZone?: string | undefined;
  },
): Promise<Customer> {
  return transact(ctx, async (ctx) => {
    await refuseUnknownOrganisation(ctx, input.organisationId);
    const id = newId();
    // a record made by hand is complete; what mail brings in is filled in later
    const { values, words } = await checkValues(ctx, 'customer', input.fields ?? {}, {}, input.fields !== undefined);
    await insertCustomer(ctx.trx, {
      id,
      name: input.name.trim(),
      organisation_id: input.organisationId ?? (await organisationOf(ctx, input.email)),
      language: input.language ?? null,
      time_zone: knownZone(input.timeZone) ?? null,
      vip: input.vip ?? false,
      notes: input.notes ?? '',
      preferred_channel: input.preferredChannel ?? null,
      do_not_survey: input.doNotSurvey ?? false,
      no_assistant: input.noAssistant ?? false,
      portal_role: input.portalRole ?? 'own',
      tags: cleanTags(input.tags ?? []),
      fields: JSON.stringify(values),
      fields_words: words,
      first_seen_at: ctx.now,
      created_at: ctx.now,
    });
    if (input.email) await claimIdentity(ctx, id, 'email', input.email);
    if (input.phone) await claimIdentity(ctx, id, 'phone', input.phone);
    if (input.external) await claimIdentity(ctx, id, 'external', input.external);
    await record(ctx, 'customers.added', id, { customerId: id });
    return readCustomer(ctx, id);
  });
}

/** Changes what we know of a customer. */
export function changeCustomer(
  ctx: Context,
  id: string,
  input: Details & {
    name?: string | undefined;
    organisationId?: string | null | undefined;
    language?: string | null | undefined;
    timeZone?: string | null | undefined;
  },
): Promise<Customer> {
  return transact(ctx, async (ctx) => {
    await lockRecord(ctx.trx, id);
    const row = await theCustomer(ctx, id);
    await refuseUnknownOrganisation(ctx, input.organisationId);
    const own = input.fields === undefined ? undefined : await checkValues(ctx, 'customer', input.fields, row.fields);
    const change = {
      ...(input.name === undefined ? {} : { name: input.name.trim() }),
      ...(input.organisationId === undefined ? {} : { organisation_id: input.organisationId }),
      ...(input.language === undefined ? {} : { language: input.language }),
      ...(input.timeZone === undefined ? {} : { time_zone: knownZone(input.timeZone) ?? null }),
      ...(input.vip === undefined ? {} : { vip: input.vip }),
      ...(input.notes === undefined ? {} : { notes: input.notes }),
      ...(input.preferredChannel === undefined ? {} : { preferred_channel: input.preferredChannel }),
      ...(input.doNotSurvey === undefined ? {} : { do_not_survey: input.doNotSurvey }),
      ...(input.noAssistant === undefined ? {} : { no_assistant: input.noAssistant }),
      ...(input.portalRole === undefined ? {} : { portal_role: input.portalRole }),
      ...(input.tags === undefined ? {} : { tags: cleanTags(input.tags) }),
      ...(own === undefined ? {} : { fields: JSON.stringify(own.values), fields_words: own.words }),
    };
    if (Object.keys(change).length > 0) {
      // whoever has another name or belongs elsewhere may be somebody we know twice
      const again = input.name === undefined && input.organisationId === undefined ? {} : { compared_at: null };
      await updateCustomer(ctx.trx, id, { ...change, ...again });
      await record(ctx, 'customers.changed', id, { customerId: id, changed: Object.keys(change) });
    }
    return readCustomer(ctx, id);
  });
}

/** Adds an address or number by which a customer is recognised. */
export function addIdentity(ctx: Context, id: string, input: { kind: IdentityKind; value: string }): Promise<Customer> {
  return transact(ctx, async (ctx) => {
    await theCustomer(ctx, id);
    await claimIdentity(ctx, id, input.kind, input.value);
    await updateCustomer(ctx.trx, id, { compared_at: null });
    await record(ctx, 'customers.changed', id, { customerId: id, changed: ['identities'] });
    return readCustomer(ctx, id);
  });
}

/** Removes an address or number; the next mail from it makes a new customer. */
export function removeIdentity(ctx: Context, id: string, identityId: string): Promise<null> {
  return transact(ctx, async (ctx) => {
    const removed = await deleteIdentity(ctx.trx, id, identityId);
    if (removed === undefined) throw noIdentity();
    await record(ctx, 'customers.changed', id, { customerId: id, changed: ['identities'] });
    return null;
  });
}

/** Clears a bounce mark after somebody has checked the address. */
export function trustIdentity(ctx: Context, id: string, identityId: string): Promise<Customer> {
  return transact(ctx, async (ctx) => {
    const changed = await updateBounce(ctx.trx, { id: identityId }, null);
    if (changed?.customer_id !== id) throw noIdentity();
    await record(ctx, 'customers.changed', id, { customerId: id, changed: ['identities'] });
    return readCustomer(ctx, id);
  });
}

/** Marks an address that refused mail for good. Answers whose it is, or undefined when nobody has it. */
export async function markBounced(ctx: WritingContext, address: string): Promise<string | undefined> {
  return (await updateBounce(ctx.trx, { value: normaliseAddress(address) }, ctx.now))?.customer_id;
}

async function refuseUnknownOrganisation(ctx: WritingContext, id: string | null | undefined): Promise<void> {
  if (id === undefined || id === null) return;
  if ((await findOrganisationById(ctx.trx, id)) === undefined)
    throw new Refusal('invalid', 'organisation-not-found', 'There is no such organisation.', {
      field: 'organisationId',
    });
}

/** Keeps a customer from being erased while a reason stands; null lifts it. */
export function setLegalHold(ctx: Context, id: string, because: string | null): Promise<{ legalHold: string | null }> {
  return transact(ctx, async (ctx) => {
    await theCustomer(ctx, id);
    await updateCustomer(ctx.trx, id, { legal_hold: because });
    await record(ctx, because === null ? 'customers.hold-lifted' : 'customers.hold-set', id, { customerId: id });
    return { legalHold: because };
  });
}

function cleanTags(tags: readonly string[]): string[] {
  return [...new Set(tags.map((tag) => tag.trim()))];
}

function noIdentity(): Refusal {
  return new Refusal('not_found', 'identity-not-found', 'This customer has no such address or number.');
}

function knownZone(zone: string | null | undefined): string | null | undefined {
  if (zone === null || zone === undefined || zone === '') return zone === '' ? null : zone;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    throw new Refusal('invalid', 'time-zone', `${zone} is not a time zone; write it like Europe/London.`, {
      field: 'timeZone',
    });
  }
}

/** The organisation that an address belongs to by its domain, if one is known by it; none is made for a record made by hand. */
async function organisationOf(ctx: WritingContext, email: string | undefined): Promise<string | null> {
  const domain = email === undefined ? null : organisationDomain(email.trim().toLowerCase());
  if (domain === null) return null;
  return (await organisationOfDomain(ctx.trx, domain))?.organisation_id ?? null;
}
