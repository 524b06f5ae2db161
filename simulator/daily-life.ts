import {
  closeImprovement,
  judgeImprovement,
  linkCase,
  openProblem,
  registerImprovement,
  startImprovement,
} from '../src/server/modules/improvement/index.ts';
import { recordPurchase } from '../src/server/modules/customers/index.ts';
import {
  answerPassedOn,
  changeHuddle,
  changePick,
  claimWin,
  giveKudos,
  noteInHuddle,
  passOn,
  ringBell,
  startHuddle,
  takeProposed,
} from '../src/server/modules/practice/index.ts';
import { observe } from '../src/server/modules/voice/index.ts';
import type { Context } from '../src/server/context.ts';
import type { Founded } from './founding.ts';
import type { Colleague, Stage } from './playing.ts';
import type { Random } from '../src/domain/measures/random.ts';
import { pick } from './script.ts';
import type { PlantedTruth } from './truth.ts';

/** What daily life needs to know of the world. */
export interface DailyLife {
  stage: Stage;
  founded: Founded;
  truth: PlantedTruth;
  schedule(at: number, what: () => Promise<void>): void;
}

/** A working morning: behaviours are taken on, what was passed on is answered, the huddle is held. */
export async function liveMorning(life: DailyLife, today: number, at: Date): Promise<void> {
  const { stage, founded } = life;
  const random = stage.dice('morning', today);
  const awake = founded.all.filter(() => random() < 0.35);
  await Promise.all(awake.map((person) => practise(life, person, at, stage.dice('practice', today, person.name))));
  if (random() < 0.85) await huddle(life, at, random);
  if (today % 7 === 3) await thank(life, at, random);
  if (today % 5 === 2) await hear(life, at, random);
}

async function practise({ stage, founded }: DailyLife, person: Colleague, at: Date, random: Random): Promise<void> {
  const ctx = stage.as(person, at);
  const before = await takeProposed(ctx);
  for (const waiting of before.waiting) await answerPassedOn(ctx, waiting.id, random() < 0.8).catch(refused);
  // what was passed on and taken is among the picks only when asked again
  const { picks } = before.waiting.length === 0 ? before : await takeProposed(ctx);
  for (const one of picks) {
    if (random() < 0.7) await changePick(ctx, one.id, { state: 'done' }).catch(refused);
    if (random() < 0.18)
      await passOn(ctx, one.id, {
        toUserId: pick(
          random,
          founded.all.filter((other) => other.id !== person.id),
        ).id,
      }).catch(refused);
  }
}

/** The simulator tries what people try; a refusal by a rule of the practice is part of life. */
export function refused(error: unknown): undefined {
  if (error instanceof Error && error.name === 'Refusal') return undefined;
  throw error;
}

async function huddle({ stage, founded }: DailyLife, at: Date, random: Random): Promise<void> {
  const lead = stage.as(founded.lead, at);
  const started = await startHuddle(lead, founded.teamIds.Homeowners);
  const members = founded.agents.filter((agent) => agent.team === 'Homeowners').map((agent) => agent.actor.id);
  const later = stage.as(founded.lead, new Date(at.getTime() + (8 + random() * 3) * 60_000));
  if (random() < 0.3) await noteInHuddle(later, started.id, { words: 'Say the day in the first line of the answer.' });
  await changeHuddle(later, started.id, { here: members, finished: true });
}

async function thank({ stage, founded }: DailyLife, at: Date, random: Random): Promise<void> {
  const [from, to] = [pick(random, founded.all), pick(random, founded.agents).actor];
  const ctx = stage.as(from, at);
  const standard = await ctx.db
    .selectFrom('standards')
    .select('id')
    .where('retired_at', 'is', null)
    .orderBy('position')
    .limit(1)
    .executeTakeFirst();
  if (standard === undefined || from.id === to.id) return;
  await giveKudos(ctx, {
    toUserId: to.id,
    standardId: standard.id,
    words: 'You rang with the bad news before they found it.',
  });
}

async function hear({ stage, founded }: DailyLife, at: Date, random: Random): Promise<void> {
  const jonas = founded.all.find((person) => person.role === 'colleague') ?? founded.lead;
  const feeling = random() < 0.6 ? 'won' : 'lost';
  const words = feeling === 'won' ? 'You are the first who came when he said.' : 'I was told morning. It is three.';
  await observe(stage.as(jonas, at), { words, feeling, touchpointId: founded.touchpointIds.get('delivery')! });
}

