/** Dates in digits, the same in every language but for the order of day and month. */
import { dateDay, type SayingRule } from './said-time-reading.ts';

export const commonSayings: readonly SayingRule[] = [
  {
    find: /(?<![\d-])(?<year>20\d\d)-(?<month>[01]\d)-(?<day>[0-3]\d)(?![\d-])/giu,
    read: ({ year, month, day }, now) => dateDay(now, Number(day), Number(month), Number(year)),
  },
  {
    find: /(?<![\d.,])(?<day>[0-3]?\d)\.(?<month>[01]?\d)\.(?:(?<year>20\d\d|\d\d)(?![\d:]|\.\d))?(?!\d)/giu,
    read: ({ year, month, day }, now) =>
      dateDay(now, Number(day), Number(month), year === undefined ? undefined : Number(year)),
  },
  {
    find: /(?<![\d/])(?<one>[0-3]?\d)\/(?<two>[0-3]?\d)(?:\/(?<year>20\d\d|\d\d))?(?![\d/]|-)/giu,
    read: ({ one, two, year }, now) => {
      const first = Number(one);
      const second = Number(two);
      const swapped = now.monthFirst ? second <= 31 && first <= 12 : second > 12;
      const [day, month] = swapped ? [second, first] : [first, second];
      return dateDay(now, day, month, year === undefined ? undefined : Number(year));
    },
  },
];
