import { readFile } from 'node:fs/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { strengthOf } from '../../../domain/journeys/moment-evidence.ts';
import { transact } from '../../context.ts';
import { record } from '../../store/events.ts';
import { newId } from '../../store/identity.ts';
import { replay } from '../../store/draining.ts';
import { addCase, addCustomer, tell, toldOf } from '../../testing/desk.ts';
import { openTestHouse, type TestHouse } from '../../testing/house.ts';
import { momentsFromEvents } from './deriving-moments.ts';
import { readCaseTouchpoint } from './case-touchpoint.ts';
import { listMoments, readMoment } from './moments.ts';
import { addTouchpoint, chooseTouchpoint, listTouchpoints } from './touchpoints.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
});
afterAll(() => house.close());

const settle = () => house.settle([momentsFromEvents]);

/** A case of a new customer, as the log knows it. */
async function openCase(channel = 'mail', kind = 'question') {
  const customerId = await addCustomer(house);
  const caseId = await addCase(house, customerId, { channel, kind });
  await tell(house.system(), 'cases.opened', caseId, { caseId, customerId, channel, kind });
  return { customerId, caseId };
}

async function momentOf(caseId: string) {
  await settle();
  const { items } = await listMoments(house.system(), { caseId });
  expect(items.length).toBeLessThanOrEqual(1);
  return items[0];
}

async function announcements(momentId: string) {
  const rows = await toldOf(house, 'moments.recorded', { subject: momentId });
  return rows.map(({ before, outcome }) => [before, outcome]);
}

