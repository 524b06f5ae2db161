import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RuleDefinition } from '../../../domain/rules/words.ts';
import type { Actor } from '../../context.ts';
import { newId } from '../../store/identity.ts';
import { openTestHouse, type TestHouse } from '../../testing/house.ts';
import { takeBatch } from '../../store/subscriptions.ts';
import { changeCase, closeCase, openCase, replyToCase } from '../cases/index.ts';
import { createMailbox } from '../channels/index.ts';
import { listAbsences } from '../people/absences.ts';
import { createTeam, endAbsence, planAbsence, turnAbsences } from '../people/index.ts';
import { makePromise } from '../promises/index.ts';
import { dryRunRule } from './dry-running.ts';
import { handOver, handOverAbsences } from './handing-over.ts';
import { runRules } from './running.ts';
import { ruleSeeds } from './seeding.ts';
import { listRuleRuns } from './log.ts';
import { changeRule, createRule, listRules, listRuleVersions, readRule, removeRule, restoreRule } from './managing.ts';
import { tickRules } from './ticking.ts';

type Staff = Extract<Actor, { kind: 'staff' }>;
let house: TestHouse;
let boss: Staff;
beforeAll(async () => {
  house = await openTestHouse();
  boss = await house.staff('owner', 'Olga');
  await createMailbox(house.as(boss), { name: 'Help', address: 'help@example.org' } as never);
});
afterAll(() => house.close());
beforeEach(async () => {
  house.setClock(1000);
  await house.db.updateTable('rules').set({ active: false, active_since: null }).execute();
});

const opened = async (input: Partial<Parameters<typeof openCase>[1]> = {}) =>
  (
    await openCase(house.as(boss), {
      customer: { name: 'Carla', email: `c${newId()}@example.com` },
      subject: 'Broken pump',
      text: 'It leaks.',
      ...input,
    })
  ).caseId;
