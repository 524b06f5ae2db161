import { liveHalfYear } from '../simulator/half-year.ts';
import type { House } from '../src/server/house.ts';

/** Lives the sample company's half year into an open house; returns the password of its staff. */
export async function loadSample(
  house: House,
  plan: { days: number; casesPerDay: number; seed: number },
): Promise<string> {
  const from = Date.now();
  const lived = await liveHalfYear(house, {
    until: new Date(),
    customers: 260,
    ...plan,
    progress(day, days) {
      const left = ((Date.now() - from) / (day + 1)) * (days - day);
      process.stderr.write(
        `\rLiving half a year of Larch & Lime: day ${day} of ${days}, ${Math.ceil(left / 1000)} s left   `,
      );
    },
  });
  process.stderr.write(
    `\rLarch & Lime has lived ${plan.days} days and ${lived.cases} cases in ${Math.round((Date.now() - from) / 1000)} s.          \n`,
  );
  return lived.password;
}
