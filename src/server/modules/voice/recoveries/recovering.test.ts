import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { transact } from '../../../context.ts';
import { addCase, addCustomer } from '../../../testing/desk.ts';
import type { TestHouse } from '../../../testing/house.ts';
import { openVoiceDesk, type VoiceDesk } from '../../../testing/voice-desk.ts';
import { acceptAsCustomer } from '../../journeys/index.ts';
import { makeJourney } from '../../journeys/journeys.ts';
import { notePosition } from '../../journeys/positions.ts';
import { changeSettings } from '../settings.ts';
import { keepPromise, tickPromises } from '../../promises/index.ts';
import { recordAnswer } from '../surveys/answering.ts';
import { insertOptOut } from '../surveys/invitation-queries.ts';
import { asksFromCases, recoveriesFromEvents } from '../following.ts';
import { listInvitations, readFigures } from '../listening.ts';
import { listRecoveries, moveOn, openRecovery, readRecovery } from './recoveries.ts';
import { readRecoveryFigures } from './recovery-figures.ts';
import { promiseInRecovery } from './recovery-promising.ts';
import { changeRecoverySide, readRecoverySide, reopenRecovery } from './recovery-side.ts';
import { lateRecoveries } from './recovery-watching.ts';
import { tickRecoveries } from './recovery-ticking.ts';
import { voiceSeeds } from '../surveys/survey-seeds.ts';

const subscriptions = [voiceSeeds, asksFromCases, recoveriesFromEvents, lateRecoveries];
const minute = 60_000;
const day = 86_400_000;

let desk: VoiceDesk;
let house: TestHouse;

beforeAll(async () => {
  desk = await openVoiceDesk(subscriptions);
  ({ house } = desk);
});
afterAll(() => house.close());

async function servedCase(customerId: string) {
  const id = await addCase(house, customerId, { state: 'open', assignee_id: desk.agent.id });
  await desk.answer(id);
  return id;
}

async function asks(customerId: string) {
  return house.db
    .selectFrom('outbox')
    .select('id')
    .where('customer_id', '=', customerId)
    .where('purpose', '=', 'survey')
    .execute();
}

const states = async (id: string) =>
  (await readRecoverySide(desk.mia(), id)).checks.map(({ round, days, state }) => `${round}/${days} ${state}`);

async function promiseState(id: string | null) {
  const row = await house.db
    .selectFrom('promises')
    .select(['state', 'keeper_id'])
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.state;
}

/** From the first human contact to asking whether it is good. */
async function putRight(id: string) {
  house.setClock(60 * minute);
  await moveOn(desk.mia(), id, { move: 'contact', words: 'I called and listened', loss: 'An afternoon at home' });
  await moveOn(desk.mia(), id, { move: 'cause', words: 'The call list was lost' });
  await moveOn(desk.mia(), id, { move: 'offer-remedy', words: 'A visit tomorrow at eight' });
  await moveOn(desk.mia(), id, { move: 'remedy-accepted' });
  await moveOn(desk.mia(), id, { move: 'ask-again' });
}

