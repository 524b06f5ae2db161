import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../../store/identity.ts';
import { addOfficeHours, addCustomer, tell, toldOf } from '../../../testing/desk.ts';
import type { TestHouse } from '../../../testing/house.ts';
import { openVoiceDesk, type VoiceDesk } from '../../../testing/voice-desk.ts';
import { journeySeeds, listMoments, momentsFromEvents } from '../../journeys/index.ts';
import { recordAnswer } from '../surveys/answering.ts';
import { asksFromCases, recoveriesFromEvents } from '../following.ts';
import { listInvitations } from '../listening.ts';
import { listRecoveries, moveOn, openRecovery, readRecovery } from './recoveries.ts';
import { changeSettings } from '../settings.ts';
import { voiceSeeds } from '../surveys/survey-seeds.ts';
import { tickVoice } from '../ticking.ts';

const subscriptions = [voiceSeeds, journeySeeds, momentsFromEvents, asksFromCases, recoveriesFromEvents];
const day = 86_400_000;

let desk: VoiceDesk;
let house: TestHouse;

beforeAll(async () => {
  desk = await openVoiceDesk(subscriptions, addOfficeHours);
  ({ house } = desk);
});
afterAll(() => house.close());
beforeEach(() => house.setClock(new Date('2026-03-31T09:42:00Z')));

async function invitationsOf(customerId: string) {
  return (await listInvitations(desk.mia(), { customerId })).items;
}

