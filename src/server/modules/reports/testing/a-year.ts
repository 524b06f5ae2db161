import { sql } from 'kysely';
import { simpleParser } from 'mailparser';
import { shiftDay } from '../../../../domain/measures/days.ts';
import { binomialDraw, seededRandom } from '../../../../domain/measures/random.ts';
import { newId } from '../../../store/identity.ts';
import type { TestHouse } from '../../../testing/house.ts';
import { createMailbox } from '../../channels/index.ts';

/** A company in Berlin with a mailbox and a year of moments, promises and answers up to a day. */
export async function plantYear(house: TestHouse, to: string): Promise<void> {
  const owner = await house.staff('owner', 'Olga');
  await sql`insert into company (name, time_zone, language, set_up_at) values ('Marmor', 'Europe/Berlin', 'en', now())`.execute(
    house.db,
  );
  await createMailbox(house.as(owner), { name: 'Help', address: 'help@example.org' } as never);
  const door = await touchpoint(house, 'Lieferung an die Tür');
  const quote = await touchpoint(house, 'Quote <fast> & "easy"');
  const random = seededRandom(7);
  const days = Array.from({ length: 365 }, (_, back) => shiftDay(to, -back));
  for (const [touchpoint_id, share] of [
    [door, 0.3],
    [quote, 0.06],
  ] as const) {
    const rows = days.map((day) => {
      const lost = binomialDraw(random, 6, share);
      return { day, touchpoint_id, lost, won: 6 - lost };
    });
    await house.db.insertInto('moment_totals').values(rows).execute();
    await house.db
      .insertInto('moment_days')
      .values(rows.map((row) => ({ ...row, channel: 'mail' })))
      .execute();
  }
  const promises = days.map((day) => {
    const kept = binomialDraw(random, 4, 0.9);
    return { day, kind: 'policy', clock: 'resolution', channel: 'mail', kept, broken: 4 - kept };
  });
  await house.db.insertInto('promise_days').values(promises).execute();
  const answers = days.map((day) => {
    const satisfied = binomialDraw(random, 2, 0.8);
    return { day, channel: 'mail', answers: 2, rated: 2, satisfied, promoters: 1, passives: 1, detractors: 0 };
  });
  await house.db.insertInto('answer_days').values(answers).execute();
}

async function touchpoint(house: TestHouse, name: string): Promise<string> {
  const id = newId();
  await sql`insert into touchpoints (id, name, channel, created_at) values (${id}, ${name}, 'mail', now())`.execute(
    house.db,
  );
  return id;
}

/** Mails to an address in the outbox, oldest first, as a mail program reads them. */
export async function mailsTo(house: TestHouse, address: string) {
  const rows = await house.db
    .selectFrom('outbox')
    .select(['raw', 'state'])
    .where(sql<boolean>`${address} = any(to_addresses)`)
    .orderBy('queued_at')
    .orderBy('id')
    .execute();
  return Promise.all(rows.map(({ raw }) => simpleParser(raw!, { skipImageLinks: true })));
}
