import {
  changeProblem,
  closeImprovement,
  decide,
  draftDecision,
  judgeImprovement,
  linkCase,
  openProblem,
  registerImprovement,
  sayOpinion,
  spendOnImprovement,
  startImprovement,
} from '../src/server/modules/improvement/index.ts';
import { type DailyLife, refused } from './life.ts';
import type { TouchpointKey } from './story/company.ts';

/** Days since the beginning on which the second thing is found, its change begins, and one is decided and another drafted. */
const secondFound = 132;
const secondStarts = 150;
const decidedOn = 98;
const draftedOn = 178;

/** The problem and its fix, and what is decided on the way: each on its day. */
export async function improve(life: DailyLife, today: number, at: Date): Promise<void> {
  const { defect } = life.truth;
  if (today === defect.from + 28) await findProblem(life, at);
  if (today === decidedOn) await decideTogether(life, at);
  if (today === defect.fixed) await startFix(life, at, 1840, 'Corner guards for six hundred crates');
  if (today === secondFound) await findSecond(life, at);
  if (today === secondStarts) await startFix(life, at, 260, 'A board for the yard, and a pen on a string');
  if (today === draftedOn) await draftNext(life, at);
  if (today <= defect.fixed || today % 7 !== 0) return;
  await judge(life, at);
  await solve(life, at);
}

/** The newest cases that were lost at a touchpoint. */
async function lostAt({ stage, founded }: DailyLife, touchpoint: TouchpointKey, at: Date): Promise<string[]> {
  const rows = await stage
    .system(at)
    .db.selectFrom('moments')
    .select('case_id')
    .where('touchpoint_id', '=', founded.touchpointIds.get(touchpoint)!)
    .where('outcome', '=', 'lost')
    .where('case_id', 'is not', null)
    .orderBy('at', 'desc')
    .limit(8)
    .execute();
  return rows.map((row) => row.case_id!);
}

async function findProblem(life: DailyLife, at: Date): Promise<void> {
  const { stage, founded } = life;
  const ctx = stage.as(founded.manager, at);
  const touchpointId = founded.touchpointIds.get('delivery')!;
  const cases = await lostAt(life, 'delivery', at);
  const problem = await openProblem(ctx, {
    title: 'Worktops and boards arrive broken',
    description: 'Since the new crates, pieces arrive cracked or late at the door.',
    touchpointId,
    whys: [
      'They arrive cracked.',
      'They move in the crate.',
      'The new crates have no corner guards.',
      'The cheaper crate was chosen by weight.',
      'Nobody asked the drivers.',
    ],
    cause: 'The crates that came in with the new contract have no corner guards.',
    workaround: 'Wrap corners by hand; call the evening before.',
    state: 'known-error',
  });
  for (const one of cases) await linkCase(ctx, problem.id, one).catch(refused);
  await registerImprovement(ctx, {
    title: 'Padded crates',
    description: 'Crates with corner guards for every stone and board.',
    hypothesis: 'If nothing can move in the crate, fewer deliveries are lost.',
    problemId: problem.id,
    ownerId: founded.manager.id,
    budget: 4200,
    metric: 'moments-lost',
    touchpointId,
    channel: null,
    expectedEffect: 0.25,
    promptedOn: null,
    weeks: 8,
  });
}

/** Found after the crates: nobody writes while the order waits. */
async function findSecond(life: DailyLife, at: Date): Promise<void> {
  const { stage, founded } = life;
  const ctx = stage.as(founded.manager, at);
  const touchpointId = founded.touchpointIds.get('waiting')!;
  const cases = await lostAt(life, 'waiting', at);
  const problem = await openProblem(ctx, {
    title: 'Silence between the order and the day',
    description: 'From the confirmation to the delivery nobody writes. Those who ask were worried for weeks.',
    touchpointId,
    whys: ['They ask where their order is.', 'They have heard nothing since the confirmation.', 'Only the yard knows.'],
    cause: '',
    workaround: 'Whoever answers looks at the board in the yard and names the week.',
    state: 'open',
  });
  for (const one of cases) await linkCase(ctx, problem.id, one).catch(refused);
  await registerImprovement(ctx, {
    title: 'A line from the yard every Friday',
    description: 'The yard writes the week of every order on the board; on Friday each customer gets one sentence.',
    hypothesis: 'Whoever hears a week need not ask for it, and is not worried.',
    problemId: problem.id,
    ownerId: founded.lead.id,
    budget: 600,
    metric: 'moments-lost',
    touchpointId,
    channel: null,
    expectedEffect: 0.08,
    promptedOn: null,
    weeks: 12,
  });
}

