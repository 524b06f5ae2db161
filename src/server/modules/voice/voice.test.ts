import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor, Context } from '../../context.ts';
import { newId } from '../../store/identity.ts';
import { addCase, addCompany, addCustomer, tell } from '../../testing/desk.ts';
import { openTestHouse, type TestHouse } from '../../testing/house.ts';
import { closeCase, reopenCase } from '../cases/index.ts';
import { journeySeeds, listMoments, momentsFromEvents } from '../journeys/index.ts';
import { readInvitation, recordAnswer, stopAsking } from './surveys/answering.ts';
import { asksFromCases, recoveriesFromEvents } from './following.ts';
import { listAnswers, listInvitations, readFigures, readListening, readWords } from './listening.ts';
import { observe } from './observing.ts';
import { listRecoveries, moveOn, openRecovery, readRecovery } from './recoveries/recoveries.ts';
import { changeSettings } from './settings.ts';
import { readFunnel } from './surveys/survey-funnel.ts';
import { voiceSeeds } from './surveys/survey-seeds.ts';
import { changeSurvey, listSurveys, previewSurvey } from './surveys/surveys.ts';
import { tickVoice } from './ticking.ts';

const subscriptions = [voiceSeeds, journeySeeds, momentsFromEvents, asksFromCases, recoveriesFromEvents];
const minute = 60_000;
const day = 86_400_000;
const nine = [{ from: '09:00', to: '17:00' }];

let house: TestHouse;
let agent: Extract<Actor, { kind: 'staff' }>;
let lead: Extract<Actor, { kind: 'staff' }>;

beforeAll(async () => {
  house = await openTestHouse();
  agent = await house.staff('agent', 'Mia');
  lead = await house.staff('lead', 'Lars');
  await addCompany(house);
  await house.db
    .insertInto('calendars')
    .values({
      id: newId(),
      name: 'Office',
      zone: 'UTC',
      week: JSON.stringify({ 1: nine, 2: nine, 3: nine, 4: nine, 5: nine, 6: [], 7: [] }),
      is_default: true,
      changed_at: house.now(),
    })
    .execute();
  await house.db
    .insertInto('charters')
    .values({ id: newId(), version: 1, word: 'reliable', made_at: house.now() })
    .execute();
  await tell(house.system(), 'people.company-set-up', null, { company: 'Tapworks', language: 'en' });
  await settle();
});
afterAll(() => house.close());
beforeEach(() => {
  house.setClock(new Date('2026-03-31T09:42:00Z'));
});

const mia = () => house.as(agent);

const settle = () => house.settle(subscriptions);

async function openCase(customerId: string, more: { kind?: string; assigned?: boolean; answered?: boolean } = {}) {
  const kind = more.kind ?? 'question';
  const assignee_id = more.assigned === false ? null : agent.id;
  const id = await addCase(house, customerId, { state: 'open', kind, assignee_id });
  await tell(house.system(), 'cases.opened', id, { caseId: id, customerId, channel: 'mail', kind });
  if (more.answered !== false) await reply(id, customerId);
  return id;
}

async function reply(caseId: string, customerId: string) {
  const id = newId();
  await house.db
    .insertInto('messages')
    .values({
      id,
      case_id: caseId,
      at: house.now(),
      kind: 'message',
      direction: 'out',
      channel: 'mail',
      author_kind: 'staff',
      author_user_id: agent.id,
      author_name: agent.name,
      text: 'We sent a new seal.',
    })
    .execute();
  await tell(house.system(), 'cases.replied', caseId, { caseId, messageId: id, customerId, userId: agent.id });
}

/** Closes the case and lets half an hour pass. */
async function closeAndAsk(caseId: string) {
  await closeCase(mia(), caseId, {});
  await settle();
  house.setClock(31 * minute);
  await tickVoice(house.system());
}