describe('a moment', () => {
  it('is lost when the customer comes back with the same need, and not when somebody says it was another', async () => {
    const { caseId, customerId } = await openCase();
    await tell(house.system(), 'cases.closed', caseId, { caseId, customerId });
    const again = { caseId: newId(), ofCaseId: caseId, customerId };
    await tell(house.system(), 'words.recurrence-found', again.caseId, again);
    expect(await momentOf(caseId)).toMatchObject({ outcome: 'lost', evidence: 'repeat-contact' });
    await tell(house.system(), 'words.recurrence-dismissed', again.caseId, again);
    expect(await momentOf(caseId)).toMatchObject({ outcome: 'neutral' });
  });

  it('follows how the customer sounded, when he said it clearly', async () => {
    const { caseId, customerId } = await openCase();
    await tell(house.system(), 'cases.felt', caseId, { caseId, customerId, emotion: 'angry', strength: 1 });
    expect(await momentOf(caseId)).toBeUndefined();
    await tell(house.system(), 'cases.felt', caseId, { caseId, customerId, emotion: 'angry', strength: 3 });
    expect(await momentOf(caseId)).toMatchObject({ outcome: 'lost', evidence: 'emotion' });
  });

  it('does not exist while nothing speaks about the contact', async () => {
    const { caseId } = await openCase();
    expect(await momentOf(caseId)).toBeUndefined();
  });

  it('is neutral when the case closes without complaint, and stronger evidence replaces that while all is kept', async () => {
    const { caseId, customerId } = await openCase('phone');
    await tell(house.system(), 'cases.closed', caseId, { caseId, customerId });
    const neutral = await momentOf(caseId);
    expect(neutral).toMatchObject({ outcome: 'neutral', evidence: 'closed', touchpoint: { name: 'Phone' } });

    await tell(house.system(), 'cases.verdict-given', caseId, { caseId, customerId, verdict: 'confirmed' });
    expect(await momentOf(caseId)).toMatchObject({ outcome: 'won', evidence: 'verdict', id: neutral!.id });
    await tell(house.system(), 'voice.answered', newId(), { caseId, customerId, rating: 2, word: 'slow' });
    expect(await momentOf(caseId)).toMatchObject({ outcome: 'lost', evidence: 'answer', score: 2, quote: 'slow' });
    await tell(house.system(), 'cases.verdict-given', caseId, { caseId, customerId, verdict: 'confirmed' });
    expect(await momentOf(caseId)).toMatchObject({ outcome: 'lost', evidence: 'answer' });

    const { allEvidence } = await readMoment(house.system(), neutral!.id);
    expect(allEvidence.map(({ kind }) => kind)).toEqual(['closed', 'verdict', 'answer', 'verdict']);
    expect(await announcements(neutral!.id)).toEqual([
      [null, 'neutral'],
      ['neutral', 'won'],
      ['won', 'lost'],
    ]);
  });

  it('is lost by a broken promise the customer was given, not by an internal one', async () => {
    const { caseId, customerId } = await openCase();
    await tell(house.system(), 'promises.broken', newId(), { caseId, customerId, kind: 'internal' });
    expect(await momentOf(caseId)).toBeUndefined();
    await tell(house.system(), 'promises.broken', newId(), { caseId, customerId, kind: 'personal', what: 'call back' });
    expect(await momentOf(caseId)).toMatchObject({ outcome: 'lost', evidence: 'broken-promise', quote: 'call back' });
  });

  it('moves with its case to another touchpoint, and health moves with it', async () => {
    const { caseId } = await openCase('mail', 'complaint');
    expect(await momentOf(caseId)).toMatchObject({ outcome: 'lost', touchpoint: { name: 'E-mail' } });
    const manager = house.as(await house.staff('manager'));
    const delivery = await addTouchpoint(manager, { name: 'Partner delivery', channel: 'partner', party: 'partner' });
    expect(delivery.health).toMatchObject({ unknown: true, n: 0, lost: { say: 'unknown' } });
    await chooseTouchpoint(manager, { caseId, touchpointId: delivery.id });
    const moment = await momentOf(caseId);
    expect(moment!.touchpoint.id).toBe(delivery.id);
    const { items } = await listTouchpoints(manager, {});
    const health = items.find(({ id }) => id === delivery.id)!.health;
    expect(health).toMatchObject({ n: 1, unknown: false, lost: { k: 1, n: 1, say: 'count', share: null } });
    const told = await house.db
      .selectFrom('events')
      .select('data')
      .where('type', '=', 'moments.recorded')
      .where('subject_id', '=', moment!.id)
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow();
    expect(told.data).toMatchObject({ before: 'lost', outcome: 'lost', touchpointId: delivery.id });
  });

  it('stands where its channel put it until somebody says otherwise, which is known at once and with his name', async () => {
    const { caseId } = await openCase('mail', 'complaint');
    await settle();
    const lena = await house.staff('manager', 'Lena');
    const place = () => readCaseTouchpoint(house.as(lena), caseId);
    expect(await place()).toMatchObject({ touchpoint: { name: 'E-mail' }, byHand: false, by: null, at: null });
    const shop = await addTouchpoint(house.as(lena), { name: 'Shop floor', channel: 'in-person' });
    await chooseTouchpoint(house.as(lena), { caseId, touchpointId: shop.id });
    const said = { touchpoint: { id: shop.id, name: 'Shop floor' }, byHand: true, by: { id: lena.id, name: 'Lena' } };
    expect(await place()).toMatchObject(said);
    await settle();
    expect(await place()).toMatchObject(said);
    await expect(readCaseTouchpoint(house.as(lena), newId())).rejects.toMatchObject({ kind: 'not_found' });
  });

  it('goes back to where its channel puts it when the choice is taken back, also after reading the log again', async () => {
    const { caseId } = await openCase('phone', 'complaint');
    const { caseId: asked } = await openCase('phone', 'complaint');
    const lena = house.as(await house.staff('manager', 'Lena'));
    const shop = await addTouchpoint(lena, { name: 'Window display', channel: 'in-person' });
    for (const id of [caseId, asked]) await chooseTouchpoint(lena, { caseId: id, touchpointId: shop.id });
    expect((await momentOf(caseId))!.touchpoint.name).toBe('Window display');
    expect(await chooseTouchpoint(lena, { caseId, touchpointId: null })).toEqual({ caseId, touchpointId: null });
    const byChannel = { touchpoint: { name: 'Phone' }, byHand: false, by: null, at: null };
    expect(await readCaseTouchpoint(lena, caseId)).toMatchObject(byChannel);
    expect((await momentOf(caseId))!.touchpoint.name).toBe('Phone');
    expect(await readCaseTouchpoint(lena, caseId)).toMatchObject(byChannel);
    const healthOf = async (id: string) =>
      (await listTouchpoints(lena, { limit: 200 })).items.find((one) => one.id === id)!.health;
    expect(await healthOf(shop.id)).toMatchObject({ n: 1 });
    const before = await listMoments(lena, { limit: 200 });
    await replay(house.system(), momentsFromEvents);
    await settle();
    expect(await listMoments(lena, { limit: 200 })).toEqual(before);
    // nothing is there to take back: said anyway, and nothing moves
    await chooseTouchpoint(lena, { caseId, touchpointId: null });
    expect((await momentOf(caseId))!.touchpoint.name).toBe('Phone');
    expect((await momentOf(asked))!.touchpoint.name).toBe('Window display');
  });

  it('of a case of a private team does not exist for strangers', async () => {
    const { caseId, customerId } = await openCase();
    const teamId = newId();
    await house.db
      .insertInto('teams')
      .values({ id: teamId, name: 'Board', private: true, created_at: house.now() })
      .execute();
    await house.db.updateTable('cases').set({ team_id: teamId }).where('id', '=', caseId).execute();
    await tell(house.system(), 'cases.closed', caseId, { caseId, customerId });
    expect(await momentOf(caseId)).toBeDefined();
    const stranger = await house.staff('manager');
    expect((await listMoments(house.as(stranger), { caseId })).items).toEqual([]);
    expect((await listMoments(house.as({ ...stranger, teamIds: [teamId] }), { caseId })).items).toHaveLength(1);
  });
});