async function startFix({ stage, founded }: DailyLife, at: Date, amount: number, what: string): Promise<void> {
  const ctx = stage.as(founded.manager, at);
  const waiting = await ctx.db
    .selectFrom('improvements')
    .select('id')
    .where('state', '=', 'proposed')
    .executeTakeFirst();
  if (waiting === undefined) return;
  await startImprovement(ctx, waiting.id, {});
  await spendOnImprovement(ctx, waiting.id, { amount, what });
}

/** Looks weekly whether a running one can be judged; the one that was is closed. */
async function judge({ stage, founded }: DailyLife, at: Date): Promise<void> {
  const ctx = stage.as(founded.manager, at);
  const running = await ctx.db
    .selectFrom('improvements')
    .select(['id', 'verdict'])
    .where('state', '=', 'running')
    .orderBy('started_on')
    .limit(1)
    .executeTakeFirst();
  if (running === undefined) return;
  if (running.verdict === null) return void (await judgeImprovement(ctx, running.id).catch(refused));
  await closeImprovement(ctx, running.id, {}).catch(refused);
}

/** A problem whose change has helped is over. */
async function solve({ stage, founded }: DailyLife, at: Date): Promise<void> {
  const ctx = stage.as(founded.manager, at);
  const over = await ctx.db
    .selectFrom('problems as p')
    .innerJoin('improvements as i', 'i.problem_id', 'p.id')
    .select('p.id')
    .where('i.state', '=', 'closed')
    .where('i.verdict', '=', 'better')
    .where('p.state', '<>', 'solved')
    .execute();
  for (const { id } of over)
    await changeProblem(ctx, id, {
      state: 'solved',
      solution: 'Every crate has corner guards now, and the yard checks them before the van leaves.',
    });
}

async function decideTogether({ stage, founded }: DailyLife, at: Date): Promise<void> {
  const ctx = stage.as(founded.manager, at);
  const deciders = [founded.owner, founded.lead];
  const made = await draftDecision(ctx, {
    question: 'Who pays for the crates with corner guards?',
    touchpointId: founded.touchpointIds.get('delivery')!,
    options: [
      {
        title: 'We do',
        points: [
          { label: 'For', text: 'They paid for a whole piece. Each broken one costs us a second trip anyway.' },
          { label: 'Against', text: 'Seven pounds a delivery, until the contract ends in spring.' },
        ],
      },
      {
        title: 'A packing fee on every order',
        points: [
          { label: 'For', text: 'It costs us nothing.' },
          { label: 'Against', text: 'Nobody understands why whole is extra.' },
        ],
      },
    ],
    chosen: 0,
    expectation: { metric: 'moments-lost', expectedEffect: 0.25 },
    seatAnswer: 'You paid for it to arrive whole. It is on us that it does, and you will not see it on any invoice.',
    deciderIds: deciders.map(({ id }) => id),
  });
  for (const one of deciders) await sayOpinion(stage.as(one, at), made.id, 'agrees');
  await decide(ctx, made.id);
}

async function draftNext({ stage, founded }: DailyLife, at: Date): Promise<void> {
  const deciders = [founded.owner, founded.lead, founded.all.find(({ name }) => name === 'Sol Marín')!];
  const made = await draftDecision(stage.as(founded.manager, at), {
    question: 'Do we deliver on Saturdays?',
    touchpointId: founded.touchpointIds.get('delivery')!,
    options: [
      {
        title: 'Every other Saturday, one van',
        points: [
          { label: 'For', text: 'Nobody has to take half a day off to wait for us.' },
          { label: 'Against', text: 'Jonas and Sol give up every second Saturday morning.' },
        ],
      },
      {
        title: 'A window of one hour on weekdays instead',
        points: [
          { label: 'For', text: 'Nobody works more.' },
          { label: 'Against', text: 'Whoever works far away still loses the day.' },
        ],
      },
    ],
    chosen: 0,
    deciderIds: deciders.map(({ id }) => id),
  });
  await sayOpinion(stage.as(founded.lead, at), made.id, 'agrees');
}