describe('a recovery over ninety days', () => {
  it('walks a detractor to recovered and asks again after 30 and 90 days, never meanwhile', async () => {
    const customerId = await addCustomer(house);
    await desk.closeAndAsk(await servedCase(customerId));
    await recordAnswer(house.system(), {
      token: await desk.tokenOf(customerId),
      likely: 2,
      rating: 1,
      why: 'Nobody called back',
    });
    const [opened] = (await listRecoveries(desk.mia(), { customerId })).items;
    const id = opened!.id;
    expect(opened).toMatchObject({ source: 'answer', severity: 'severe', owner: { id: desk.agent.id } });
    const side = await readRecoverySide(desk.mia(), id);
    expect(side).toMatchObject({ severityBecause: ['worst-answer'], checks: [] });
    expect([await promiseState(side.contactPromiseId), await promiseState(side.closePromiseId)]).toEqual([
      'open',
      'open',
    ]);

    await changeRecoverySide(desk.mia(), id, {
      acknowledgement: 'We said we would call, and did not.',
      causeKind: 'promise',
    });
    await moveOn(desk.mia(), id, { move: 'contact', words: 'I called' });
    expect(await promiseState(side.contactPromiseId)).toBe('kept');
    await moveOn(desk.mia(), id, { move: 'cause', words: 'The call list was lost' });
    const dueAt = new Date(house.now().getTime() + 5 * day).toISOString();
    const promised = await promiseInRecovery(desk.mia(), id, { what: 'a new tap, fitted', dueAt });
    expect(promised.promise).toMatchObject({
      what: 'a new tap, fitted',
      dueAt,
      state: 'open',
      keeper: { id: desk.agent.id },
    });
    const seen = await house.db
      .selectFrom('promises')
      .select(['visible', 'kind', 'customer_id'])
      .where('id', '=', promised.promise!.id)
      .executeTakeFirst();
    expect(seen).toEqual({ visible: true, kind: 'personal', customer_id: customerId });
    await keepPromise(desk.mia(), promised.promise!.id);
    // what else closes meanwhile is not asked about
    house.setClock(day);
    await desk.closeAndAsk(await servedCase(customerId));
    expect((await listInvitations(desk.mia(), { customerId })).items[0]).toMatchObject({
      withheldBecause: 'recovery_open',
    });
    await moveOn(desk.mia(), id, { move: 'ask-again' });
    expect(await promiseState(side.closePromiseId)).toBe('kept');
    expect(await states(id)).toEqual(['1/0 asked']);
    await recordAnswer(house.system(), {
      token: await desk.tokenOf(customerId),
      solved: true,
      rating: 5,
      why: 'You made it right',
    });
    expect((await readRecovery(desk.mia(), id)).state).toBe('recovered');
    expect(await states(id)).toEqual(['1/0 good', '1/30 planned', '1/90 planned']);

    const before = (await asks(customerId)).length;
    house.setClock(29 * day);
    await tickRecoveries(house.system());
    expect(await asks(customerId)).toHaveLength(before);
    house.setClock(2 * day);
    await tickRecoveries(house.system());
    await tickRecoveries(house.system());
    expect(await asks(customerId)).toHaveLength(before + 1);
    await recordAnswer(house.system(), { token: await desk.tokenOf(customerId), solved: true, rating: 4 });
    expect((await readRecovery(desk.mia(), id)).state).toBe('recovered');
    house.setClock(60 * day);
    await tickRecoveries(house.system());
    expect(await states(id)).toEqual(['1/0 good', '1/30 good', '1/90 asked']);
    await recordAnswer(house.system(), {
      token: await desk.tokenOf(customerId),
      solved: true,
      rating: 5,
      why: 'Still good',
    });
    expect(await states(id)).toEqual(['1/0 good', '1/30 good', '1/90 good']);
    const { history, state } = await readRecovery(desk.mia(), id);
    expect(state).toBe('recovered');
    expect(history.map(({ move }) => move)).toEqual([
      'opened',
      'acknowledged',
      'contact',
      'cause',
      'promised',
      'ask-again',
      'recovered',
      'asked-30',
      'good-30',
      'asked-90',
      'good-90',
    ]);
    await desk.settle();
  });

  it('opens again when the customer says after 30 days that it is not good, with new clocks', async () => {
    const { id, customer: who } = await openRecovery(desk.mia(), {
      customerId: await addCustomer(house, { name: 'Bo Lind' }),
      loss: 'a day',
      ownerId: desk.agent.id,
    });
    await putRight(id);
    await recordAnswer(house.system(), { token: await desk.tokenOf(who.id), solved: true, rating: 5 });
    const first = await readRecoverySide(desk.mia(), id);
    house.setClock(31 * day);
    await tickRecoveries(house.system());
    await recordAnswer(house.system(), { token: await desk.tokenOf(who.id), solved: false, why: 'It drips again' });
    expect(await readRecovery(desk.mia(), id)).toMatchObject({ state: 'open', severity: 'severe', endedAt: null });
    const again = await readRecoverySide(desk.mia(), id);
    expect(again).toMatchObject({ reopened: 1, severityBecause: ['repeated'] });
    expect(again.contactPromiseId).not.toBe(first.contactPromiseId);
    expect(await states(id)).toEqual(['1/0 good', '1/30 not-good']);
    await putRight(id);
    await recordAnswer(house.system(), { token: await desk.tokenOf(who.id), solved: true, rating: 5 });
    expect(await states(id)).toEqual(['1/0 good', '1/30 not-good', '2/0 good', '2/30 planned', '2/90 planned']);
    await desk.settle();
  });

  it('opens once more by itself after a no at the end; after the second no only a person does', async () => {
    const { id, customer: who } = await openRecovery(desk.mia(), {
      customerId: await addCustomer(house, { name: 'Cy Dorn' }),
      ownerId: desk.agent.id,
    });
    await putRight(id);
    await recordAnswer(house.system(), { token: await desk.tokenOf(who.id), solved: false });
    expect((await readRecovery(desk.mia(), id)).state).toBe('open');
    await expect(reopenRecovery(desk.mia(), id, {})).rejects.toMatchObject({ code: 'not-ended' });
    await putRight(id);
    await recordAnswer(house.system(), { token: await desk.tokenOf(who.id), solved: false });
    expect((await readRecovery(desk.mia(), id)).state).toBe('not-recovered');
    expect(await reopenRecovery(desk.mia(), id, { words: 'The owner calls himself' })).toMatchObject({ reopened: 2 });
    expect((await readRecovery(desk.mia(), id)).state).toBe('open');
    await desk.settle();
  });

  it('tells whoever leads when the first contact is late, and makes it severe', async () => {
    const { id } = await openRecovery(desk.mia(), {
      customerId: await addCustomer(house, { name: 'Di Falk' }),
      ownerId: desk.agent.id,
    });
    house.setClock(8 * day);
    await tickPromises(house.system());
    await desk.settle();
    const side = await readRecoverySide(desk.mia(), id);
    expect(await promiseState(side.contactPromiseId)).toBe('broken');
    expect(side.severityBecause).toContain('late');
    const told = await house.db
      .selectFrom('notifications')
      .select(['user_id', 'link'])
      .where('link', '=', `/voice/recoveries/${id}`)
      .execute();
    expect(told.map(({ user_id }) => user_id).sort()).toEqual(
      expect.arrayContaining([desk.agent.id, desk.manager.id].sort()),
    );
    expect(
      (await listRecoveries(desk.mia(), { customerId: (await readRecovery(desk.mia(), id)).customer.id })).items,
    ).toHaveLength(1);
  });

  it('counts who was won back, how long the first contact took and why it happened', async () => {
    const figures = await readRecoveryFigures(desk.mia(), { days: 365 });
    expect(figures.recovered).toMatchObject({ k: 2, n: 2 });
    expect(figures.open).toBe(2);
    // the line over everything says the same, however many fit on a page of the list
    expect((await readFigures(desk.mia())).toWinBack).toEqual({ open: 2, late: figures.late });
    expect(figures.stillGood30).toMatchObject({ k: 1, n: 2 });
    expect(figures.stillGood90).toMatchObject({ k: 1, n: 1 });
    expect(figures.causes[0]).toMatchObject({ kind: 'promise', n: 1 });
    expect(figures.contactMedianMinutes).toBeGreaterThanOrEqual(0);
  });

  it('asks nobody by hand who has said that he is not to be asked', async () => {
    const customerId = await addCustomer(house, { name: 'Ea Moss' });
    const { id } = await openRecovery(desk.mia(), { customerId, ownerId: desk.agent.id });
    await transact(house.system(), (ctx) => insertOptOut(ctx.trx, customerId, house.now()));
    await expect(putRight(id)).rejects.toMatchObject({ code: 'opted-out' });
    expect(await asks(customerId)).toEqual([]);
    expect((await readRecovery(desk.mia(), id)).state).toBe('remedied');
  });
});