/** What is done once a day or once in the half year: wins claimed from the day's ratings, purchases, the problem and its fix. */
export async function nightWork(life: DailyLife, today: number, at: Date): Promise<void> {
  await celebrate(life, today, at);
  if (today % 3 === 0) await sell(life, today, at);
  const { defect } = life.truth;
  if (today === defect.from + 28) await findProblem(life, at);
  if (today === defect.fixed) await startFix(life, at);
  if (today > defect.fixed && today % 7 === 0) await judge(life, at);
}

/** Top ratings of the day with words: some are claimed as wins, and the bell rings for what the customer's word proves. */
async function celebrate({ stage, founded }: DailyLife, today: number, at: Date): Promise<void> {
  const ctx = stage.system(at);
  const ratings = await ctx.db
    .selectFrom('answers')
    .select(['customer_id', 'case_id', 'served_by', 'why'])
    .where('rating', '=', 5)
    .where('at', '>', new Date(at.getTime() - 86_400_000))
    .where('served_by', 'is not', null)
    .orderBy('at')
    .limit(3)
    .execute();
  for (const [place, rating] of ratings.entries()) {
    const random = stage.dice('win', today, place);
    if (random() > 0.5 || rating.customer_id === null) continue;
    const person = founded.all.find((one) => one.id === rating.served_by);
    if (person === undefined) continue;
    await claim(stage.as(person, at), rating.customer_id, rating.case_id, random() < 0.7);
  }
}

async function claim(ctx: Context, customerId: string, caseId: string | null, ring: boolean): Promise<void> {
  const win = await claimWin(ctx, {
    customerId,
    caseId,
    what: 'Named the day, kept it, and said so before they asked.',
  }).catch(refused);
  if (win?.state === 'evidenced' && ring) await ringBell(ctx, { winId: win.id, level: 'team' }).catch(refused);
}

/** Sales of three days. Whoever was let down by a broken promise lately mostly buys elsewhere: planted, and found again by Measure. */
async function sell({ stage }: DailyLife, today: number, at: Date): Promise<void> {
  const ctx = stage.system(at);
  const customers = await ctx.db
    .selectFrom('customers')
    .select('id')
    .select((eb) =>
      eb
        .exists(
          eb
            .selectFrom('promises')
            .select('promises.id')
            .whereRef('promises.customer_id', '=', 'customers.id')
            .where('promises.state', '=', 'broken'),
        )
        .as('let_down'),
    )
    .where('merged_into', 'is', null)
    .orderBy('created_at')
    .orderBy('id')
    .limit(300)
    .execute();
  if (customers.length === 0) return;
  for (let n = 0; n < 9; n++) {
    const random = stage.dice('sale', today, n);
    const customer = pick(random, customers);
    // some of what is bought was bought long before: the company is older than its desk
    const back = random() < 0.55 ? (60 + random() * 540) * 86_400_000 : 0;
    const amount = Math.round((80 + random() ** 3 * 5200) * 100) / 100;
    if (back === 0 && customer.let_down === true && random() < 0.7) continue;
    await recordPurchase(ctx, customer.id, {
      at: new Date(at.getTime() - back).toISOString(),
      amount,
      externalRef: `sale-${today}-${n}`,
      description: 'Order',
    });
  }
}

async function findProblem({ stage, founded }: DailyLife, at: Date): Promise<void> {
  const ctx = stage.as(founded.manager, at);
  const touchpointId = founded.touchpointIds.get('delivery')!;
  const cases = await ctx.db
    .selectFrom('moments')
    .select('case_id')
    .where('touchpoint_id', '=', touchpointId)
    .where('outcome', '=', 'lost')
    .where('case_id', 'is not', null)
    .orderBy('at', 'desc')
    .limit(8)
    .execute();
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
  for (const one of cases) await linkCase(ctx, problem.id, one.case_id!).catch(refused);
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

async function startFix({ stage, founded }: DailyLife, at: Date): Promise<void> {
  const ctx = stage.as(founded.manager, at);
  const waiting = await ctx.db
    .selectFrom('improvements')
    .select('id')
    .where('state', '=', 'proposed')
    .executeTakeFirst();
  if (waiting !== undefined) await startImprovement(ctx, waiting.id, {});
}

async function judge({ stage, founded }: DailyLife, at: Date): Promise<void> {
  const ctx = stage.as(founded.manager, at);
  const running = await ctx.db
    .selectFrom('improvements')
    .select(['id', 'verdict'])
    .where('state', '=', 'running')
    .executeTakeFirst();
  if (running === undefined) return;
  if (running.verdict === null) await judgeImprovement(ctx, running.id).catch(refused);
  else await closeImprovement(ctx, running.id, {} as never).catch(refused);
}
