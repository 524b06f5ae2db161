import { languages } from '../languages.ts';

/** Which of two small numbers is the day: `3/4/2026` is the third of April here and March the fourth there. */
export type DayOrder = 'day-first' | 'month-first';

const iso = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?)?$/i;
const numbers = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?:[ ,T]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?$/;
const dayName = /^(\d{1,2})\.?\s+(?:de\s+)?([\p{L}]+)\.?,?\s+(?:de\s+)?(\d{4})$/u;
const nameDay = /^([\p{L}]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})$/u;

/**
 * In which order a table writes its days, as far as one of them tells: what is over twelve is no month. Points are German, Austrian,
 * Swiss and so on, the day first; only strokes and dashes leave a doubt.
 * @returns undefined when none of them tells, or they contradict each other
 */
export function dayOrderOf(texts: readonly string[]): DayOrder | undefined {
  const told = new Set(
    texts.flatMap((text): DayOrder[] => {
      const found = numbers.exec(text.trim());
      if (found === null || found[2] === '.') return [];
      const [one, two] = [Number(found[1]), Number(found[3])];
      return one > 12 ? ['day-first'] : two > 12 ? ['month-first'] : [];
    }),
  );
  return told.size === 1 ? [...told][0] : undefined;
}

/**
 * The instant that a person or a program wrote: ISO 8601, `31.12.2026`, `31/12/2026`, `December 31, 2026`, `31. Dezember 2026` in the
 * languages of Kept. Without a zone it is UTC. A day that no calendar has is none, rather than the one after it.
 * @param order which number is the day where strokes leave a doubt
 * @returns 'doubtful' where it could be two days, undefined where it is none
 */
export function readWrittenDay(text: string, order?: DayOrder): Date | 'doubtful' | undefined {
  const said = text.trim();
  const exact = iso.exec(said);
  if (exact !== null) {
    const [, year, month, day, hour = '0', minute = '0', second = '0', zone] = exact;
    return instant([year!, month!, day!, hour, minute, second].map(Number), zone);
  }
  const written = numbers.exec(said);
  if (written !== null) {
    const [, first, mark, second, year, hour = '0', minute = '0', seconds = '0'] = written;
    const [one, two] = [Number(first), Number(second)];
    const known = mark === '.' ? 'day-first' : one > 12 ? 'day-first' : two > 12 ? 'month-first' : order;
    if (known === undefined && one !== two) return 'doubtful';
    const [day, month] = known === 'month-first' ? [two, one] : [one, two];
    return instant([Number(year), month, day, Number(hour), Number(minute), Number(seconds)]);
  }
  const named = dayName.exec(said);
  const [day, name, year] = named === null ? pick(nameDay.exec(said), 2, 1, 3) : pick(named, 1, 2, 3);
  const month = name === undefined ? undefined : months().get(plain(name));
  return month === undefined ? undefined : instant([Number(year), month, Number(day), 0, 0, 0]);
}

function pick(found: RegExpExecArray | null, ...places: number[]): (string | undefined)[] {
  return places.map((place) => found?.[place]);
}

function instant(parts: readonly number[], zone = 'Z'): Date | undefined {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts;
  const at = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  const same = at.getUTCFullYear() === year && at.getUTCMonth() === month - 1 && at.getUTCDate() === day;
  if (!same || hour > 23 || minute > 59 || second > 59) return undefined;
  const ahead = /^([+-])(\d{2}):?(\d{2})$/.exec(zone);
  if (ahead === null) return at;
  const minutes = (Number(ahead[2]) * 60 + Number(ahead[3])) * (ahead[1] === '-' ? -1 : 1);
  return new Date(at.getTime() - minutes * 60_000);
}

let named: ReadonlyMap<string, number> | undefined;

/** Names of months, whole and shortened, in every language of Kept. */
function months(): ReadonlyMap<string, number> {
  named ??= new Map(
    languages.flatMap((language) =>
      (['long', 'short'] as const).flatMap((month) =>
        Array.from({ length: 12 }, (_, at): [string, number] => [
          plain(
            new Intl.DateTimeFormat(language, { day: 'numeric', month, timeZone: 'UTC' })
              .formatToParts(new Date(Date.UTC(2026, at, 1)))
              .find(({ type }) => type === 'month')!.value,
          ),
          at + 1,
        ]),
      ),
    ),
  );
  return named;
}

function plain(name: string): string {
  return name
    .normalize('NFD')
    .replaceAll(/\p{M}|\./gu, '')
    .toLowerCase();
}