describe('a recovery', () => {
  it('takes a detractor from the bad answer to recovered, by his own verdict, without a survey meanwhile', async () => {
    const { customerId, caseId, token } = await desk.asked();
    await recordAnswer(house.system(), { token, rating: 1, why: 'Nobody called back', word: 'slow' });
    await recordAnswer(house.system(), { token, likely: 2 });
    await desk.settle();
    const [opened] = (await listRecoveries(desk.mia(), { customerId })).items;
    expect((await listRecoveries(desk.mia(), { customerId })).items).toHaveLength(1);
    expect(opened).toMatchObject({
      state: 'open',
      severity: 'severe',
      owner: { id: desk.agent.id, name: 'Mia' },
      words: 'Nobody called back',
      contactDueAt: '2026-04-01T10:13:00.000Z',
      closeDueAt: '2026-04-07T10:13:00.000Z',
      late: false,
    });
    const id = opened!.id;
    const move = (input: Parameters<typeof moveOn>[2]) => moveOn(desk.mia(), id, input);
    await expect(move({ move: 'ask-again' })).rejects.toMatchObject({ code: 'recovery-move' });

    house.setClock(2 * day);
    expect((await readRecovery(desk.mia(), id)).late).toBe(true);
    await desk.reply(caseId, customerId);
    await desk.settle();
    expect(await readRecovery(desk.mia(), id)).toMatchObject({ state: 'contacted', late: false });
    await expect(move({ move: 'cause' })).rejects.toMatchObject({ code: 'words-missing' });
    await move({ move: 'cause', words: 'The call list was lost', loss: 'An afternoon at home' });
    await move({ move: 'offer-remedy', words: 'A visit tomorrow at eight' });
    await move({ move: 'remedy-accepted' });

    // nobody is surveyed meanwhile, whatever else closes
    house.setClock(30 * day);
    await desk.closeAndAsk(await desk.openCase(customerId));
    expect((await invitationsOf(customerId))[0]).toMatchObject({ withheldBecause: 'recovery_open' });

    expect((await move({ move: 'ask-again' })).state).toBe('asked-again');
    const again = await desk.tokenOf(customerId);
    expect(again).not.toBe(token);
    await recordAnswer(house.system(), { token: again, rating: 3 });
    expect((await readRecovery(desk.mia(), id)).state).toBe('asked-again');
    await recordAnswer(house.system(), { token: again, solved: true, rating: 5, why: 'You made it right' });
    await desk.settle();
    const ended = await readRecovery(desk.mia(), id);
    expect(ended).toMatchObject({ state: 'recovered', verdictWords: 'You made it right', allowed: [] });
    expect(ended.history.map(({ move }) => move)).toEqual([
      'opened',
      'contact',
      'cause',
      'offer-remedy',
      'remedy-accepted',
      'ask-again',
      'recovered',
    ]);
    expect(await toldOf(house, 'voice.recovery-ended', { recoveryId: id })).toMatchObject([{ recovered: true }]);
    // the contact that went wrong stays lost; making it good is a moment of its own
    const moments = (await listMoments(desk.mia(), { customerId })).items;
    expect(moments.find(({ contact }) => contact === `case:${caseId}`)).toMatchObject({ outcome: 'lost', score: 1 });
    expect(moments.find(({ contact }) => contact === `recovery:${id}`)).toMatchObject({ outcome: 'won', score: 5 });
  });

  it('opens once more when the customer says no, and ends when he says nothing for as long as the link is good', async () => {
    const make = async () => {
      const { id, customer: who } = await openRecovery(desk.mia(), {
        customerId: await addCustomer(house),
        loss: 'a day',
      });
      await moveOn(desk.mia(), id, { move: 'contact', words: 'I called' });
      await moveOn(desk.mia(), id, { move: 'cause', words: 'our mistake' });
      await moveOn(desk.mia(), id, { move: 'ask-again' });
      return { id, token: await desk.tokenOf(who.id) };
    };
    const said = await make();
    await recordAnswer(house.system(), { token: said.token, solved: false });
    expect((await readRecovery(desk.mia(), said.id)).state).toBe('open');
    // a changed mind within the day is the verdict
    await recordAnswer(house.system(), { token: said.token, solved: true });
    expect((await readRecovery(desk.mia(), said.id)).state).toBe('recovered');
    const silent = await make();
    house.setClock(31 * day);
    await tickVoice(house.system());
    expect((await readRecovery(desk.mia(), silent.id)).state).toBe('not-recovered');
  });

  it('opens from a complaint and from a promise the customer knew of, once each, to the lead when nobody works on it', async () => {
    const customerId = await addCustomer(house);
    const caseId = await desk.openCase(customerId, { kind: 'complaint', assigned: false, answered: false });
    const teamId = newId();
    await house.db.insertInto('teams').values({ id: teamId, name: 'Service', created_at: house.now() }).execute();
    await house.db.insertInto('team_members').values({ team_id: teamId, user_id: desk.lead.id }).execute();
    await house.db.updateTable('cases').set({ team_id: teamId }).where('id', '=', caseId).execute();
    await desk.settle();
    const [first] = (await listRecoveries(desk.mia(), { customerId })).items;
    expect(first).toMatchObject({ source: 'complaint', owner: { id: desk.lead.id } });

    const promiseId = newId();
    const broken = { promiseId, caseId, customerId, what: 'call back', kind: 'personal', clock: null };
    await tell(house.system(), 'promises.broken', promiseId, broken);
    await tell(house.system(), 'promises.broken', promiseId, broken);
    await tell(house.system(), 'promises.broken', newId(), {
      ...broken,
      promiseId: newId(),
      kind: 'policy',
      clock: 'first-response',
    });
    await desk.settle();
    const now = await readRecovery(desk.mia(), first!.id);
    expect(now.history.map(({ move }) => move)).toEqual(['opened', 'again-promise', 'again-promise']);

    await changeSettings(house.as(desk.lead), { brokenPromisesOpenRecovery: false });
    const other = await addCustomer(house);
    await tell(house.system(), 'promises.broken', newId(), { promiseId: newId(), customerId: other, kind: 'personal' });
    await desk.settle();
    expect((await listRecoveries(desk.mia(), { customerId: other })).items).toEqual([]);
    await changeSettings(house.as(desk.lead), { brokenPromisesOpenRecovery: true });
  });
});
