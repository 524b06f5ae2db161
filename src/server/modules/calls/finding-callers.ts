import type { Static } from 'typebox';
import type { findCaller as findCallerRoute } from '../../../contract/forms-phone.ts';
import { dialledRegion, normalisePhone } from '../../../domain/customers/addresses.ts';
import type { Context } from '../../context.ts';
import { visibleCases } from '../cases/index.ts';
import { findCompany } from '../people/index.ts';
import { selectCallers } from './queries.ts';

/** Who may be calling, by what was typed: a number as one dials it, a name, an address. */
export async function findCallers(ctx: Context, typed: string): Promise<Static<typeof findCallerRoute.reply>> {
  const words = typed.trim();
  const looksDialled = /^[+\d][\d\s()/.-]{2,}$/.test(words);
  const company = looksDialled ? await findCompany(ctx.db) : undefined;
  const region = company === undefined ? null : dialledRegion(company.time_zone, company.language);
  const number = looksDialled ? normalisePhone(words, region) : null;
  // without the leading zero of the country, so that 089 … is found in +4989…
  const digits = looksDialled ? words.replaceAll(/\D/g, '').replace(/^0+/, '') : '';
  const rows = await selectCallers(ctx.db, { words, number, digits }, visibleCases(ctx.actor));
  return {
    number,
    callers: rows.map((row) => ({
      id: row.id,
      name: row.name,
      organisation: row.organisation,
      exact: row.exact,
      openCases: row.open_cases,
    })),
  };
}