const row = (id: string) =>
  house.db
    .selectFrom('cases')
    .select(['priority', 'tags', 'state', 'assignee_id', 'team_id'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
const rule = (definition: Partial<RuleDefinition>, name = 'Test') =>
  createRule(house.as(boss), {
    name,
    active: true,
    definition: {
      when: { event: 'opened' },
      if: { match: 'all', conditions: [] },
      actions: [{ do: 'stop' }],
      ...definition,
    },
  });
const runs = (caseId: string) => listRuleRuns(house.as(boss), { caseId });

describe('a rule', () => {
  it('acts on what happens from now on, in its own name, once, and says why; also why not', async () => {
    const earlier = await opened({ priority: 'urgent' });
    house.setClock(1000);
    const made = await rule({
      if: { match: 'all', conditions: [{ field: 'priority', op: 'is', value: 'urgent' }] },
      actions: [
        { do: 'tags', add: ['hot'] },
        { do: 'note', text: 'Look at {{ case.number }} of {{ customer.name }}' },
      ],
    });
    const urgent = await opened({ priority: 'urgent' });
    const calm = await opened();
    await Promise.all([takeBatch(house.system(), runRules), house.settle([runRules])]);
    await house.settle([runRules]);
    expect((await row(urgent)).tags).toEqual(['hot']);
    expect((await row(earlier)).tags).toEqual([]);
    const [did] = (await runs(urgent)).items;
    expect(did).toMatchObject({ outcome: 'did', rule: { id: made.id }, reasons: [{ field: 'priority', held: true }] });
    expect(did!.done).toHaveLength(2);
    const [not] = (await runs(calm)).items;
    expect(not).toMatchObject({ outcome: 'no-match', reasons: [{ field: 'priority', actual: 'normal', held: false }] });
    expect((await runs(urgent)).items).toHaveLength(1);
    const changed = await house.db
      .selectFrom('events')
      .select(['actor_kind', 'actor_id', 'data'])
      .where('subject_id', '=', urgent)
      .where('type', '=', 'cases.changed')
      .executeTakeFirstOrThrow();
    expect(changed).toMatchObject({
      actor_kind: 'system',
      actor_id: made.id,
      data: { by: '“Test”', rules: [made.id] },
    });
    const note = await house.db
      .selectFrom('messages')
      .select(['text', 'author_name'])
      .where('case_id', '=', urgent)
      .where('kind', '=', 'note')
      .executeTakeFirstOrThrow();
    expect(note.text).toMatch(/^Look at \d+ of Carla$/);
  });

  it('knows what was before, and never sets itself off; two rules do not chase each other for ever', async () => {
    await rule(
      {
        when: { event: 'changed' },
        if: {
          match: 'all',
          conditions: [
            { field: 'priority', op: 'changed' },
            { field: 'priority', op: 'changed-to', value: 'high' },
          ],
        },
        actions: [{ do: 'set', field: 'priority', value: 'low' }],
      },
      'Down',
    );
    await rule(
      {
        when: { event: 'changed' },
        if: {
          match: 'all',
          conditions: [
            { field: 'priority', op: 'changed-to', value: 'low' },
            { field: 'priority', op: 'changed-from', value: 'high' },
          ],
        },
        actions: [{ do: 'set', field: 'priority', value: 'high' }],
      },
      'Up',
    );
    const id = await opened();
    await changeCase(house.as(boss), id, { priority: 'high' });
    await house.settle([runRules]);
    const outcomes = (await runs(id)).items.map((one) => `${one.rule.name}:${one.outcome}`).reverse();
    expect(outcomes.filter((one) => one.endsWith(':did'))).toEqual(['Down:did', 'Up:did']);
    expect(outcomes).toContain('Down:guarded');
  });

  it('sees what the one before it did, and one that stops lets none come after', async () => {
    await rule({ actions: [{ do: 'tags', add: ['first'] }] });
    await rule({
      if: { match: 'all', conditions: [{ field: 'tags', op: 'has', value: 'first' }] },
      actions: [{ do: 'tags', add: ['second'] }, { do: 'stop' }],
    });
    await rule({ actions: [{ do: 'tags', add: ['third'] }] });
    const id = await opened();
    await house.settle([runRules]);
    expect((await row(id)).tags).toEqual(['first', 'second']);
  });

  it('that fails blocks no other, says so, and rests after five failures until it is switched on again', async () => {
    const bad = await rule({
      actions: [{ do: 'tags', add: ['half'] }, { do: 'snooze', hours: 8760 }, { do: 'close' }, { do: 'close' }],
    });
    await rule({ actions: [{ do: 'tags', add: ['fine'] }] });
    const ids = [];
    for (let at = 0; at < 6; at++) ids.push(await opened());
    await house.settle([runRules]);
    for (const id of ids) expect((await row(id)).tags).toEqual(['fine']);
    expect((await runs(ids[0]!)).items.find((one) => one.outcome === 'failed')!.problem).toMatch(/closed/);
    expect((await readRule(house.as(boss), bad.id)).setAside?.because).toMatch(/closed/);
    expect((await changeRule(house.as(boss), bad.id, { active: true })).setAside).toBeNull();
  });

  it('replies in words filled from the case, marked automatic, which is no answer of a person; machines get none', async () => {
    await rule({ actions: [{ do: 'reply', text: 'Dear {{ customer.name }}, we look at “{{ case.subject }}”.' }] });
    const id = await opened();
    await house.settle([runRules]);
    const message = await house.db
      .selectFrom('messages')
      .select(['text', 'author_kind', 'id'])
      .where('case_id', '=', id)
      .where('direction', '=', 'out')
      .executeTakeFirstOrThrow();
    expect(message).toMatchObject({ author_kind: 'system', text: 'Dear Carla, we look at “Broken pump”.' });
    const mail = await house.db
      .selectFrom('outbox')
      .select('raw')
      .where('message_id', '=', message.id)
      .executeTakeFirstOrThrow();
    expect(Buffer.from(mail.raw).toString()).toMatch(/Auto-Submitted: auto-replied/i);
    expect((await row(id)).state).toBe('new');
    expect(
      await house.db
        .selectFrom('events')
        .select('id')
        .where('subject_id', '=', id)
        .where('type', '=', 'cases.replied')
        .execute(),
    ).toEqual([]);
  });

  it('gives, tells, promises and calls', async () => {
    const ana = await house.staff('agent', 'Ana');
    const team = await createTeam(house.as(boss), { name: 'Pumps', memberIds: [ana.id] });
    await rule({
      actions: [
        { do: 'team', teamId: team.id },
        { do: 'assign', userId: ana.id },
        { do: 'notify', assignee: true, teamIds: [team.id], text: 'Yours: {{ case.subject }}', mail: true },
        { do: 'promise', text: 'We ring you', hours: 2 },
        { do: 'webhook', name: 'pump-case' },
        { do: 'snooze', hours: 4 },
      ],
    });
    const id = await opened();
    await house.settle([runRules]);
    expect((await runs(id)).items[0]).toMatchObject({ outcome: 'did', problem: null });
    expect(await row(id)).toMatchObject({ team_id: team.id, assignee_id: ana.id, state: 'snoozed' });
    expect(await house.db.selectFrom('notifications').select('text').where('user_id', '=', ana.id).execute()).toEqual([
      { text: 'Yours: Broken pump' },
    ]);
    expect(await house.db.selectFrom('outbox').select('id').where('purpose', '=', 'alert').execute()).toHaveLength(1);
    expect(
      await house.db
        .selectFrom('promises')
        .select('what')
        .where('case_id', '=', id)
        .where('kind', '=', 'personal')
        .execute(),
    ).toEqual([{ what: 'We ring you' }]);
    expect(
      await house.db
        .selectFrom('events')
        .select('data')
        .where('subject_id', '=', id)
        .where('type', '=', 'rules.called')
        .execute(),
    ).toHaveLength(1);
  });

  it('tells nobody of a case in a private team who is outside it, whoever it names', async () => {
    const [inside, outside] = [await house.staff('agent', 'Ina'), await house.staff('agent', 'Otto')];
    const foreman = await house.staff('colleague', 'Fred');
    const board = await createTeam(house.as(boss), { name: 'Board', private: true, memberIds: [inside.id] });
    const yard = await createTeam(house.as(boss), { name: 'Yard', memberIds: [foreman.id] });
    const userIds = [inside.id, outside.id, boss.id];
    await rule({
      actions: [{ do: 'notify', userIds, teamIds: [yard.id], text: 'Look: {{ case.subject }}', mail: true }],
    });
    const [hidden, open] = [await opened({ teamId: board.id, subject: 'Salaries' }), await opened()];
    await house.settle([runRules]);
    const told = async (caseId: string) =>
      (await house.db.selectFrom('notifications').select('user_id').where('case_id', '=', caseId).execute())
        .map((one) => one.user_id)
        .toSorted();
    expect(await told(hidden)).toEqual([inside.id, boss.id].toSorted());
    expect(await told(open)).toEqual([...userIds, foreman.id].toSorted());
    const mails = await house.db
      .selectFrom('outbox')
      .select(['to_addresses'])
      .where('subject', 'like', '%Salaries%')
      .execute();
    expect(mails).toHaveLength(2);
  });

  it('by time acts after the hours, once, and not when it was answered meanwhile', async () => {
    await rule({ when: { since: 'waiting', hours: 2, clock: 'all' }, actions: [{ do: 'tags', add: ['waited'] }] });
    const waits = await opened();
    const answered = await opened();
    await house.settle([runRules]);
    house.setClock(3_600_000);
    await replyToCase(house.as(boss), answered, { html: '<p>Hi</p>', revision: 0, sendAnyway: true });
    await house.settle([runRules]);
    await tickRules(house.system());
    expect((await row(waits)).tags).toEqual([]);
    house.setClock(3_700_000);
    await Promise.all([tickRules(house.system()), tickRules(house.system())]);
    expect((await row(waits)).tags).toEqual(['waited']);
    expect((await row(answered)).tags).toEqual([]);
    expect((await runs(waits)).items).toHaveLength(1);
    expect(await tickRules(house.system())).toBe(0);
  });

  it('is tried on past cases as they were then, and nothing is changed', async () => {
    const id = await opened({ priority: 'urgent', tags: ['dry'] });
    house.setClock(60_000);
    await changeCase(house.as(boss), id, { priority: 'low' });
    house.setClock(60_000);
    await closeCase(house.as(boss), id, {});
    const before = await house.db
      .selectFrom('events')
      .select((eb) => eb.fn.countAll().as('n'))
      .executeTakeFirstOrThrow();
    const definition: RuleDefinition = {
      when: { event: 'opened' },
      if: {
        match: 'all',
        conditions: [
          { field: 'priority', op: 'is', value: 'urgent' },
          { field: 'tags', op: 'has', value: 'dry' },
          { field: 'state', op: 'is', value: 'new' },
        ],
      },
      actions: [{ do: 'close' }],
    };
    const found = await dryRunRule(house.as(boss), { definition, days: 1, matchedOnly: true });
    expect(found.items).toMatchObject([{ case: { id }, matched: true, wouldDo: ['Closed'] }]);
    expect(found.matched).toBe(1);
    expect(found.happened).toBeGreaterThan(1);
    const pages = [];
    let cursor: string | undefined;
    do {
      const page = await dryRunRule(house.as(boss), {
        definition,
        days: 1,
        limit: 2,
        ...(cursor === undefined ? {} : { cursor }),
      });
      pages.push(...page.items);
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
    expect(pages).toHaveLength(found.happened);
    expect(new Set(pages.map((one) => one.case.id)).size).toBe(pages.length);
    const timed = await dryRunRule(house.as(boss), {
      definition: { ...definition, when: { since: 'opened', hours: 0.01, clock: 'all' } },
      days: 1,
      matchedOnly: true,
    });
    expect(timed.items.map((one) => one.case.id)).toEqual([id]);
    const after = await house.db
      .selectFrom('events')
      .select((eb) => eb.fn.countAll().as('n'))
      .executeTakeFirstOrThrow();
    expect(after).toEqual(before);
  });

  it('keeps its versions with who changed it, its order, and can be removed and brought back', async () => {
    const one = await rule({}, 'One');
    const two = await rule({}, 'Two');
    await changeRule(house.as(boss), two.id, { position: 1 });
    expect((await listRules(house.as(boss), {})).items[0]!.id).toBe(two.id);
    await changeRule(house.as(boss), one.id, { name: 'Uno', active: false });
    const versions = (await listRuleVersions(house.as(boss), one.id, {})).items;
    expect(versions.map(({ version, name, changedBy }) => [version, name, changedBy])).toEqual([
      [2, 'Uno', 'Olga'],
      [1, 'One', 'Olga'],
    ]);
    await removeRule(house.as(boss), one.id);
    await expect(readRule(house.as(boss), one.id)).rejects.toMatchObject({ code: 'rule-not-found' });
    expect((await restoreRule(house.as(boss), one.id)).active).toBe(false);
  });

  it('with faults is refused, each fault at its place', async () => {
    const refused = rule({
      actions: [
        { do: 'reply', text: '{{ broken' },
        { do: 'assign', userId: newId() },
      ],
    });
    await expect(refused).rejects.toMatchObject({
      code: 'rule-invalid',
      detail: { extension: { fields: [{ field: 'actions.0.text' }, { field: 'actions.1.userId' }] } },
    });
  });

  it('comes with a few good ones, all off', async () => {
    await house.db
      .insertInto('events')
      .values({
        at: house.now(),
        actor_kind: 'system',
        type: 'people.company-set-up',
        data: JSON.stringify({ language: 'de' }),
      })
      .execute();
    await house.settle([ruleSeeds]);
    const shipped = (await listRules(house.as(boss), { limit: 200 })).items.filter((one) => one.shipped !== null);
    expect(shipped).toHaveLength(7);
    expect(shipped.every((one) => !one.active)).toBe(true);
    for (const { definition } of shipped) await dryRunRule(house.as(boss), { definition, days: 1 });
  });
});

describe('an absence', () => {
  it('hands open cases and promises to whoever stands in, with a note, and takes back what is still there', async () => {
    const [ana, ben] = [await house.staff('agent', 'Ana'), await house.staff('agent', 'Ben')];
    const open = await opened({ assigneeId: ana.id });
    const done = await opened({ assigneeId: ana.id });
    const moved = await opened({ assigneeId: ana.id });
    await closeCase(house.as(boss), done, {});
    const promise = await makePromise(house.as(ana), { caseId: open, what: 'I ring', minutes: 60 });
    const away = await planAbsence(house.as(ana), { delegateId: ben.id, note: 'Back on Monday.' });
    await house.settle([handOverAbsences]);
    await handOver(house.system(), away.id);
    await handOver(house.system(), away.id);
    expect((await row(open)).assignee_id).toBe(ben.id);
    expect((await row(done)).assignee_id).toBe(ana.id);
    const keeper = () =>
      house.db.selectFrom('promises').select('keeper_id').where('id', '=', promise).executeTakeFirstOrThrow();
    expect((await keeper()).keeper_id).toBe(ben.id);
    const notes = () =>
      house.db.selectFrom('messages').select('text').where('case_id', '=', open).where('kind', '=', 'note').execute();
    expect(await notes()).toEqual([{ text: 'Ana is away; Ben stands in. Back on Monday.' }]);
    await changeCase(house.as(boss), moved, { assigneeId: boss.id });
    await endAbsence(house.as(ana), away.id);
    await handOver(house.system(), away.id);
    expect((await row(open)).assignee_id).toBe(ana.id);
    expect((await row(moved)).assignee_id).toBe(boss.id);
    expect((await keeper()).keeper_id).toBe(ana.id);
  });

  it('without anybody to stand in sends cases to the queue and tells whoever leads of the promises', async () => {
    const ana = await house.staff('agent', 'Ana');
    const open = await opened({ assigneeId: ana.id });
    const promise = await makePromise(house.as(ana), { caseId: open, what: 'I ring', minutes: 60 });
    const away = await planAbsence(house.as(ana), {});
    await handOver(house.system(), away.id);
    expect((await row(open)).assignee_id).toBeNull();
    expect(
      (await house.db.selectFrom('promises').select('keeper_id').where('id', '=', promise).executeTakeFirstOrThrow())
        .keeper_id,
    ).toBe(ana.id);
    const told = await house.db.selectFrom('notifications').select('subject').where('user_id', '=', boss.id).execute();
    expect(told.some((one) => one.subject.includes('Ana is away'))).toBe(true);
  });

  it('one absence may follow on another, and nothing comes back to somebody who has left', async () => {
    const [ana, ben] = [await house.staff('agent', 'Ana'), await house.staff('agent', 'Ben')];
    const noon = new Date(+house.now() + 3_600_000);
    const evening = new Date(+house.now() + 7_200_000).toISOString();
    const first = await planAbsence(house.as(ana), { until: noon.toISOString(), delegateId: ben.id });
    const second = await planAbsence(house.as(ana), { from: noon.toISOString(), until: evening });
    const open = await opened({ assigneeId: ana.id });
    await handOver(house.system(), first.id);
    expect((await row(open)).assignee_id).toBe(ben.id);
    house.setClock(noon);
    await turnAbsences(house.system());
    const states = async () =>
      (await listAbsences(house.as(boss), { userId: ana.id })).items.map(({ id, state }) => [id, state]);
    expect(await states()).toEqual([
      [second.id, 'away'],
      [first.id, 'over'],
    ]);
    // planned at once, in the minute before the clock has ended the one before
    house.setClock(new Date(evening));
    const third = await planAbsence(house.as(ana), {});
    expect((await states())[0]).toEqual([third.id, 'away']);
    await house.db.updateTable('users').set({ active: false }).where('id', '=', ana.id).execute();
    await handOver(house.system(), first.id);
    expect((await row(open)).assignee_id).toBe(ben.id);
  });
});
