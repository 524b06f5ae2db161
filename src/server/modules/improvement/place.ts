import { dayIn } from '../../../domain/measures/days.ts';
import type { Language } from '../../../domain/voice/one-word.ts';
import type { Context } from '../../context.ts';
import { findCompany } from '../people/index.ts';

/** The company as this room needs it: its days, its money, its language. */
export interface Place {
  zone: string;
  currency: string;
  language: Language;
  today: string;
}

/** Where we are: UTC, euros and English until a company has been set up. */
export async function placeOf(ctx: Context): Promise<Place> {
  const company = await findCompany(ctx.trx ?? ctx.db);
  const zone = company?.time_zone ?? 'UTC';
  return {
    zone,
    currency: company?.currency ?? 'EUR',
    language: company?.language.startsWith('de') === true ? 'de' : 'en',
    today: dayIn(zone, ctx.now),
  };
}

/** A record's id with its name, or null. */
export function named(id: string | null, name: string | null): { id: string; name: string } | null {
  return id === null ? null : { id, name: name ?? '' };
}
