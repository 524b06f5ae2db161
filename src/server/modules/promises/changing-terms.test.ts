import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { runDueJobs } from '../../jobs/running.ts';
import { openTestHouse, type TestHouse } from '../../testing/house.ts';
import { changeCalendar, createCalendar, deleteCalendar, importHolidays, readCalendar } from '../people/calendars.ts';
import { previewDeadline } from '../people/explaining.ts';
import { promiseJobs } from './jobs.ts';
import { clockOf, eventsOf, type Fixture, furnish, weekWithLunch } from './testing/ledger-fixture.ts';
import { changePolicy, createPolicy, deletePolicy, listPolicies, listPolicyVersions } from './policies/policies.ts';
import { seedSubscription } from './seeding.ts';
import { record } from '../../store/events.ts';
import { transact } from '../../context.ts';

let house: TestHouse;
let fixture: Fixture;
const monday = new Date('2026-03-23T08:00:00Z');

beforeAll(async () => {
  house = await openTestHouse(monday);
});
beforeEach(async () => {
  house.setClock(monday);
  for (const table of ['promise_facts', 'promises', 'policy_versions', 'policies'] as const)
    await house.db.deleteFrom(table).execute();
  await house.db.updateTable('calendars').set({ is_default: false }).execute();
  fixture = await furnish(house);
});
afterAll(() => house.close());

const recompute = async () => {
  await fixture.settle();
  await runDueJobs(house.pool, () => house.system(), promiseJobs);
};
const stocktaking = { date: '2026-03-23', name: 'Stocktaking', intervals: [{ from: '09:00', to: '10:00' }] };

