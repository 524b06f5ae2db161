import type { ImportMapping } from '../../../contract/moving-in.ts';
import type { ImportedPerson } from '../customers/index.ts';
import type { PersonRecord } from './records.ts';

/** An import in hand. */
export interface Running {
  id: string;
  source: string;
  origin: string;
  mapping: ImportMapping;
  language: string | null;
  /** Names of custom fields, by the ids they go by in cases. */
  fieldNames: ReadonlyMap<string, string>;
}

/** A person of the source as the customers room takes him. */
export function toPerson(
  running: Running,
  key: string,
  data: PersonRecord,
  ownId: string | undefined,
  organisations: ReadonlyMap<string, string>,
): ImportedPerson {
  const organisation = data.organisationId ?? (data.organisation ? `name:${data.organisation.toLowerCase()}` : null);
  return {
    key,
    ownId,
    name: data.name,
    emails: data.emails,
    phones: data.phones ?? [],
    external: `${running.origin}:${key}`,
    organisationId: organisation === null ? null : (organisations.get(organisation) ?? null),
    language: data.language ?? null,
    timeZone: data.timeZone ?? null,
    notes: data.notes ?? '',
    vip: data.vip ?? false,
  };
}
