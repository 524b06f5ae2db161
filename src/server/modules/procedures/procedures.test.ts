import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ProcedureContent, ProcedureStep } from '../../../contract/procedures.ts';
import type { Actor } from '../../context.ts';
import { openTestCase } from '../../testing/desk.ts';
import { openTestHouse, type TestHouse } from '../../testing/house.ts';
import { listNotifications } from '../notifications/listing.ts';
import { createTeam } from '../people/index.ts';
import { answerIdea, listIdeas, sayOtherwise } from './ideas.ts';
import { customerSteps, proposedProcedure, readCaseProcedures } from './in-cases.ts';
import { markStep, readRun, resumeRun, startProcedure, stopRun, unmarkStep } from './running.ts';
import { procedureSeeds } from './seeding.ts';
import { listVersions } from './versions.ts';
import {
  addProcedure,
  changeProcedure,
  dropDraft,
  listProcedures,
  publishProcedure,
  readProcedure,
} from './writing.ts';

type Staff = Extract<Actor, { kind: 'staff' }>;
let house: TestHouse;
let tom: Staff;
let lea: Staff;
let max: Staff;
beforeAll(async () => {
  house = await openTestHouse();
  tom = await house.staff('agent', 'Tom');
  lea = await house.staff('lead', 'Lea');
  max = await house.staff('manager', 'Max');
});
afterAll(() => house.close());

const step = (key: string, more: Partial<ProcedureStep> = {}): ProcedureStep => ({
  key,
  title: `Do ${key}`,
  details: '',
  responsible: 'assignee',
  accountable: '',
  consulted: [],
  informed: [],
  doneWhen: 'It can be seen',
  customerWords: `We did ${key}.`,
  behindTheScenes: false,
  minutes: null,
  under: null,
  choices: [],
  ...more,
});
const content = (steps: ProcedureStep[], more: Partial<ProcedureContent> = {}): ProcedureContent => ({
  name: 'Leaking pump',
  purpose: 'Dry again',
  kinds: [],
  tags: [],
  words: ['leak'],
  links: [],
  steps,
  ...more,
});
const yesNo = [
  { key: 'yes', label: 'Yes', next: null },
  { key: 'no', label: 'No', next: 'end' },
];
const aCase = async (more?: Parameters<typeof openTestCase>[1]) => (await openTestCase(house.as(tom), more)).caseId;
const live = async (steps: ProcedureStep[], more: Partial<ProcedureContent> = {}) => {
  const { id } = await addProcedure(house.as(max), { content: content(steps, more) });
  await publishProcedure(house.as(max), id, {});
  return id;
};
const typesOf = async (id: string) =>
  (await house.db.selectFrom('events').select('type').where('subject_id', '=', id).orderBy('id').execute())
    .map((event) => event.type)
    .filter((type) => type.startsWith('procedures.'));

test('what runs keeps its version; the next case gets the new one, and the history says what changed', async () => {
  const id = await live([step('look'), step('fix')]);
  const run = await startProcedure(house.as(tom), await aCase(), id);
  const draft = await changeProcedure(house.as(max), id, {
    content: content([step('look'), step('dry')]),
    revision: 0,
  });
  expect([draft.hasDraft, draft.version]).toEqual([true, 1]);
  await expect(
    changeProcedure(house.as(max), id, { content: content([step('x')]), revision: 0 }),
  ).rejects.toMatchObject({ code: 'procedure-moved-on' });
  await publishProcedure(house.as(max), id, { why: 'Dry it too' });
  expect((await readRun(house.as(tom), run.id)).steps.map((one) => one.key)).toEqual(['look', 'fix']);
  expect(await readRun(house.as(tom), run.id)).toMatchObject({ version: 1, newest: 2 });
  expect((await startProcedure(house.as(tom), await aCase(), id)).version).toBe(2);
  const { items } = await listVersions(house.as(tom), id, {});
  expect(items.map((one) => [one.version, one.runs, one.changes?.steps.map((each) => each.what)])).toEqual([
    [2, 1, ['added', 'removed']],
    [1, 1, undefined],
  ]);
  await expect(publishProcedure(house.as(max), id, {})).rejects.toMatchObject({ code: 'nothing-to-publish' });
});

test('who did what when is kept; an answer leads past steps, and taking it back opens them', async () => {
  const id = await live([step('ask', { choices: yesNo }), step('fix')]);
  const caseId = await aCase();
  const run = await startProcedure(house.as(tom), caseId, id);
  await expect(markStep(house.as(tom), run.id, 'fix', { state: 'done' })).rejects.toMatchObject({
    code: 'step-not-open',
  });
  await expect(markStep(house.as(tom), run.id, 'ask', { state: 'done' })).rejects.toMatchObject({
    code: 'choice-needed',
  });
  const ended = await markStep(house.as(tom), run.id, 'ask', { state: 'done', choice: 'no' });
  expect([ended.state, ended.done, ended.total, ended.steps[0]!.by?.name]).toEqual(['finished', 1, 1, 'Tom']);
  const again = await unmarkStep(house.as(tom), run.id, 'ask');
  expect([again.state, again.steps[1]!.standing]).toEqual(['running', 'ahead']);
  await markStep(house.as(tom), run.id, 'ask', { state: 'done', choice: 'yes' });
  await expect(markStep(house.as(tom), run.id, 'fix', { state: 'skipped' })).rejects.toMatchObject({
    code: 'reason-needed',
  });
  await markStep(house.as(tom), run.id, 'fix', { state: 'skipped', reason: 'He did it himself' });
  expect(await typesOf(caseId)).toEqual([
    'procedures.started',
    'procedures.step-done',
    'procedures.finished',
    'procedures.step-reopened',
    'procedures.step-done',
    'procedures.step-skipped',
    'procedures.finished',
  ]);
  expect((await customerSteps(house.as(tom), caseId)).map((one) => one.words)).toEqual(['We did ask.']);
});

