import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Context } from '../../context.ts';
import { newId } from '../../store/identity.ts';
import { addOfficeHours, addCustomer, tell, toldOf } from '../../testing/desk.ts';
import type { TestHouse } from '../../testing/house.ts';
import { openVoiceDesk, type VoiceDesk } from '../../testing/voice-desk.ts';
import { closeCase, reopenCase } from '../cases/index.ts';
import { journeySeeds, listMoments, momentsFromEvents } from '../journeys/index.ts';
import { readInvitation, recordAnswer, stopAsking } from './surveys/answering.ts';
import { asksFromCases, recoveriesFromEvents } from './following.ts';
import { listAnswers, listInvitations, readFigures, readListening, readWords } from './listening.ts';
import { observe } from './observing.ts';
import { listRecoveries, openRecovery } from './recoveries/recoveries.ts';
import { readFunnel } from './surveys/survey-funnel.ts';
import { voiceSeeds } from './surveys/survey-seeds.ts';
import { changeSurvey, listSurveys, previewSurvey } from './surveys/surveys.ts';
import { tickVoice } from './ticking.ts';

const subscriptions = [voiceSeeds, journeySeeds, momentsFromEvents, asksFromCases, recoveriesFromEvents];
const minute = 60_000;
const day = 86_400_000;

let desk: VoiceDesk;
let house: TestHouse;

beforeAll(async () => {
  desk = await openVoiceDesk(subscriptions, async (house) => {
    await addOfficeHours(house);
    await house.db
      .insertInto('charters')
      .values({ id: newId(), version: 1, word: 'reliable', made_at: house.now() })
      .execute();
  });
  ({ house } = desk);
});
afterAll(() => house.close());
beforeEach(() => house.setClock(new Date('2026-03-31T09:42:00Z')));

async function invitationsOf(customerId: string) {
  return (await listInvitations(desk.mia(), { customerId })).items;
}