describe('the order of evidence', () => {
  const evidence = {
    answer: ['voice.answered', { rating: 5, answerId: newId() }],
    verdict: ['cases.verdict-given', { verdict: 'refuted' }],
    emotion: ['cases.felt', { emotion: 'grateful', strength: 3 }],
    'broken-promise': ['promises.broken', { kind: 'personal', what: 'call back' }],
    reopened: ['cases.reopened', { by: 'customer', because: 'It drips' }],
    'repeat-contact': ['words.recurrence-found', {}],
    closed: ['cases.closed', {}],
  } as const;
  type Kind = keyof typeof evidence;
  const say = (kind: Kind, caseId: string, customerId: string) => {
    const [type, data] = evidence[kind];
    return tell(house.system(), type, caseId, { caseId, ofCaseId: caseId, customerId, ...data });
  };
  const order = Object.keys(evidence) as Kind[];

  it.each(order.slice(1).map((weaker, at) => [order[at]!, weaker] as const))(
    '%s decides over %s, whichever is said first, and also when the log is read again',
    async (stronger, weaker) => {
      const [one, other] = [await openCase(), await openCase()];
      await say(stronger, one.caseId, one.customerId);
      await say(weaker, one.caseId, one.customerId);
      await say(weaker, other.caseId, other.customerId);
      await say(stronger, other.caseId, other.customerId);
      for (const { caseId } of [one, other]) expect(await momentOf(caseId)).toMatchObject({ evidence: stronger });
      const before = await everything();
      await replay(house.system(), momentsFromEvents);
      await settle();
      expect(await everything()).toEqual(before);
    },
  );

  it('a review decides over what was said in no survey, and a rating over a review', async () => {
    expect(['answer', 'review', 'verdict'].map((kind) => strengthOf(kind as 'review'))).toEqual([90, 85, 80]);
  });

  it('an installation with the earlier order is decided anew by its upgrade, as the log would decide, and tells it', async () => {
    const { caseId, customerId } = await openCase();
    for (const kind of ['emotion', 'reopened'] as const) await say(kind, caseId, customerId);
    const now = await momentOf(caseId);
    expect(now).toMatchObject({ outcome: 'won', evidence: 'emotion' });
    const right = await everything();
    // as the earlier order had it: coming back counted more than a thank-you
    const { rows } = await sql<{ touchpoint_id: string; at: Date }>`
      update moments set outcome = 'lost', evidence = 'reopened', strength = 70, quote = 'It drips' where id = ${now!.id} returning touchpoint_id, at`.execute(
      house.db,
    );
    await sql`update moment_announcements set outcome = 'lost' where moment_id = ${now!.id}`.execute(house.db);
    await sql`update moment_evidence set strength = 70 where moment_id = ${now!.id} and kind = 'reopened'`.execute(
      house.db,
    );
    await sql`update touchpoint_days set won = won - 1, lost = lost + 1 where touchpoint_id = ${rows[0]!.touchpoint_id}
      and day = ${rows[0]!.at.toISOString().slice(0, 10)}::date`.execute(house.db);
    const told = (await announcements(now!.id)).length;
    const file = await readFile(new URL('../../store/migrations/0047_voice.sql', import.meta.url), 'utf8');
    const part = file.slice(file.indexOf('-- part:'), file.indexOf('-- end of part'));
    await house.db.transaction().execute(async (trx) => {
      for (const statement of part.replaceAll(/^--.*$/gm, '').split(';'))
        if (statement.trim() !== '') await sql.raw(statement).execute(trx);
    });
    expect(await everything()).toEqual(right);
    expect((await announcements(now!.id)).slice(told)).toEqual([['lost', 'won']]);
  });
});

