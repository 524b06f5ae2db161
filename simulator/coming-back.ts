import { replyToCase } from '../src/server/modules/cases/index.ts';
import { keepPromise, makePromise } from '../src/server/modules/promises/index.ts';
import { refused } from './life.ts';
import type { Founded } from './founding.ts';
import type { Colleague, Stage } from './playing.ts';
import { pick } from './script.ts';

const hour = 3_600_000;
const day = 24 * hour;
const few = 3;

const sorry = [
  'You say that it is not solved, and you are right to. I have asked the workshop this morning and name you the day by tomorrow, four o’clock.',
  'Thank you for telling us instead of giving up. It stays with me until you say it is done: you hear the next step from me by tomorrow, four o’clock.',
];
const solved = [
  'Sol was with you this morning and went through it once more from the beginning. If anything still rubs, write one word and he comes again.',
  'The second piece is in, whole and the right one. I rang this morning to hear it from you: now it is done.',
];
const stillWaiting = [
  'No news is also news: the quarry has not cut that vein yet. I write again in two weeks, whatever they say.',
  'It still waits for the mill. You pay nothing until it lies in your hall; I write again in two weeks.',
];

interface LeftCase {
  id: string;
  created_at: Date;
  assignee_id: string | null;
  revision: number;
  verdict_at: Date | null;
  last_staff_at: Date | null;
  promise_id: string | null;
  due_at: Date | null;
}

/**
 * What a customer said is not solved is nobody's forgotten work: whoever has it answers with a day, keeps it, and says when it is
 * done. A few wait for things that take months; those hear of it every other week.
 */
export async function comeBack(stage: Stage, founded: Founded, at: Date): Promise<void> {
  const ctx = stage.system(at);
  const left: LeftCase[] = await ctx.db
    .selectFrom('cases as c')
    .leftJoin('promises as p', (join) =>
      join.onRef('p.case_id', '=', 'c.id').on('p.kind', '=', 'personal').on('p.state', '=', 'open'),
    )
    .select(['c.id', 'c.created_at', 'c.assignee_id', 'c.revision', 'c.verdict_at', 'c.last_staff_at'])
    .select(['p.id as promise_id', 'p.due_at'])
    .where('c.state', 'in', ['open', 'waiting'])
    .where('c.reopened', '>', 0)
    .where('c.merged_into', 'is', null)
    .orderBy('c.created_at')
    .limit(few)
    .execute();
  for (const one of left) {
    const keeper = founded.all.find(({ id }) => id === one.assignee_id) ?? founded.lead;
    await lookAfter(stage, keeper, one, at);
  }
}

async function lookAfter(stage: Stage, keeper: Colleague, one: LeftCase, at: Date): Promise<void> {
  const random = stage.dice('coming-back', one.created_at.getTime());
  const takesMonths = random() < 0.2;
  const unheard = one.verdict_at !== null && (one.last_staff_at === null || one.verdict_at > one.last_staff_at);
  if (unheard) {
    if (at.getTime() - one.verdict_at!.getTime() < 2 * hour) return;
    await say(stage, keeper, one, pick(random, sorry), at);
    return promise(stage, keeper, one, 'Name the day it is put right', at, 1);
  }
  if (one.due_at !== null && one.due_at.getTime() - at.getTime() > 6 * hour) return;
  if (one.promise_id !== null) await keepPromise(stage.as(keeper, at), one.promise_id).catch(refused);
  if (!takesMonths)
    return say(stage, keeper, one, pick(random, solved), at, 'Put right at the second visit, and said so');
  await say(stage, keeper, one, pick(random, stillWaiting), at);
  await promise(stage, keeper, one, 'Write again, whatever the yard says', at, 14);
}

async function say(
  stage: Stage,
  keeper: Colleague,
  { id, revision }: LeftCase,
  words: string,
  at: Date,
  value?: string,
): Promise<void> {
  await replyToCase(stage.as(keeper, at), id, {
    html: `<p>${words}</p><p>${keeper.name}</p>`,
    revision,
    sendAnyway: true,
    ...(value === undefined ? {} : { close: { valueCreated: value } }),
  }).catch(refused);
}

async function promise(
  stage: Stage,
  keeper: Colleague,
  { id }: LeftCase,
  what: string,
  at: Date,
  days: number,
): Promise<void> {
  const due = new Date(at.getTime() + days * day);
  while (due.getUTCDay() === 0 || due.getUTCDay() === 6) due.setUTCDate(due.getUTCDate() + 1);
  due.setUTCHours(16, 0, 0, 0);
  await makePromise(stage.as(keeper, at), { caseId: id, what, dueAt: due.toISOString() }).catch(refused);
}
