import type { Context } from '../src/server/context.ts';
import type { House } from '../src/server/house.ts';
import { estimateJobs, keepPromise, nextTickAt, tickPromises } from '../src/server/modules/promises/index.ts';
import { judgeRadar, scanRadar, tickRecoveries, tickVoice } from '../src/server/modules/voice/index.ts';
import { acknowledgeCases, wakeDueCases } from '../src/server/modules/cases/index.ts';
import { countStays } from '../src/server/modules/measures/index.ts';
import { drainAll } from '../src/server/store/draining.ts';
import { registerSubscriptions } from '../src/server/store/subscriptions.ts';
import { subscriptions } from '../src/server/subscriptions.ts';
import { callTheQuiet } from './calling.ts';
import { comeBack } from './coming-back.ts';
import { liveMorning, nightWork } from './daily-life.ts';
import type { DailyLife } from './life.ts';
import { foundCompany, type Founded } from './founding.ts';
import { askTonight, giveWhatHelps } from './giving.ts';
import { stateNeeds } from './hearing.ts';
import { tryEveryHand } from './helping.ts';
import { openStage, type Played, playStep, type Stage } from './playing.ts';
import { letRest, regain } from './regaining.ts';
import { drawPeople, pick, type Person, writeScript } from './script.ts';
import { settleIn } from './settling.ts';
import { answerEscalations, ringTonight } from './standing-by.ts';
import { company } from './story/company.ts';
import { type PlantedTruth, halfYear, shareLost } from './truth.ts';
import { isWorkingTime, workingTime } from './working-hours.ts';

export interface HalfYear {
  /** The last day that is lived; the demo ends this morning, tests on a fixed day. */
  until: Date;
  /** Whole days before it. */
  days: number;
  /** New cases on a working day, on average. */
  casesPerDay: number;
  customers: number;
  seed: number;
  truth?: PlantedTruth;
  /** The company is there, and its staff may sign in. */
  founded?: (founded: Founded) => void;
  progress?: (day: number) => void;
}

export interface Lived {
  founded: Founded;
  cases: number;
  password: string;
}

const minute = 60_000;
const day = 86_400_000;
/** So many people do something at the same time: what each waits for the database, the others use. */
const atOnce = 8;
/** And so many readers read the log at the same time. */
const readersAtOnce = 3;
/** When the clocks are looked at, in hours of the day: three times on a working day, else once at night. */
const workingHours = [11, 16.75, 24];
const restingHours = [24];

/** Lives half a year of the sample company through the real verbs, in order of time. */
export async function liveHalfYear(house: Pick<House, 'context'>, plan: HalfYear): Promise<Lived> {
  const truth = plan.truth ?? halfYear;
  const stage = openStage(house, plan.seed);
  const begin = new Date(Math.floor((plan.until.getTime() - plan.days * day) / day) * day);
  await registerSubscriptions(stage.system(begin), subscriptions);
  const founded = await foundCompany(stage, begin);
  await drainAll(stage.system(begin), subscriptions);
  plan.founded?.(founded);
  await settleIn(stage, founded, begin, plan.days);
  const world = new World(stage, founded, truth, plan, begin);
  // so many whole days, and the last one as far as it has come
  for (let today = 0; today <= plan.days; today++) {
    await world.liveDay(today);
    plan.progress?.(today);
  }
  await world.finish();
  return { founded, cases: world.cases, password: founded.password };
}

interface Planned {
  at: number;
  do: () => Promise<void>;
  /** Not beside anything else: it may be about a case that others work on. */
  alone: boolean;
}

/** What is going to happen, by time, and the life of the company day by day. */
class World implements DailyLife {
  readonly stage: Stage;
  readonly founded: Founded;
  readonly truth: PlantedTruth;
  readonly plan: HalfYear;
  readonly begin: Date;
  readonly people: Person[];
  cases = 0;
  private planned: Planned[] = [];
  private readUpTo: number | null = null;

  constructor(stage: Stage, founded: Founded, truth: PlantedTruth, plan: HalfYear, begin: Date) {
    this.stage = stage;
    this.founded = founded;
    this.truth = truth;
    this.plan = plan;
    this.begin = begin;
    this.people = drawPeople(stage.dice('people'), plan.customers);
  }

  async liveDay(today: number): Promise<void> {
    const start = new Date(this.begin.getTime() + today * day);
    const working = start.getUTCDay() !== 0 && start.getUTCDay() !== 6;
    const dice = this.stage.dice('arrivals', today);
    const arrivals = Math.round(this.plan.casesPerDay * (working ? 0.7 + dice() * 0.6 : 0.25));
    for (let n = 0; n < arrivals; n++) this.planCase(today, n, start.getTime() + (7.5 + dice() * 11) * 3_600_000);
    if (working)
      this.schedule(start.getTime() + 8.25 * 3_600_000, () =>
        liveMorning(this, today, new Date(start.getTime() + 8.25 * 3_600_000)),
      );
    const now = this.plan.until.getTime();
    const end = Math.min(start.getTime() + day, now);
    for (const hour of working ? workingHours : restingHours) {
      const at = Math.min(start.getTime() + hour * 60 * minute, end);
      await this.liveUntil(at);
      if (at >= end) break;
    }
    await nightWork(this, today, new Date(end));
    if (today % 7 === 0) await this.learn(this.stage.system(new Date(end)));
    // the radar has begun two weeks ago: there is a list, and not yet an answer to whether it helps
    if (today >= this.plan.days - 14) {
      if (working)
        await callTheQuiet(this.stage, this.founded, new Date(Math.min(end, start.getTime() + 15 * 60 * 60_000)));
      await judgeRadar(this.stage.system(new Date(end)));
      await scanRadar(this.stage.system(new Date(end)));
    }
  }

