import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { trialDifference } from '../../../../domain/voice/hold-out.ts';
import { binomialDraw, seededRandom } from '../../../../domain/measures/random.ts';
import type { Actor } from '../../../context.ts';
import { newId } from '../../../store/identity.ts';
import { addCase, addCompany, addCustomer } from '../../../testing/desk.ts';
import { openTestHouse, type TestHouse } from '../../../testing/house.ts';
import { channelSeeds, createMailbox } from '../../channels/index.ts';
import {
  changeAnticipation,
  draftAnticipation,
  previewExposed,
  readAnticipation,
  startAnticipation,
} from './anticipating.ts';
import { sendNotices } from './anticipation-sending.ts';
import { changeProblem, openProblem } from '../problems.ts';

const day = 86_400_000;
let house: TestHouse;
let lead: Extract<Actor, { kind: 'staff' }>;

beforeAll(async () => {
  house = await openTestHouse();
  lead = await house.staff('lead', 'Ines');
  const owner = await house.staff('owner', 'Olga');
  await addCompany(house);
  await house.settle([channelSeeds]);
  await createMailbox(house.as(owner), {
    name: 'Desk',
    address: 'desk@tapworks.example',
    fromName: 'Tapworks',
    isDefault: true,
    simulated: true,
  });
});
afterAll(() => house.close());

async function buyer(description: string, language: string | null = null) {
  const at = new Date(house.now().getTime() - 30 * day);
  const name = `Buyer ${newId().slice(-4)}`;
  const id = await addCustomer(house, { name, language, first_seen_at: at, last_heard_at: null });
  await house.db
    .insertInto('purchases')
    .values({ id: newId(), customer_id: id, at, amount: 80, currency: 'EUR', description })
    .execute();
  return id;
}

const caseOf = (customerId: string, subject = 'The lever sticks') =>
  addCase(house, customerId, { subject, state: 'open' });

async function knownError() {
  const met = [await buyer('Mixer tap M4'), await buyer('Mixer tap M4')];
  const problem = await openProblem(house.as(lead), {
    title: 'The lever of the mixer sticks',
    caseIds: [await caseOf(met[0]!), await caseOf(met[1]!)],
  });
  await expect(draftAnticipation(house.as(lead), { problemId: problem.id })).rejects.toMatchObject({
    code: 'not-known-error',
  });
  await changeProblem(house.as(lead), problem.id, {
    state: 'known-error',
    cause: 'A burr in the casting',
    workaround: 'Turn it once fully to the left.',
  });
  return { problem, met };
}