describe('reading the log again', () => {
  it('gives the same rows to the last id, after concurrent writers, and tells nobody anything twice', async () => {
    const cases = await Promise.all(Array.from({ length: 12 }, () => openCase()));
    const kinds = [
      'cases.closed',
      'cases.verdict-given',
      'voice.answered',
      'cases.felt',
      'cases.reopened',
      'promises.broken',
      'words.recurrence-found',
    ];
    let seed = 7;
    const random = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
    const writer = async () => {
      for (let turn = 0; turn < 12; turn++) {
        // two contacts in one transaction that stays open for a while: commits overtake each other
        await transact(house.system(), async (ctx) => {
          for (let each = 0; each < 2; each++) {
            const { caseId, customerId } = cases[Math.floor(random() * cases.length)]!;
            const type = kinds[Math.floor(random() * kinds.length)]!;
            await record(ctx, type, caseId, {
              caseId,
              customerId,
              verdict: random() < 0.5 ? 'confirmed' : 'refuted',
              rating: 1 + Math.floor(random() * 5),
              by: 'customer',
              kind: 'personal',
              emotion: random() < 0.5 ? 'grateful' : 'angry',
              strength: 3,
              ofCaseId: caseId,
            });
            await new Promise((resolve) => setTimeout(resolve, random() * 8));
          }
        });
      }
    };
    let writing = true;
    const reader = (async () => {
      while (writing) await settle();
    })();
    await Promise.all([writer(), writer(), writer(), writer()]);
    writing = false;
    await reader;
    await settle();

    const before = await everything();
    const told = await toldSoFar();
    expect(before.moments.length).toBeGreaterThan(12);
    await replay(house.system(), momentsFromEvents);
    await settle();
    expect(await everything()).toEqual(before);
    expect(await toldSoFar()).toEqual(told);
    // what listeners were told adds up to what is
    const last = await house.db
      .selectFrom('moment_announcements as a')
      .innerJoin('moments as m', 'm.id', 'a.moment_id')
      .select(['a.outcome as told', 'm.outcome'])
      .execute();
    expect(last.every(({ told, outcome }) => told === outcome)).toBe(true);
    expect(last).toHaveLength(before.moments.length);
  });
});

async function everything() {
  return {
    moments: await house.db.selectFrom('moments').selectAll().orderBy('id').execute(),
    evidence: await house.db.selectFrom('moment_evidence').selectAll().orderBy('id').execute(),
    contacts: await house.db.selectFrom('contacts').selectAll().orderBy('contact').execute(),
    days: await house.db
      .selectFrom('touchpoint_days')
      .selectAll()
      .where((eb) => eb.or([eb('won', '<>', 0), eb('neutral', '<>', 0), eb('lost', '<>', 0)]))
      .orderBy('touchpoint_id')
      .orderBy('day')
      .execute(),
  };
}

async function toldSoFar() {
  const { n } = await house.db
    .selectFrom('events')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('type', '=', 'moments.recorded')
    .executeTakeFirstOrThrow();
  return n;
}
