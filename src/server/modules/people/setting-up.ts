import { hashPassword } from 'better-auth/crypto';
import { Refusal } from '../../../domain/refusal.ts';
import { type Context, transact } from '../../context.ts';
import { record } from '../../store/events.ts';
import { newId } from '../../store/identity.ts';
import { adoptCharter } from '../charter/index.ts';
import { knownZone } from './company.ts';
import { storePassword } from './password-queries.ts';
import { findCompany, insertUser } from './queries.ts';

export interface SetUp {
  company: string;
  word: string;
  meaning?: string | undefined;
  name: string;
  email: string;
  password: string;
  timeZone: string;
  language: string;
  /** ISO 4217; euros unless told. */
  currency?: string;
  sample: boolean;
}

/** Weekdays nine to five: changed under Settings, but nobody has to before the first case. */
const officeHours = JSON.stringify(
  Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((day) => [day, day <= 5 ? [{ from: '09:00', to: '17:00' }] : []])),
);

/**
 * The first visit: makes the company, its word, the owner and a first calendar, in one transaction. Every room adds
 * what it needs to be useful when it hears `people.company-set-up`. Refused for ever afterwards.
 */
export function setUpCompany(ctx: Context, input: SetUp): Promise<{ ownerId: string }> {
  return transact(ctx, async (ctx) => {
    // two people answering the page at once: one row only, the other one is told
    const made = await ctx.trx
      .insertInto('company')
      .values({
        name: input.company.trim(),
        time_zone: knownZone(input.timeZone),
        language: input.language,
        ...(input.currency === undefined ? {} : { currency: input.currency }),
        sample: input.sample,
        set_up_at: ctx.now,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('name')
      .executeTakeFirst();
    if (made === undefined)
      throw new Refusal(
        'conflict',
        'already-set-up',
        `${(await findCompany(ctx.trx))?.name ?? 'This company'} is already set up; sign in instead.`,
      );
    const ownerId = newId();
    await insertUser(ctx.trx, {
      id: ownerId,
      name: input.name.trim(),
      email: input.email.trim().toLowerCase(),
      role: 'owner',
      language: input.language,
      time_zone: input.timeZone,
    });
    await storePassword(ctx.trx, { id: newId(), userId: ownerId, hash: await hashPassword(input.password) }, ctx.now);
    await ctx.trx
      .insertInto('calendars')
      .values({
        id: newId(),
        name: 'Office hours',
        zone: input.timeZone,
        week: officeHours,
        is_default: true,
        changed_at: ctx.now,
      })
      .execute();
    const owner = {
      ...ctx,
      actor: { kind: 'staff' as const, id: ownerId, role: 'owner' as const, name: input.name, teamIds: [] },
    };
    await adoptCharter(owner, {
      word: input.word,
      meaning: input.meaning ?? '',
      motto: '',
      proofs: [],
      whyChanged: '',
    });
    await record(owner, 'people.company-set-up', null, {
      company: input.company.trim(),
      language: input.language,
      timeZone: input.timeZone,
      sample: input.sample,
    });
    return { ownerId };
  });
}