async function caseRow(id: string) {
  return house.db
    .selectFrom('cases')
    .select(['state', 'verdict', 'reopened'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
}

describe('asking after a case', () => {
  it('comes once per resolution, by mail, half an hour after closing', async () => {
    const customerId = await addCustomer(house);
    const caseId = await desk.openCase(customerId);
    await closeCase(desk.mia(), caseId, {});
    await desk.settle();
    await tickVoice(house.system());
    expect(await invitationsOf(customerId)).toEqual([]);
    house.setClock(31 * minute);
    await tickVoice(house.system());
    await tickVoice(house.system());
    expect(await invitationsOf(customerId)).toMatchObject([{ state: 'sent', caseId }]);
    expect(await toldOf(house, 'voice.asked', { customerId: customerId })).toHaveLength(1);
    const kept = await house.db
      .selectFrom('invitations')
      .select('token_hash')
      .where('customer_id', '=', customerId)
      .executeTakeFirstOrThrow();
    expect(kept.token_hash).not.toContain(await desk.tokenOf(customerId));
  });

  it('does not come when the case opens again before', async () => {
    const customerId = await addCustomer(house);
    const caseId = await desk.openCase(customerId);
    await closeCase(desk.mia(), caseId, {});
    await desk.settle();
    await reopenCase(desk.mia(), caseId, 'something was forgotten');
    await desk.settle();
    house.setClock(31 * minute);
    await tickVoice(house.system());
    expect(await invitationsOf(customerId)).toEqual([]);
  });

  it('reaches a customer with five closed cases in a week once; each refusal is explained', async () => {
    const customerId = await addCustomer(house);
    for (let turn = 0; turn < 5; turn++) {
      await desk.closeAndAsk(await desk.openCase(customerId));
      house.setClock(day);
    }
    const all = await invitationsOf(customerId);
    expect(all.map(({ state }) => state)).toEqual(['withheld', 'withheld', 'withheld', 'withheld', 'sent']);
    expect(all[0]).toMatchObject({
      withheldBecause: 'programme_quiet_period',
      withheldReason: 'This programme asked them not long ago.',
      withheldUntil: '2026-04-14T10:13:00.000Z',
    });
    expect(await toldOf(house, 'voice.withheld', { customerId: customerId })).toHaveLength(4);
  });

  it.each([
    ['no_address', async () => desk.openCase(await addCustomer(house, { email: null }))],
    ['not_served', async () => desk.openCase(await addCustomer(house, { name: 'Pia' }), { answered: false })],
    [
      'address_bounced',
      async () => {
        const customerId = await addCustomer(house, { name: 'Uwe' });
        await house.db
          .updateTable('identities')
          .set({ bounced_at: house.now() })
          .where('customer_id', '=', customerId)
          .execute();
        return desk.openCase(customerId);
      },
    ],
    [
      'recovery_open',
      async () => {
        const customerId = await addCustomer(house, { name: 'Ida' });
        await openRecovery(desk.mia(), { customerId });
        return desk.openCase(customerId);
      },
    ],
  ])('is withheld: %s', async (because, make) => {
    const caseId = await make();
    await desk.closeAndAsk(caseId);
    const { items } = await listInvitations(desk.mia(), { state: 'withheld' });
    expect(items.find((each) => each.caseId === caseId)).toMatchObject({ withheldBecause: because });
  });

  it('leaves whoever asked not to be asked alone', async () => {
    const { customerId, token } = await desk.asked();
    await stopAsking(house.system(), token);
    await stopAsking(house.system(), token);
    expect(await toldOf(house, 'voice.opted-out', { customerId: customerId })).toHaveLength(1);
    house.setClock(60 * day);
    await desk.closeAndAsk(await desk.openCase(customerId));
    expect((await invitationsOf(customerId))[0]).toMatchObject({ withheldBecause: 'opted_out' });
  });

  it('takes seven days without an answer as silence, not as content', async () => {
    const { caseId } = await desk.asked();
    house.setClock(6 * day);
    await tickVoice(house.system());
    expect(await caseRow(caseId)).toMatchObject({ verdict: null });
    house.setClock(day);
    await tickVoice(house.system());
    expect(await caseRow(caseId)).toMatchObject({ verdict: 'silent', state: 'closed' });
  });

  it('takes a mail that came back out of the funnel', async () => {
    const { customerId } = await desk.asked();
    const { outbox_id } = await house.db
      .selectFrom('invitations')
      .select('outbox_id')
      .where('customer_id', '=', customerId)
      .executeTakeFirstOrThrow();
    await tell(house.system(), 'channels.bounced', outbox_id, {
      outboxId: outbox_id,
      customerId,
      permanent: true,
      status: '5.1.1',
    });
    await desk.settle();
    expect((await invitationsOf(customerId))[0]).toMatchObject({ state: 'bounced' });
  });
});

describe('answering', () => {
  it('shows the page without changing anything', async () => {
    const { token } = await desk.asked();
    const before = await everything();
    for (let scan = 0; scan < 5; scan++) {
      expect(await readInvitation(house.system(), token)).toMatchObject({
        subject: 'The tap drips',
        company: 'Tapworks',
        given: {},
        answered: false,
        questions: [{ key: 'solved' }, { key: 'rating' }, { key: 'word' }, { key: 'why' }],
      });
    }
    expect(await everything()).toEqual(before);
  });

  it('records two presses of one link as one answer, even at once', async () => {
    const { customerId, caseId, token } = await desk.asked();
    const press = () => recordAnswer(house.system(), { token, solved: true, rating: 5, word: ' Reliable! ' });
    const answers = await Promise.all([press(), press(), press()]);
    expect(new Set(answers.map(({ answerId }) => answerId)).size).toBe(1);
    const told = await toldOf(house, 'voice.answered', { customerId: customerId });
    expect(told).toMatchObject([
      { caseId, rating: 5, solved: true, word: 'Reliable!', servedBy: desk.agent.id, complete: true, before: null },
    ]);
    expect(await caseRow(caseId)).toMatchObject({ verdict: 'confirmed', state: 'closed' });
    expect(await toldOf(house, 'cases.verdict-given', { caseId: caseId })).toHaveLength(1);
    await desk.settle();
    expect((await listMoments(desk.mia(), { caseId })).items[0]).toMatchObject({
      outcome: 'won',
      evidence: 'answer',
      score: 5,
    });
  });

  it('keeps a part and takes the rest later; what was said may be changed for a day', async () => {
    const { token } = await desk.asked();
    const first = await recordAnswer(house.system(), { token, rating: 4 });
    expect(first.complete).toBe(false);
    house.setClock(20 * 60 * minute);
    await recordAnswer(house.system(), { token, rating: 5 });
    house.setClock(10 * day);
    const later = await recordAnswer(house.system(), { token, solved: true, why: 'Quick and friendly' });
    expect(later).toMatchObject({ answerId: first.answerId, complete: true });
    await expect(recordAnswer(house.system(), { token, rating: 1 })).rejects.toMatchObject({ code: 'answer-final' });
    expect(await readInvitation(house.system(), token)).toMatchObject({
      given: { rating: 5, solved: true, why: 'Quick and friendly' },
      answered: true,
    });
    const told = await toldOf(house, 'voice.answered', { answerId: first.answerId });
    expect(told.map(({ before, rating }) => [(before as { rating: number } | null)?.rating, rating])).toEqual([
      [undefined, 4],
      [4, 5],
      [5, 5],
    ]);
  });

  it('refuses forged, malformed and expired links, and answers off the scale', async () => {
    const { token } = await desk.asked();
    const forged = `${token.slice(0, -4)}AAAA`;
    for (const wrong of [forged, '', 'x', `${token}x`, '../../etc/passwd']) {
      expect(await readInvitation(house.system(), wrong)).toBeUndefined();
      await expect(recordAnswer(house.system(), { token: wrong, rating: 5 })).rejects.toMatchObject({
        kind: 'not_found',
        code: 'survey-link',
      });
    }
    await expect(recordAnswer(house.system(), { token, rating: 6 })).rejects.toMatchObject({
      code: 'answer-off-scale',
    });
    await expect(recordAnswer(house.system(), { token })).rejects.toMatchObject({ code: 'nothing-answered' });
    house.setClock(31 * day);
    expect(await readInvitation(house.system(), token)).toBeUndefined();
    await expect(recordAnswer(house.system(), { token, rating: 5 })).rejects.toMatchObject({ code: 'survey-link' });
  });

  it('that it is not solved opens the case again and a recovery, and speaks of no later resolution', async () => {
    const { customerId, caseId, token } = await desk.asked();
    await recordAnswer(house.system(), { token, solved: false, why: 'It still drips' });
    expect(await caseRow(caseId)).toMatchObject({ state: 'open', verdict: 'refuted', reopened: 1 });
    const { items } = await listRecoveries(desk.mia(), { customerId });
    expect(items).toMatchObject([{ source: 'answer', caseId, words: 'It still drips', severity: 'normal' }]);
    // closed again: the old link no longer judges the new resolution
    house.setClock(60 * minute);
    await closeCase(desk.mia(), caseId, {});
    await recordAnswer(house.system(), { token, solved: true });
    expect(await caseRow(caseId)).toMatchObject({ state: 'closed', verdict: null });
  });
});

// of all that happened above
describe('figures', () => {
  it('carry their n, and say nothing of nothing', async () => {
    const [survey] = (await listSurveys(desk.mia(), {})).items;
    const funnel = await readFunnel({ ...desk.mia(), now: new Date('2027-06-01T00:00:00Z') }, survey!.id, {});
    expect(funnel).toMatchObject({ invited: 0, responseRate: { say: 'unknown', share: null, n: 0 } });
    const figures = await readFigures({ ...desk.mia(), now: new Date('2027-06-01T00:00:00Z') });
    expect(figures.satisfied.say).toBe('unknown');
    expect(figures.recommend).toMatchObject({ n: 0, say: 'unknown' });
  });

  it('of a survey add up: everyone meant is withheld, bounced, or could answer', async () => {
    const survey = (await listSurveys(desk.mia(), {})).items.find(({ programme }) => programme === 'after-case')!;
    const period = { from: '2026-03-01', to: '2026-12-31' };
    const funnel = await readFunnel(desk.mia(), survey.id, period);
    const rows = await house.db.selectFrom('invitations').select('state').where('survey_id', '=', survey.id).execute();
    const answers = await house.db
      .selectFrom('answers')
      .select('complete')
      .where('survey_id', '=', survey.id)
      .execute();
    const count = (state: string) => rows.filter((row) => row.state === state).length;
    expect(funnel).toMatchObject({
      invited: rows.length,
      withheld: count('withheld'),
      bounced: count('bounced'),
      complete: answers.filter(({ complete }) => complete).length,
      partial: answers.filter(({ complete }) => !complete).length,
    });
    expect(funnel.responseRate).toMatchObject({ k: answers.length, n: funnel.sent - funnel.bounced });
    expect(funnel.withheldBecause.reduce((sum, each) => sum + each.n, 0)).toBe(funnel.withheld);
  });

  it('of words count ours in any form', async () => {
    const { word, words, match } = await readWords(desk.mia());
    expect(word).toBe('reliable');
    expect(words.find(({ ours }) => ours)).toMatchObject({ word: 'Reliable!', count: 1 });
    expect(match).toMatchObject({ k: 1, say: 'count', share: null });
  });

  it('of listening count customers we heard, not those who only wrote', async () => {
    const customerId = await addCustomer(house);
    const before = await readListening(desk.mia());
    await observe(desk.mia(), { customerId, words: 'She waits for the new model', feeling: 'won' });
    await observe(desk.mia(), { customerId, words: 'And she said so twice' });
    const after = await readListening(desk.mia());
    expect(after.heard.k).toBe(before.heard.k + 1);
    expect(after.heard.n).toBe(before.heard.n);
    expect(after.heard.k).toBeLessThan(after.active);
  });
});

describe('surveys', () => {
  it('are seen as the customer gets them, in his language, and changed with care', async () => {
    const survey = (await listSurveys(desk.mia(), {})).items.find(({ programme }) => programme === 'recovery')!;
    const preview = await previewSurvey(desk.mia(), survey.id, 'de');
    expect(preview.subject).toContain('gutgemacht');
    expect(preview.questions[0]).toMatchObject({ key: 'solved', text: 'Ist es gelöst?', optional: false });
    expect(preview.text).toContain('/s/preview?rating=4');
    await expect(
      changeSurvey(desk.mia(), survey.id, { questions: [{ key: 'word', texts: {}, optional: false }] }),
    ).rejects.toMatchObject({ code: 'no-verdict' });
  });

  it('hides answers about cases of private teams from strangers', async () => {
    const { customerId, caseId, token } = await desk.asked();
    await recordAnswer(house.system(), { token, rating: 4 });
    const teamId = newId();
    await house.db
      .insertInto('teams')
      .values({ id: teamId, name: 'Board', private: true, created_at: house.now() })
      .execute();
    await house.db.updateTable('cases').set({ team_id: teamId }).where('id', '=', caseId).execute();
    expect((await listAnswers(desk.mia(), { customerId })).items).toEqual([]);
    const inside: Context = house.as({ ...desk.agent, teamIds: [teamId] });
    expect((await listAnswers(inside, { customerId })).items).toHaveLength(1);
  });
});

async function everything() {
  return {
    invitations: await house.db.selectFrom('invitations').selectAll().orderBy('id').execute(),
    answers: await house.db.selectFrom('answers').selectAll().orderBy('id').execute(),
    events: await house.db
      .selectFrom('events')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow(),
  };
}