describe('terms that change while promises run', () => {
  it('a closure added today moves running promises, and says so in the log', async () => {
    const caseId = await fixture.openCase();
    await fixture.settle();
    await changeCalendar(house.system(), fixture.calendarId, { exceptions: [stocktaking] });
    await recompute();
    const first = await clockOf(house, caseId, 'first-response');
    // one hour today, three tomorrow
    expect(first).toMatchObject({ due_at: new Date('2026-03-24T11:00:00Z'), calendar_version: 2 });
    expect(first.first_due_at).toEqual(new Date('2026-03-23T12:30:00Z'));
    expect(await eventsOf(house, first.id)).toEqual(['promises.made', 'promises.recomputed']);
  });

  it('keeps its version of the calendar where the policy says so', async () => {
    await changePolicy(house.system(), fixture.usual, { recomputeRunning: false });
    const caseId = await fixture.openCase();
    await fixture.settle();
    await changeCalendar(house.system(), fixture.calendarId, { exceptions: [stocktaking] });
    await recompute();
    expect(await clockOf(house, caseId, 'first-response')).toMatchObject({
      due_at: new Date('2026-03-23T12:30:00Z'),
      calendar_version: 1,
    });
  });

  it('a new name of a calendar is no new version', async () => {
    expect((await changeCalendar(house.system(), fixture.calendarId, { name: 'Bristol' })).version).toBe(1);
  });

  it('a policy changed to a longer time gives running promises more, by its next version', async () => {
    const caseId = await fixture.openCase();
    await fixture.settle();
    const changed = await changePolicy(house.system(), fixture.usual, { firstResponseMinutes: 450 });
    await recompute();
    expect(changed.version).toBe(2);
    expect(await clockOf(house, caseId, 'first-response')).toMatchObject({
      due_at: new Date('2026-03-23T16:00:00Z'),
      policy_version: 2,
      target_minutes: 450,
    });
    expect(
      (await listPolicyVersions(house.system(), fixture.usual, {})).items.map(({ version, firstResponseMinutes }) => [
        version,
        firstResponseMinutes,
      ]),
    ).toEqual([
      [2, 450],
      [1, 240],
    ]);
  });

  it('a promise that the changed policy no longer makes still stands', async () => {
    const caseId = await fixture.openCase();
    await fixture.settle();
    await changePolicy(house.system(), fixture.usual, { firstResponseMinutes: null });
    await recompute();
    expect(await clockOf(house, caseId, 'first-response')).toMatchObject({ state: 'open', target_minutes: 240 });
  });

  it('a removed policy makes no promises any more; what it promised stays promised', async () => {
    const caseId = await fixture.openCase();
    await fixture.settle();
    await deletePolicy(house.system(), fixture.usual);
    await recompute();
    expect((await clockOf(house, caseId, 'resolution')).state).toBe('open');
    const next = await fixture.openCase();
    await fixture.settle();
    await expect(clockOf(house, next, 'resolution')).rejects.toThrow('no resolution');
    expect((await listPolicies(house.system(), {})).items.map(({ name }) => name)).toEqual(['Urgent']);
  });

  it('the first policy that fits is taken: by tag, team, kind, customer, organisation and rank', async () => {
    const first = async (conditions: Parameters<typeof createPolicy>[1]['conditions'], minutes: number) =>
      createPolicy(house.system(), { name: `P${minutes}`, conditions, firstResponseMinutes: minutes, position: 1 });
    await first({ tags: ['contract'] }, 31);
    await first({ kinds: ['complaint'] }, 32);
    await first({ organisationIds: [fixture.organisationId], channels: ['phone'] }, 33);
    await first({ vip: true }, 34);
    const targets = [];
    for (const options of [{ tags: ['contract'] }, { kind: 'complaint' }, {}, { priority: 'urgent' }]) {
      const caseId = await fixture.openCase(options);
      await fixture.settle();
      targets.push((await clockOf(house, caseId, 'first-response')).target_minutes);
    }
    expect(targets).toEqual([31, 32, 240, 60]);
    expect((await listPolicies(house.system(), {})).items.map(({ position }) => position)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('a team with its own calendar is counted by it, also from the moment a case comes to it', async () => {
    const open = [{ from: '00:00', to: '24:00' }];
    const always = await createCalendar(house.system(), {
      name: 'Always',
      zone: 'Europe/Berlin',
      week: { '1': open, '2': open, '3': open, '4': open, '5': open, '6': open, '7': open },
    });
    const teamId = '018f0000-0000-7000-8000-00000000bbbb';
    await house.db
      .insertInto('teams')
      .values({ id: teamId, name: 'Night', calendar_id: always.id, created_at: monday })
      .execute();
    const caseId = await fixture.openCase();
    await fixture.change(caseId, { teamId });
    await fixture.settle();
    expect((await clockOf(house, caseId, 'first-response')).due_at).toEqual(new Date('2026-03-23T12:00:00Z'));
  });

  it('a calendar that is never open again leaves no promise without an hour', async () => {
    await house.db
      .updateTable('calendars')
      .set({ week: JSON.stringify({ 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] }), version: 9 })
      .where('id', '=', fixture.calendarId)
      .execute();
    const caseId = await fixture.openCase();
    await fixture.settle();
    expect((await clockOf(house, caseId, 'first-response')).due_at).toEqual(new Date('2026-03-23T12:00:00Z'));
  });

  it('a new company has two policies, the urgent one asked first; a second time adds none', async () => {
    for (const table of ['policy_versions', 'policies'] as const) await house.db.deleteFrom(table).execute();
    const setUp = () =>
      transact(house.system(), (ctx) => record(ctx, 'people.company-set-up', null, { language: 'de' }));
    await setUp();
    await setUp();
    await house.settle([seedSubscription]);
    const { items } = await listPolicies(house.system(), {});
    expect(
      items.map(({ name, firstResponseMinutes, nextResponseMinutes, resolutionMinutes }) => [
        name,
        firstResponseMinutes,
        nextResponseMinutes,
        resolutionMinutes,
      ]),
    ).toEqual([
      ['Dringend', 60, 120, 480],
      ['Üblich', 240, 480, 2400],
    ]);
  });
});

describe('calendars', () => {
  it('refuses hours that make no sense, naming each fault', async () => {
    const wrong = { ...weekWithLunch, '1': [{ from: '17:00', to: '09:00' }] };
    await expect(
      createCalendar(house.system(), { name: 'X', zone: 'Europe/Nowhere', week: wrong }),
    ).rejects.toMatchObject({
      code: 'calendar-invalid',
      detail: { faults: [expect.stringContaining('Europe/Nowhere'), expect.stringContaining('ends before it begins')] },
    });
  });

  it('imports holidays of a region for some years; a date of one’s own keeps its entry', async () => {
    const own = { date: '2026-12-25', name: 'Open on Christmas', intervals: [{ from: '10:00', to: '12:00' }] };
    await changeCalendar(house.system(), fixture.calendarId, { exceptions: [own] });
    const { calendar, added } = await importHolidays(house.system(), fixture.calendarId, {
      country: 'DE',
      region: 'BY',
      fromYear: 2026,
      toYear: 2027,
      language: 'de',
    });
    expect(added).toBeGreaterThan(20);
    expect(calendar).toMatchObject({ holidayRegion: 'DE-BY', version: 3 });
    expect(calendar.exceptions.find(({ date }) => date === '2026-12-25')).toEqual(own);
    expect(calendar.exceptions.map(({ date }) => date)).toContain('2027-01-06');
    expect((await readCalendar(house.system(), fixture.calendarId, 1)).exceptions).toEqual([]);
    await expect(
      importHolidays(house.system(), fixture.calendarId, { country: 'XX', fromYear: 2026, toYear: 2026 }),
    ).rejects.toMatchObject({ code: 'holidays_country_unknown' });
    await expect(
      importHolidays(house.system(), fixture.calendarId, { country: 'DE', fromYear: 2026, toYear: 2025 }),
    ).rejects.toMatchObject({ code: 'years-invalid' });
  });

  it('previews a deadline over the change of the clocks', async () => {
    const { dueAt, explanation } = await previewDeadline(house.system(), fixture.calendarId, {
      from: '2026-03-27T15:00:00Z',
      minutes: 120,
    });
    expect(dueAt).toBe('2026-03-30T08:00:00.000Z');
    expect(explanation.days.map(({ date, countedMinutes }) => [date, countedMinutes])).toEqual([
      ['2026-03-27', 60],
      ['2026-03-28', 0],
      ['2026-03-29', 0],
      ['2026-03-30', 60],
    ]);
    expect(explanation.days[2]?.notes.map(({ code }) => code)).toContain('clocks_forward');
  });

  it('goes only when nothing uses it, and never while it is the default', async () => {
    await expect(deleteCalendar(house.system(), fixture.calendarId)).rejects.toMatchObject({
      code: 'calendar-is-default',
    });
    const other = await createCalendar(house.system(), { name: 'Other', zone: 'UTC', week: weekWithLunch });
    await changePolicy(house.system(), fixture.usual, { calendarId: other.id });
    await expect(deleteCalendar(house.system(), other.id)).rejects.toMatchObject({ code: 'calendar-in-use' });
    await changePolicy(house.system(), fixture.usual, { calendarId: null });
    await deleteCalendar(house.system(), other.id);
    await expect(readCalendar(house.system(), other.id)).rejects.toMatchObject({ code: 'calendar-not-found' });
  });
});