describe('a no on the way', () => {
  const asked = { customerWording: 'Your kitchen is in.', acceptanceQuestion: 'Is it the kitchen you wanted?' };
  const arrive = async (more: Partial<Parameters<typeof notePosition>[1]> = {}) => {
    const journey = await makeJourney(house.as(desk.manager), {
      name: 'Kitchen',
      destinations: [{ name: 'Fitted', ...asked }],
    });
    const customerId = await addCustomer(house, { name: 'Nora Quist' });
    const destinationId = journey.destinations[0]!.id;
    await notePosition(house.as(desk.manager), { customerId, destinationId, ...more });
    return { customerId, destinationId };
  };
  const says = ({ customerId, destinationId }: { customerId: string; destinationId: string }, accepted: boolean) =>
    acceptAsCustomer(
      { ...house.system(), actor: { kind: 'customer', id: customerId, name: 'Nora Quist' } },
      customerId,
      destinationId,
      accepted,
    );
  const opened = async (customerId: string) => {
    await desk.settle();
    return (await listRecoveries(desk.mia(), { customerId })).items;
  };

  it('of the customer opens a recovery, once for one destination however often it is said, and a yes opens none', async () => {
    const nora = await arrive();
    await says(nora, true);
    expect(await opened(nora.customerId)).toEqual([]);
    await says(nora, false);
    const [recovery] = await opened(nora.customerId);
    expect(recovery).toMatchObject({ source: 'destination', severity: 'normal', state: 'open' });
    expect((await readRecovery(desk.mia(), recovery!.id)).loss).toBe('Is it the kitchen you wanted?');
    await says(nora, true);
    await says(nora, false);
    expect(await opened(nora.customerId)).toHaveLength(1);
  });

  it('in a case that is being put right already is noted there', async () => {
    const customerId = await addCustomer(house, { name: 'Olaf Rask' });
    const caseId = await servedCase(customerId);
    const { id } = await openRecovery(desk.mia(), { customerId, caseId });
    const journey = await makeJourney(house.as(desk.manager), {
      name: 'Bath',
      destinations: [{ name: 'Fitted', ...asked }],
    });
    await notePosition(house.as(desk.manager), {
      customerId,
      caseId,
      destinationId: journey.destinations[0]!.id,
      accepted: false,
    });
    expect((await opened(customerId)).map((each) => each.id)).toEqual([id]);
    expect((await readRecovery(desk.mia(), id)).history.map(({ move }) => move)).toContain('again-destination');
  });

  it('noted by a colleague counts while it is news, and none does where the company wants it so', async () => {
    const old = await arrive({ accepted: false, reachedAt: new Date(house.now().getTime() - 120 * day).toISOString() });
    expect(await opened(old.customerId)).toEqual([]);
    const fresh = await arrive({ accepted: false });
    expect(await opened(fresh.customerId)).toHaveLength(1);
    await changeSettings(house.as(desk.manager), { destinationsOpenRecovery: false });
    const quiet = await arrive();
    await says(quiet, false);
    expect(await opened(quiet.customerId)).toEqual([]);
    await changeSettings(house.as(desk.manager), { destinationsOpenRecovery: true });
  });
});
