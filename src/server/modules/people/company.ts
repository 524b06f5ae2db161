/** What the company says of itself after the first day: its name, its time zone, its language, its currency. */
import type { Company } from '../../../contract/company.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { type Context, transact } from '../../context.ts';
import { record } from '../../store/events.ts';
import { findCompany } from './queries.ts';

export interface CompanyChange {
  name?: string | undefined;
  timeZone?: string | undefined;
  language?: string | undefined;
  currency?: string | undefined;
}

/**
 * Changes the company. What was noted before stays as it was: sums keep their currency, calendars and colleagues their zone.
 * Records `people.company-changed` with what is different, from what to what; nothing when nothing is.
 */
export function changeCompany(ctx: Context, input: CompanyChange): Promise<Company> {
  const wanted = {
    ...(input.name === undefined ? {} : { name: input.name.trim() }),
    ...(input.timeZone === undefined ? {} : { time_zone: knownZone(input.timeZone) }),
    ...(input.language === undefined ? {} : { language: input.language }),
    ...(input.currency === undefined ? {} : { currency: knownCurrency(input.currency) }),
  };
  return transact(ctx, async (ctx) => {
    const before = await ctx.trx
      .selectFrom('company')
      .select(['name', 'time_zone', 'language', 'currency'])
      .forUpdate()
      .executeTakeFirst();
    if (before === undefined) throw new Refusal('conflict', 'not-set-up', 'There is no company yet; set it up first.');
    const changed = (Object.keys(wanted) as (keyof typeof before)[]).filter((key) => wanted[key] !== before[key]);
    if (changed.length > 0) {
      await ctx.trx.updateTable('company').set(wanted).execute();
      await record(ctx, 'people.company-changed', null, {
        before: Object.fromEntries(changed.map((key) => [wireNames[key], before[key]])),
        after: Object.fromEntries(changed.map((key) => [wireNames[key], wanted[key]])),
      });
    }
    const { name, time_zone, language, currency } = (await findCompany(ctx.trx))!;
    return { name, timeZone: time_zone, language, currency };
  });
}

const wireNames = { name: 'name', time_zone: 'timeZone', language: 'language', currency: 'currency' } as const;

/** A time zone by the name that stands for it today. @throws Refusal invalid for a name nobody knows */
export function knownZone(zone: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    throw new Refusal('invalid', 'time-zone', `${zone} is not a time zone; write it like Europe/London.`, {
      field: 'timeZone',
    });
  }
}

function knownCurrency(code: string): string {
  if (!Intl.supportedValuesOf('currency').includes(code))
    throw new Refusal('invalid', 'currency', `${code} is not a currency; write it like EUR or USD (ISO 4217).`, {
      field: 'currency',
    });
  return code;
}