describe('anticipation', () => {
  it('finds who will meet a known error, tells half of them once in their language, and stops when it is solved', async () => {
    const { problem, met } = await knownError();
    const people: string[] = [];
    for (let n = 0; n < 120; n++) people.push(await buyer('Mixer tap M4', n % 2 === 0 ? 'de' : null));
    await buyer('Garden hose');
    const draft = await draftAnticipation(house.as(lead), { problemId: problem.id });
    expect(draft.rule).toEqual({ purchased: 'Mixer tap M4' });
    expect(draft.texts['de']!.text).toContain('Turn it once fully to the left.');
    const preview = await previewExposed(house.as(lead), { rule: draft.rule, problemId: problem.id });
    expect(preview.n).toBe(120);
    expect(preview.examples.some(({ customer }) => met.includes(customer.id))).toBe(false);
    // one of them is owed a recovery, one has been asked something yesterday
    await house.db
      .insertInto('recoveries')
      .values(
        people.slice(0, 60).map((customer_id) => ({
          id: newId(),
          customer_id,
          source: 'manual',
          opened_at: house.now(),
          contact_due_at: house.now(),
          close_due_at: house.now(),
          due_at: house.now(),
        })),
      )
      .execute();
    const started = await startAnticipation(house.as(lead), draft.id);
    expect(started).toMatchObject({ state: 'running', exposed: 120, held: 60 });
    await expect(changeAnticipation(house.as(lead), draft.id, { heldShare: 0.2 })).rejects.toMatchObject({
      code: 'notice-started',
    });
    await sendNotices(house.system());
    await sendNotices(house.system());
    const arms = await house.db
      .selectFrom('anticipation_people')
      .selectAll()
      .where('anticipation_id', '=', draft.id)
      .execute();
    const inRecovery = new Set(people.slice(0, 60));
    for (const row of arms) {
      if (row.arm === 'hold') expect([row.sent_at, row.withheld]).toEqual([null, null]);
      else if (inRecovery.has(row.customer_id)) expect(row.withheld).toBe('recovery_open');
      else expect(row.sent_at).not.toBeNull();
    }
    const sent = arms.filter(({ sent_at }) => sent_at !== null);
    const mails = await house.db
      .selectFrom('outbox')
      .select(['customer_id', 'subject'])
      .where('purpose', '=', 'other')
      .execute();
    expect(mails).toHaveLength(sent.length);
    expect(new Set(mails.map(({ customer_id }) => customer_id)).size).toBe(sent.length);

    // planted: three in ten of those left alone write, one in twenty of those told
    let left = 0;
    let told = 0;
    house.setClock(2 * day);
    for (const row of arms) {
      const writes = row.arm === 'hold' ? left++ % 10 < 3 : told++ % 20 < 1;
      if (writes) await caseOf(row.customer_id);
    }
    const report = await readAnticipation(house.as(lead), draft.id);
    expect(report).toMatchObject({ say: 'avoids', told: { n: 60, contacts: 3 }, left: { n: 60, contacts: 18 } });
    expect(report.avoidedPer100!.value).toBeCloseTo(25);
    expect(report.avoidedPer100!.low).toBeGreaterThan(0);

    await changeProblem(house.as(lead), problem.id, { state: 'solved', solution: 'New casting' });
    await sendNotices(house.system());
    expect(await readAnticipation(house.as(lead), draft.id)).toMatchObject({
      state: 'stopped',
      stoppedBecause: 'problem-solved',
    });
  });

  it('lets somebody who was written to not long ago wait, and refuses a rule that finds nobody', async () => {
    for (let n = 0; n < 4; n++) await buyer('Shower head S1');
    const first = await draftAnticipation(house.as(lead), { title: 'It whistles', rule: { purchased: 'Shower head' } });
    await changeAnticipation(house.as(lead), first.id, { heldShare: 0.1 });
    await startAnticipation(house.as(lead), first.id);
    await sendNotices(house.system());
    const second = await draftAnticipation(house.as(lead), { title: 'It drips', rule: { purchased: 'Shower head' } });
    await changeAnticipation(house.as(lead), second.id, { heldShare: 0.1 });
    await startAnticipation(house.as(lead), second.id);
    const before = await readAnticipation(house.as(lead), first.id);
    await sendNotices(house.system());
    const soon = await readAnticipation(house.as(lead), second.id);
    expect(soon.notified).toBeLessThanOrEqual(4 - before.notified);
    house.setClock(8 * day);
    await sendNotices(house.system());
    const later = await readAnticipation(house.as(lead), second.id);
    expect(later.notified + later.held).toBe(4);
    const none = await draftAnticipation(house.as(lead), { title: 'Nothing', rule: { purchased: 'No such thing' } });
    await expect(startAnticipation(house.as(lead), none.id)).rejects.toMatchObject({ code: 'nobody-exposed' });
  });

  it('tells nobody who has met it under a record that was merged into his, and reaches him at that record’s address', async () => {
    const [met, gone, bare, addressed] = [
      await buyer('Valve V9'),
      await buyer('Other'),
      await buyer('Valve V9'),
      await buyer('Other'),
    ];
    const third = await buyer('Valve V9');
    const problem = await openProblem(house.as(lead), { title: 'The valve leaks', caseIds: [await caseOf(gone)] });
    await house.db.deleteFrom('identities').where('customer_id', '=', bare).execute();
    for (const [into, from] of [
      [met, gone],
      [bare, addressed],
    ] as const)
      await house.db.updateTable('customers').set({ merged_into: into }).where('id', '=', from).execute();
    await changeProblem(house.as(lead), problem.id, { state: 'known-error', cause: 'A seal', workaround: 'Close it.' });
    const draft = await draftAnticipation(house.as(lead), { problemId: problem.id, rule: { purchased: 'Valve V9' } });
    const preview = await previewExposed(house.as(lead), { rule: draft.rule, problemId: problem.id });
    expect(preview.examples.map(({ customer }) => customer.id).toSorted()).toEqual([bare, third].toSorted());
    await changeAnticipation(house.as(lead), draft.id, { heldShare: 0.1 });
    await startAnticipation(house.as(lead), draft.id);
    await house.db
      .updateTable('anticipation_people')
      .set({ arm: 'notify' })
      .where('anticipation_id', '=', draft.id)
      .execute();
    await sendNotices(house.system());
    const mail = await house.db
      .selectFrom('outbox')
      .select('to_addresses')
      .where('customer_id', '=', bare)
      .executeTakeFirstOrThrow();
    expect(JSON.stringify(mail.to_addresses)).toContain(addressed);
  });

  it('leaves alone whoever asked for it by a link, and whoever a colleague noted it of', async () => {
    const [byLink, byHand, third] = [await buyer('Hinge H2'), await buyer('Hinge H2'), await buyer('Hinge H2')];
    await house.db
      .insertInto('survey_opt_outs')
      .values({ customer_id: byLink, programme: null, at: house.now() })
      .execute();
    await house.db.updateTable('customers').set({ do_not_survey: true }).where('id', '=', byHand).execute();
    const draft = await draftAnticipation(house.as(lead), { title: 'It creaks', rule: { purchased: 'Hinge H2' } });
    await changeAnticipation(house.as(lead), draft.id, { heldShare: 0.1 });
    await startAnticipation(house.as(lead), draft.id);
    const people = () =>
      house.db.updateTable('anticipation_people').set({ arm: 'notify' }).where('anticipation_id', '=', draft.id);
    await people().execute();
    await sendNotices(house.system());
    const told = await people().returning(['customer_id', 'withheld', 'sent_at']).execute();
    expect(Object.fromEntries(told.map((one) => [one.customer_id, one.withheld ?? (one.sent_at && 'sent')]))).toEqual({
      [byLink]: 'opted_out',
      [byHand]: 'opted_out',
      [third]: 'sent',
    });
  });

  it('covers the planted effect with its interval in about nineteen of twenty simulated notices of 300', () => {
    let covered = 0;
    let falseAlarms = 0;
    let found = 0;
    for (let seed = 1; seed <= 300; seed++) {
      const random = seededRandom(seed);
      const of = (share: number) => ({ hits: binomialDraw(random, 150, share), trials: 150 });
      const real = trialDifference({ treated: of(0.25), held: of(0.1) })!.interval;
      if (real.low <= 0.15 && real.high >= 0.15) covered++;
      if (real.low > 0) found++;
      const none = trialDifference({ treated: of(0.2), held: of(0.2) })!.interval;
      if (none.low > 0) falseAlarms++;
    }
    expect(covered / 300).toBeGreaterThanOrEqual(0.92);
    expect(found / 300).toBeGreaterThanOrEqual(0.85);
    expect(falseAlarms / 300).toBeLessThanOrEqual(0.05);
  });
});