  /** Ends the simulated time: everything read, nothing left in the queue that would go out for real. */
  async finish(): Promise<void> {
    const ctx = this.stage.system(this.plan.until);
    await drainAll(ctx, subscriptions);
    await tryEveryHand(this.stage, this.founded, this.plan.until);
    await ringTonight(this.stage, this.founded, this.plan.until);
    await askTonight(this, this.plan.until);
    await drainAll(ctx, subscriptions);
    await acknowledgeCases(ctx);
    await this.learn(ctx);
    await drainAll(ctx, subscriptions);
    await countStays(ctx);
    await stateNeeds(this.stage, this.founded, this.plan.until);
    await drainAll(ctx, subscriptions);
  }

  schedule(at: number, what: () => Promise<void>): void {
    this.planned.push({ at, do: what, alone: true });
  }

  /** Each case does one thing after the other, so that what is planned of different ones may happen at the same time. */
  private beside(at: number, what: () => Promise<void>): void {
    this.planned.push({ at, do: what, alone: false });
  }

  private planCase(today: number, ordinal: number, at: number): void {
    const random = this.stage.dice('case', today, ordinal);
    const person = pick(random, this.people);
    const script = writeScript(random, person, {
      lost: (touchpoint) => shareLost(this.truth, touchpoint, today),
      answers: this.truth.answers,
    });
    const team = person.organisation === undefined ? 'Homeowners' : 'Trade';
    const agents = this.founded.agents.filter((agent) => agent.team === team);
    const agent = pick(random, agents);
    const played: Played = {
      script,
      agent: agent.actor,
      teamId: this.founded.teamIds[team],
      touchpointId: this.founded.touchpointIds.get(script.touchpoint),
      deskAddress: company.address,
      caseId: undefined,
      customerId: undefined,
      rootId: undefined,
    };
    this.planStep(played, 0, at);
  }

  /** Plans one step and, when it is played, the one after it: what staff do waits for working hours. */
  private planStep(played: Played, index: number, from: number): void {
    const entry = played.script.steps[index];
    if (entry === undefined) return;
    let at = from + entry.afterMinutes * minute;
    if (entry.step.do.startsWith('staff')) at = workingTime(at);
    this.beside(at, async () => {
      // counted when it happens: the last day may end before it
      if (index === 0) this.cases++;
      const promiseId = await playStep(this.stage, played, entry.step, new Date(at));
      if (entry.step.do === 'staff-answers' && promiseId !== undefined && entry.step.promise?.kept === true)
        this.planKeeping(played, promiseId, at, entry.step.promise);
      this.planStep(played, index + 1, at);
    });
  }

  private planKeeping(
    played: Played,
    promiseId: string,
    madeAt: number,
    promise: { days: number; afterShare: number },
  ): void {
    const at = workingTime(madeAt + promise.days * promise.afterShare * day);
    this.beside(at, async () => {
      const ctx = this.stage.as(played.agent, new Date(at));
      const promise = await ctx.db
        .selectFrom('promises')
        .select(['state', 'due_at'])
        .where('id', '=', promiseId)
        .executeTakeFirst();
      if (promise?.state === 'open' && (promise.due_at === null || promise.due_at.getTime() > at))
        await keepPromise(ctx, promiseId);
    });
  }

  /** Plays everything planned up to a time, then lets the clocks catch up to it. */
  private async liveUntil(until: number): Promise<void> {
    for (;;) {
      const due = this.planned.filter((one) => one.at <= until).sort((one, other) => one.at - other.at);
      if (due.length === 0) break;
      this.planned = this.planned.filter((one) => one.at > until);
      while (due.length > 0) {
        const alone = due.findIndex((one) => one.alone);
        const together = alone === 0 ? 1 : Math.min(atOnce, alone === -1 ? due.length : alone);
        await Promise.all(due.splice(0, together).map((one) => one.do()));
      }
    }
    await this.clocks(until);
  }

  private async clocks(until: number): Promise<void> {
    const at = new Date(until);
    const ctx = this.stage.system(at);
    await this.readLog(ctx);
    for (let turn = 0; turn < 500; turn++) {
      const next = await nextTickAt(ctx);
      if (next === null || next.getTime() > until) break;
      await tickPromises(this.stage.system(next));
    }
    await wakeDueCases(ctx);
    await tickVoice(ctx);
    await tickRecoveries(ctx);
    await acknowledgeCases(ctx);
    await this.estimate('promises.estimates', ctx);
    await this.readLog(ctx);
    if (!isWorkingTime(until)) return;
    await regain(this, at);
    await letRest(this, at);
    await answerEscalations(this.stage, this.founded, at);
    await comeBack(this.stage, this.founded, at);
    await giveWhatHelps(this, at);
  }

  /** How long cases take and which promises break is learned once a week, of what was known by then. */
  private async learn(ctx: Context): Promise<void> {
    await this.estimate('promises.fit-estimates', ctx);
    await this.estimate('promises.risk', ctx);
  }

  private async estimate(job: string, ctx: Context): Promise<void> {
    await estimateJobs.find(({ name }) => name === job)!.work(ctx, {});
  }

  /** Lets every subscription read, if anything has happened since the last time. */
  private async readLog(ctx: Context): Promise<void> {
    const { newest } = await ctx.db
      .selectFrom('events')
      .select((eb) => eb.fn.max('id').as('newest'))
      .executeTakeFirstOrThrow();
    if (newest === this.readUpTo) return;
    await drainAll(ctx, subscriptions, readersAtOnce);
    const after = await ctx.db
      .selectFrom('events')
      .select((eb) => eb.fn.max('id').as('newest'))
      .executeTakeFirstOrThrow();
    this.readUpTo = after.newest;
  }
}