/** The token in the last mail that asked this customer. */
async function tokenOf(customerId: string) {
  const mail = await house.db
    .selectFrom('outbox')
    .select(['raw', 'subject'])
    .where('customer_id', '=', customerId)
    .where('purpose', '=', 'survey')
    .orderBy('queued_at', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow();
  const text = mail.raw
    .toString('utf8')
    .replaceAll(/=\r?\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)));
  return /\/s\/([\w-]{43})/.exec(text)![1]!;
}

async function invitationsOf(customerId: string) {
  return (await listInvitations(mia(), { customerId })).items;
}

async function caseRow(id: string) {
  return house.db
    .selectFrom('cases')
    .select(['state', 'verdict', 'reopened'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
}

async function eventsOf(type: string, key: string, value: string) {
  const rows = await house.db.selectFrom('events').select('data').where('type', '=', type).orderBy('id').execute();
  return rows.map(({ data }) => data).filter((data) => data[key] === value);
}

/** Asked after a closed case: the case, its customer and the token of the link. */
async function asked() {
  const customerId = await addCustomer(house);
  const caseId = await openCase(customerId);
  await closeAndAsk(caseId);
  return { customerId, caseId, token: await tokenOf(customerId) };
}

describe('asking after a case', () => {
  it('comes once per resolution, by mail, half an hour after closing', async () => {
    const customerId = await addCustomer(house);
    const caseId = await openCase(customerId);
    await closeCase(mia(), caseId, {});
    await settle();
    await tickVoice(house.system());
    expect(await invitationsOf(customerId)).toEqual([]);
    house.setClock(31 * minute);
    await tickVoice(house.system());
    await tickVoice(house.system());
    expect(await invitationsOf(customerId)).toMatchObject([{ state: 'sent', caseId }]);
    expect(await eventsOf('voice.asked', 'customerId', customerId)).toHaveLength(1);
    const kept = await house.db
      .selectFrom('invitations')
      .select('token_hash')
      .where('customer_id', '=', customerId)
      .executeTakeFirstOrThrow();
    expect(kept.token_hash).not.toContain(await tokenOf(customerId));
  });

  it('does not come when the case opens again before', async () => {
    const customerId = await addCustomer(house);
    const caseId = await openCase(customerId);
    await closeCase(mia(), caseId, {});
    await settle();
    await reopenCase(mia(), caseId, 'something was forgotten');
    await settle();
    house.setClock(31 * minute);
    await tickVoice(house.system());
    expect(await invitationsOf(customerId)).toEqual([]);
  });

  it('reaches a customer with five closed cases in a week once; each refusal is explained', async () => {
    const customerId = await addCustomer(house);
    for (let turn = 0; turn < 5; turn++) {
      await closeAndAsk(await openCase(customerId));
      house.setClock(day);
    }
    const all = await invitationsOf(customerId);
    expect(all.map(({ state }) => state)).toEqual(['withheld', 'withheld', 'withheld', 'withheld', 'sent']);
    expect(all[0]).toMatchObject({
      withheldBecause: 'programme_quiet_period',
      withheldReason: 'This programme asked them not long ago.',
      withheldUntil: '2026-04-14T10:13:00.000Z',
    });
    expect(await eventsOf('voice.withheld', 'customerId', customerId)).toHaveLength(4);
  });

  it.each([
    ['no_address', async () => openCase(await addCustomer(house, { email: null }))],
    ['not_served', async () => openCase(await addCustomer(house, { name: 'Pia' }), { answered: false })],
    [
      'address_bounced',
      async () => {
        const customerId = await addCustomer(house, { name: 'Uwe' });
        await house.db
          .updateTable('identities')
          .set({ bounced_at: house.now() })
          .where('customer_id', '=', customerId)
          .execute();
        return openCase(customerId);
      },
    ],
    [
      'recovery_open',
      async () => {
        const customerId = await addCustomer(house, { name: 'Ida' });
        await openRecovery(mia(), { customerId });
        return openCase(customerId);
      },
    ],
  ])('is withheld: %s', async (because, make) => {
    const caseId = await make();
    await closeAndAsk(caseId);
    const { items } = await listInvitations(mia(), { state: 'withheld' });
    expect(items.find((each) => each.caseId === caseId)).toMatchObject({ withheldBecause: because });
  });

  it('leaves whoever asked not to be asked alone', async () => {
    const { customerId, token } = await asked();
    await stopAsking(house.system(), token);
    await stopAsking(house.system(), token);
    expect(await eventsOf('voice.opted-out', 'customerId', customerId)).toHaveLength(1);
    house.setClock(60 * day);
    await closeAndAsk(await openCase(customerId));
    expect((await invitationsOf(customerId))[0]).toMatchObject({ withheldBecause: 'opted_out' });
  });

  it('takes seven days without an answer as silence, not as content', async () => {
    const { caseId } = await asked();
    house.setClock(6 * day);
    await tickVoice(house.system());
    expect(await caseRow(caseId)).toMatchObject({ verdict: null });
    house.setClock(day);
    await tickVoice(house.system());
    expect(await caseRow(caseId)).toMatchObject({ verdict: 'silent', state: 'closed' });
  });

  it('takes a mail that came back out of the funnel', async () => {
    const { customerId } = await asked();
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
    await settle();
    expect((await invitationsOf(customerId))[0]).toMatchObject({ state: 'bounced' });
  });
});

describe('answering', () => {
  it('shows the page without changing anything', async () => {
    const { token } = await asked();
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
    const { customerId, caseId, token } = await asked();
    const press = () => recordAnswer(house.system(), { token, solved: true, rating: 5, word: ' Reliable! ' });
    const answers = await Promise.all([press(), press(), press()]);
    expect(new Set(answers.map(({ answerId }) => answerId)).size).toBe(1);
    const told = await eventsOf('voice.answered', 'customerId', customerId);
    expect(told).toMatchObject([
      { caseId, rating: 5, solved: true, word: 'Reliable!', servedBy: agent.id, complete: true, before: null },
    ]);
    expect(await caseRow(caseId)).toMatchObject({ verdict: 'confirmed', state: 'closed' });
    expect(await eventsOf('cases.verdict-given', 'caseId', caseId)).toHaveLength(1);
    await settle();
    expect((await listMoments(mia(), { caseId })).items[0]).toMatchObject({
      outcome: 'won',
      evidence: 'answer',
      score: 5,
    });
  });

  it('keeps a part and takes the rest later; what was said may be changed for a day', async () => {
    const { token } = await asked();
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
    const told = await eventsOf('voice.answered', 'answerId', first.answerId);
    expect(told.map(({ before, rating }) => [(before as { rating: number } | null)?.rating, rating])).toEqual([
      [undefined, 4],
      [4, 5],
      [5, 5],
    ]);
  });

  it('refuses forged, malformed and expired links, and answers off the scale', async () => {
    const { token } = await asked();
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
    const { customerId, caseId, token } = await asked();
    await recordAnswer(house.system(), { token, solved: false, why: 'It still drips' });
    expect(await caseRow(caseId)).toMatchObject({ state: 'open', verdict: 'refuted', reopened: 1 });
    const { items } = await listRecoveries(mia(), { customerId });
    expect(items).toMatchObject([{ source: 'answer', caseId, words: 'It still drips', severity: 'normal' }]);
    // closed again: the old link no longer judges the new resolution
    house.setClock(60 * minute);
    await closeCase(mia(), caseId, {});
    await recordAnswer(house.system(), { token, solved: true });
    expect(await caseRow(caseId)).toMatchObject({ state: 'closed', verdict: null });
  });
});

describe('a recovery', () => {
  it('takes a detractor from the bad answer to recovered, by his own verdict, without a survey meanwhile', async () => {
    const { customerId, caseId, token } = await asked();
    await recordAnswer(house.system(), { token, rating: 1, why: 'Nobody called back', word: 'slow' });
    await recordAnswer(house.system(), { token, likely: 2 });
    await settle();
    const [opened] = (await listRecoveries(mia(), { customerId })).items;
    expect((await listRecoveries(mia(), { customerId })).items).toHaveLength(1);
    expect(opened).toMatchObject({
      state: 'open',
      severity: 'severe',
      owner: { id: agent.id, name: 'Mia' },
      words: 'Nobody called back',
      contactDueAt: '2026-04-01T10:13:00.000Z',
      closeDueAt: '2026-04-07T10:13:00.000Z',
      late: false,
    });
    const id = opened!.id;
    const move = (input: Parameters<typeof moveOn>[2]) => moveOn(mia(), id, input);
    await expect(move({ move: 'ask-again' })).rejects.toMatchObject({ code: 'recovery-move' });

    house.setClock(2 * day);
    expect((await readRecovery(mia(), id)).late).toBe(true);
    await reply(caseId, customerId);
    await settle();
    expect(await readRecovery(mia(), id)).toMatchObject({ state: 'contacted', late: false });
    await expect(move({ move: 'cause' })).rejects.toMatchObject({ code: 'words-missing' });
    await move({ move: 'cause', words: 'The call list was lost', loss: 'An afternoon at home' });
    await move({ move: 'offer-remedy', words: 'A visit tomorrow at eight' });
    await move({ move: 'remedy-accepted' });

    // nobody is surveyed meanwhile, whatever else closes
    house.setClock(30 * day);
    await closeAndAsk(await openCase(customerId));
    expect((await invitationsOf(customerId))[0]).toMatchObject({ withheldBecause: 'recovery_open' });

    expect((await move({ move: 'ask-again' })).state).toBe('asked-again');
    const again = await tokenOf(customerId);
    expect(again).not.toBe(token);
    await recordAnswer(house.system(), { token: again, rating: 3 });
    expect((await readRecovery(mia(), id)).state).toBe('asked-again');
    await recordAnswer(house.system(), { token: again, solved: true, rating: 5, why: 'You made it right' });
    await settle();
    const ended = await readRecovery(mia(), id);
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
    expect(await eventsOf('voice.recovery-ended', 'recoveryId', id)).toMatchObject([{ recovered: true }]);
    // the contact that went wrong stays lost; making it good is a moment of its own
    const moments = (await listMoments(mia(), { customerId })).items;
    expect(moments.find(({ contact }) => contact === `case:${caseId}`)).toMatchObject({ outcome: 'lost', score: 1 });
    expect(moments.find(({ contact }) => contact === `recovery:${id}`)).toMatchObject({ outcome: 'won', score: 5 });
  });

  it('opens once more when the customer says no, and ends when he says nothing for as long as the link is good', async () => {
    const make = async () => {
      const { id, customer: who } = await openRecovery(mia(), { customerId: await addCustomer(house), loss: 'a day' });
      await moveOn(mia(), id, { move: 'contact', words: 'I called' });
      await moveOn(mia(), id, { move: 'cause', words: 'our mistake' });
      await moveOn(mia(), id, { move: 'ask-again' });
      return { id, token: await tokenOf(who.id) };
    };
    const said = await make();
    await recordAnswer(house.system(), { token: said.token, solved: false });
    expect((await readRecovery(mia(), said.id)).state).toBe('open');
    // a changed mind within the day is the verdict
    await recordAnswer(house.system(), { token: said.token, solved: true });
    expect((await readRecovery(mia(), said.id)).state).toBe('recovered');
    const silent = await make();
    house.setClock(31 * day);
    await tickVoice(house.system());
    expect((await readRecovery(mia(), silent.id)).state).toBe('not-recovered');
  });

  it('opens from a complaint and from a promise the customer knew of, once each, to the lead when nobody works on it', async () => {
    const customerId = await addCustomer(house);
    const caseId = await openCase(customerId, { kind: 'complaint', assigned: false, answered: false });
    const teamId = newId();
    await house.db.insertInto('teams').values({ id: teamId, name: 'Service', created_at: house.now() }).execute();
    await house.db.insertInto('team_members').values({ team_id: teamId, user_id: lead.id }).execute();
    await house.db.updateTable('cases').set({ team_id: teamId }).where('id', '=', caseId).execute();
    await settle();
    const [first] = (await listRecoveries(mia(), { customerId })).items;
    expect(first).toMatchObject({ source: 'complaint', owner: { id: lead.id } });

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
    await settle();
    const now = await readRecovery(mia(), first!.id);
    expect(now.history.map(({ move }) => move)).toEqual(['opened', 'again-promise', 'again-promise']);

    await changeSettings(house.as(lead), { brokenPromisesOpenRecovery: false });
    const other = await addCustomer(house);
    await tell(house.system(), 'promises.broken', newId(), { promiseId: newId(), customerId: other, kind: 'personal' });
    await settle();
    expect((await listRecoveries(mia(), { customerId: other })).items).toEqual([]);
    await changeSettings(house.as(lead), { brokenPromisesOpenRecovery: true });
  });
});

describe('figures', () => {
  it('carry their n, and say nothing of nothing', async () => {
    const [survey] = (await listSurveys(mia(), {})).items;
    const funnel = await readFunnel({ ...mia(), now: new Date('2027-06-01T00:00:00Z') }, survey!.id, {});
    expect(funnel).toMatchObject({ invited: 0, responseRate: { say: 'unknown', share: null, n: 0 } });
    const figures = await readFigures({ ...mia(), now: new Date('2027-06-01T00:00:00Z') });
    expect(figures.satisfied.say).toBe('unknown');
    expect(figures.recommend).toMatchObject({ n: 0, say: 'unknown' });
  });

  it('of a survey add up: everyone meant is withheld, bounced, or could answer', async () => {
    const survey = (await listSurveys(mia(), {})).items.find(({ programme }) => programme === 'after-case')!;
    const period = { from: '2026-03-01', to: '2026-12-31' };
    const funnel = await readFunnel(mia(), survey.id, period);
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
    const { word, words, match } = await readWords(mia());
    expect(word).toBe('reliable');
    expect(words.find(({ ours }) => ours)).toMatchObject({ word: 'Reliable!', count: 1 });
    expect(match).toMatchObject({ k: 1, say: 'count', share: null });
  });

  it('of listening count customers we heard, not those who only wrote', async () => {
    const customerId = await addCustomer(house);
    const before = await readListening(mia());
    await observe(mia(), { customerId, words: 'She waits for the new model', feeling: 'won' });
    await observe(mia(), { customerId, words: 'And she said so twice' });
    const after = await readListening(mia());
    expect(after.heard.k).toBe(before.heard.k + 1);
    expect(after.heard.n).toBe(before.heard.n);
    expect(after.heard.k).toBeLessThan(after.active);
  });
});

describe('surveys', () => {
  it('are seen as the customer gets them, in his language, and changed with care', async () => {
    const survey = (await listSurveys(mia(), {})).items.find(({ programme }) => programme === 'recovery')!;
    const preview = await previewSurvey(mia(), survey.id, 'de');
    expect(preview.subject).toContain('gutgemacht');
    expect(preview.questions[0]).toMatchObject({ key: 'solved', text: 'Ist es gelöst?', optional: false });
    expect(preview.text).toContain('/s/preview?rating=4');
    await expect(
      changeSurvey(mia(), survey.id, { questions: [{ key: 'word', texts: {}, optional: false }] }),
    ).rejects.toMatchObject({ code: 'no-verdict' });
  });

  it('hides answers about cases of private teams from strangers', async () => {
    const { customerId, caseId, token } = await asked();
    await recordAnswer(house.system(), { token, rating: 4 });
    const teamId = newId();
    await house.db
      .insertInto('teams')
      .values({ id: teamId, name: 'Board', private: true, created_at: house.now() })
      .execute();
    await house.db.updateTable('cases').set({ team_id: teamId }).where('id', '=', caseId).execute();
    expect((await listAnswers(mia(), { customerId })).items).toEqual([]);
    const inside: Context = house.as({ ...agent, teamIds: [teamId] });
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