test('whoever is to be informed hears that a step is done, once; who did it does not', async () => {
  const procedureId = await live([step('a', { informed: ['lead', 'agent', 'assignee'] }), step('b')]);
  const caseId = await aCase();
  const run = await startProcedure(house.as(tom), caseId, procedureId);
  for (let turn = 0; turn < 2; turn += 1) {
    await markStep(house.as(tom), run.id, 'a', { state: 'done' });
    if (turn === 0) await unmarkStep(house.as(tom), run.id, 'a');
  }
  const told = async (who: Staff) =>
    (await listNotifications(house.as(who), {})).items.filter((one) => one.caseId === caseId);
  expect(await told(lea)).toMatchObject([
    { kind: 'followed', subject: expect.stringMatching(/^“Do a” is done in #\d+/) },
  ]);
  expect([await told(tom), await told(max)]).toEqual([[], []]);
});

test('a step of a role is refused to those below it, and a case nobody may see hides its runs', async () => {
  const id = await live([step('sign', { responsible: 'lead' })]);
  const run = await startProcedure(house.as(tom), await aCase(), id);
  expect(run.steps[0]!.yours).toBe(false);
  await expect(markStep(house.as(tom), run.id, 'sign', { state: 'done' })).rejects.toMatchObject({
    code: 'step-of-another-role',
  });
  expect((await markStep(house.as(lea), run.id, 'sign', { state: 'done' })).state).toBe('finished');
  const team = await createTeam(house.system(), { name: 'Board', memberIds: [max.id], private: true } as never);
  const hidden = await aCase({ teamId: team.id } as never).catch(() => undefined);
  if (hidden === undefined) return;
  await house.db.updateTable('cases').set({ team_id: team.id }).where('id', '=', hidden).execute();
  const secret = await startProcedure({ ...house.system() }, hidden, id);
  await expect(readRun(house.as(tom), secret.id)).rejects.toMatchObject({ code: 'run-not-found' });
});

test('the procedure that fits is proposed, and one that runs comes first', async () => {
  const id = await live([step('look')], { words: ['zebra'], name: 'Zebra' });
  const caseId = await aCase({ text: 'A zebra ran through my kitchen' });
  expect(await proposedProcedure(house.as(tom), caseId)).toMatchObject({ id, runId: null });
  const run = await startProcedure(house.as(tom), caseId, id);
  expect(await proposedProcedure(house.as(tom), caseId)).toMatchObject({ id, runId: run.id });
  expect((await readCaseProcedures(house.as(tom), caseId)).proposed.map((one) => one.id)).not.toContain(id);
  await expect(startProcedure(house.as(tom), caseId, id)).rejects.toMatchObject({ code: 'already-running' });
  await stopRun(house.as(tom), run.id, 'Wrong animal');
  expect((await resumeRun(house.as(tom), run.id)).state).toBe('running');
});

test('done otherwise becomes an idea; its keeper hears of it, and whoever had it hears the answer', async () => {
  const id = await live([step('look')]);
  const run = await startProcedure(house.as(tom), await aCase(), id);
  const idea = await sayOtherwise(house.as(tom), run.id, { text: 'Ring first, look later', stepKey: 'look' });
  expect(idea).toMatchObject({ state: 'open', stepTitle: 'Do look', saidBy: { name: 'Tom' } });
  expect((await listNotifications(house.as(max), {})).items[0]!.text).toBe('Ring first, look later');
  const answered = await answerIdea(house.as(max), idea.id, { state: 'taken-up', answer: 'Yes', asProblem: true });
  expect(answered.problemId).not.toBeNull();
  expect((await listNotifications(house.as(tom), {})).items[0]!.text).toBe('Yes');
  expect((await listIdeas(house.as(tom), id, { state: 'open' })).items).toEqual([]);
  await expect(answerIdea(house.as(max), idea.id, { state: 'declined', answer: 'No' })).rejects.toMatchObject({
    code: 'idea-answered',
  });
});

test('a turn that leads nowhere cannot be published; a draft thrown away is gone', async () => {
  const bad = [step('a', { choices: [{ key: 'x', label: 'X', next: 'nowhere' }, ...yesNo] })];
  const { id, findings } = await addProcedure(house.as(max), { content: content(bad) });
  expect(findings).toContainEqual({ stepKey: 'a', code: 'leads-nowhere', stops: true });
  await expect(publishProcedure(house.as(max), id, {})).rejects.toMatchObject({ code: 'procedure-unfit' });
  await dropDraft(house.as(max), id);
  await expect(readProcedure(house.as(max), id)).rejects.toMatchObject({ code: 'procedure-not-found' });
});

test('a new company begins with published procedures without a finding that stops, in its language, once', async () => {
  const event = { data: { language: 'de' } } as never;
  const before = (await listProcedures(house.as(max), {})).items.length;
  const seed = () =>
    house.db.transaction().execute((trx) => procedureSeeds.handle({ ...house.system(), db: trx, trx }, [event]));
  await seed();
  await seed();
  const { items } = await listProcedures(house.as(max), { limit: 200 });
  expect(items.length).toBe(before + 3);
  const complaint = items.find((one) => one.name === 'Eine Beschwerde')!;
  const { findings } = await readProcedure(house.as(max), complaint.id);
  expect(findings).toEqual([]);
});
