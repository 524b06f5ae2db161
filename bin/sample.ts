import { liveHalfYear } from '../simulator/half-year.ts';
import type { House } from '../src/server/house.ts';
import type { Past, PastProgress } from '../src/server/past.ts';

/** The sample company's half year on its way. */
export interface SamplePast extends Past {
  /** The password of its staff, once they are there: they may sign in while the rest is lived. */
  founded: Promise<string>;
}

export interface SamplePlan {
  days: number;
  casesPerDay: number;
  seed: number;
}

/** What is lived where nobody wished for anything else. */
export const sampleOfHalfYear: SamplePlan = { days: 182, casesPerDay: 3.6, seed: 7 };

/** Begins to live the sample company's half year into an open house. */
export function liveSample(house: Pick<House, 'context'>, plan: SamplePlan = sampleOfHalfYear): SamplePast {
  const until = new Date();
  const from = Date.now();
  let progress = progressOn(0, plan.days, until, 0);
  const { promise: founded, resolve: tellPassword, reject } = Promise.withResolvers<string>();
  // whoever only waits for the end hears of a failure there
  founded.catch(() => undefined);
  const live = async () => {
    const lived = await liveHalfYear(house, {
      until,
      customers: 260,
      ...plan,
      founded: ({ password }) => tellPassword(password),
      progress: (day) => (progress = progressOn(day, plan.days, until, Date.now() - from)),
    });
    process.stderr.write(
      `Larch & Lime has lived ${plan.days} days and ${lived.cases} cases in ${Math.round((Date.now() - from) / 1000)} s.\n`,
    );
  };
  const reached = live();
  reached.catch(reject);
  return { progress: () => progress, founded, reached };
}

/** From so many days it can be told what the rest will take. */
const daysThatTell = 3;

function progressOn(day: number, days: number, until: Date, took: number): PastProgress {
  return {
    day,
    days,
    today: new Date(until.getTime() - (days - day) * 86_400_000).toISOString().slice(0, 10),
    secondsLeft: day < daysThatTell ? null : Math.ceil((took / (day + 1) / 1000) * (days - day)),
  };
}
