/**
 * Further ways of saying when, in English and German: before a week is out, minutes to and past the hour, ordinals in words, a
 * week tomorrow, the first week or half of a month, days abbreviated.
 */
import {
  aClock,
  aDay,
  aroundDays,
  dateDay,
  fromNow,
  monthFromNow,
  namedMonth,
  type SaidPiece,
  type SayingRule,
  type SpeakingMoment,
  weekDay,
  weekdayDay,
  weekend,
  sayingRule as rule,
} from './said-time-reading.ts';
import { weekdayOf } from './calendar.ts';
import { dayNumber, lastOpenDay, mondayOfWeek, yearMonthDay } from './said-time-hours.ts';
import { monthOfName, numberOf, weekdayOfName } from './said-time-numbers.ts';

/** The last open day of this year, or of a quarter of it. */
function endOf(now: SpeakingMoment, quarter?: number): SaidPiece {
  const { year, month } = yearMonthDay(now.wall.day);
  const ahead = quarter !== undefined && quarter * 3 < month ? 1 : 0;
  const last = dayNumber(year + ahead, (quarter ?? 4) * 3 + 1, 1) - 1;
  return aDay(lastOpenDay(now.calendar, last - 20, last), 'month', 'end-of-month');
}
const endOfUnit = (now: SpeakingMoment, unit: string): SaidPiece =>
  /^(?:week|woche)/iu.test(unit)
    ? weekDay(now, 0, 'end')
    : /^mon/iu.test(unit)
      ? monthFromNow(now, 0, 'end')
      : /^(?:year|jahr)/iu.test(unit)
        ? endOf(now)
        : { kind: 'part', part: 'close' };

const germanUnit = (unit: string) =>
  /^mi/iu.test(unit)
    ? 'minute'
    : /^s/iu.test(unit)
      ? 'hour'
      : /^we/iu.test(unit)
        ? 'working-day'
        : /^wo/iu.test(unit)
          ? 'week'
          : /^mo/iu.test(unit)
            ? 'month'
            : 'day';

const englishOrdinals =
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third twenty-fourth twenty-fifth twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first'.split(
    ' ',
  );
const germanOrdinals =
  'erst zweit dritt viert fünft sechst siebt acht neunt zehnt elft zwölft dreizehnt vierzehnt fünfzehnt sechzehnt siebzehnt achtzehnt neunzehnt zwanzigst einundzwanzigst zweiundzwanzigst dreiundzwanzigst vierundzwanzigst fünfundzwanzigst sechsundzwanzigst siebenundzwanzigst achtundzwanzigst neunundzwanzigst dreißigst einunddreißigst'.split(
    ' ',
  );
const nth = (words: readonly string[], word: string | undefined) =>
  words.indexOf((word ?? '').toLowerCase().replace(/e[nr]$/u, '')) + 1;
const EN = `(?:${englishOrdinals.toReversed().join('|')})`;
const DE = `(?:${germanOrdinals.toReversed().join('|')})e[nr]`;
const enMonth =
  '(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|aug|sept?|oct|nov|dec)\\.?';
const deMonth = '(?:januar|jänner|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember)';
const enHour = '(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|1[0-2]|0?[1-9])';
const deHour = '(?:eins?|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|1\\d|2[0-4]|0?[1-9])';
const stretchOfMonth = (word: string) =>
  /^(?:last|second half|letzt|zweite[nr]? hälfte)/iu.test(word)
    ? 'end'
    : /half|hälfte/iu.test(word)
      ? 'middle'
      : 'start';

export const englishFurther: readonly SayingRule[] = [
  rule(
    "before (?:the|this) (?<unit>week|month|year|day)(?:['’]s| is| has)? (?:out|over|through|done|up|ended|ends)",
    ({ unit }, now) => endOfUnit(now, unit ?? ''),
  ),
  rule("before next week(?:['’]s| is)? (?:out|over|done)", (_, now) => weekDay(now, 1, 'end')),
  rule(
    "before (?<day>(?:mon|tues|wednes|thurs|fri|satur|sun)day)(?:['’]s| is) (?:out|over|done|through)",
    ({ day }, now) => aDay(weekdayDay(now, weekdayOfName(day ?? ''), 'coming'), 'day', 'closing'),
  ),
  rule('this side of (?:the )?(?:christmas|xmas|holidays)', (_, now) => aroundDays(now, [12, 24], [12, 26], 'before')),
  rule('this side of (?:the )?new year', (_, now) => aroundDays(now, [12, 31], [1, 1], 'before')),
  rule('this side of the weekend', (_, now) => weekend(now, 'before')),
  rule('(?:inside|within)(?: of)? the (?<unit>hour|fortnight)', ({ unit }, now) =>
    /^h/iu.test(unit ?? '') ? fromNow(now, 1, 'hour') : fromNow(now, 2, 'week'),
  ),
  rule('(?<length>a week|a fortnight|two weeks) (?<day>today|tomorrow)|(?<day2>today|tomorrow) week', (groups, now) => {
    const days = /week$/iu.test(groups['length'] ?? 'week') && !/^two/iu.test(groups['length'] ?? '') ? 7 : 14;
    return aDay(now.wall.day + days + (/^tom/iu.test(groups['day'] ?? groups['day2'] ?? '') ? 1 : 0), 'day', 'days');
  }),
  rule('mid-?week (?:of )?next week', (_, now) => weekDay(now, 1, 'middle')),
  rule(
    'within the day|(?:in|over|during) the course of (?:the|this) (?<unit>day|week|month)|within (?:the current|this) (?<unit2>week|month)',
    ({ unit, unit2 }, now) =>
      /^d/iu.test(unit ?? unit2 ?? 'day') ? aDay(now.wall.day, 'day', 'today') : endOfUnit(now, unit ?? unit2 ?? ''),
  ),
  rule('(?:in|over|during) the course of (?:the|this) (?<part>morning|afternoon)', ({ part }) => ({
    kind: 'part',
    part: /^m/iu.test(part ?? '') ? 'morning' : 'afternoon',
  })),
  rule('tea-?time|(?:this )?arvo', () => ({ kind: 'part', part: 'afternoon' })),
  rule(
    '(?<n>two|three|five|ten|fifteen|twenty|thirty|\\d{1,2}) (?<unit>minutes|mins|hours|days)(?=,? and (?:i|we|you)(?![\\p{L}]))',
    ({ n, unit = '' }, now) =>
      fromNow(now, numberOf(n) ?? 5, /^m/iu.test(unit) ? 'minute' : /^h/iu.test(unit) ? 'hour' : 'day'),
  ),
  rule("year(?:['’]s)?[- ]end", (_, now) => endOf(now)),
  rule('(?:in|by|during|before)(?: the)?(?: end of)? q(?<quarter>[1-4])', ({ quarter }, now) =>
    endOf(now, Number(quarter)),
  ),
  rule('same time tomorrow', (_, now) => fromNow(now, 24, 'hour')),
  rule('in (?:a|the) (?:next )?three[- ]quarters of an hour|in three[- ]quarters of an hour', (_, now) =>
    fromNow(now, 45, 'minute'),
  ),
  rule("in (?<n>five|ten|fifteen|twenty|thirty|5|10|15|20|30)(?= (?:i|we)(?:'ll)? |\\s*(?:[.,!?;]|$))", ({ n }, now) =>
    fromNow(now, numberOf(n) ?? 5, 'minute'),
  ),
  rule(
    `(?:at|by|around|about|till|until|before) (?<n>five|ten|twenty|twenty-five|[1-5]?\\d)(?: minutes| mins)? (?<way>past|to|after|before) (?<h>${enHour})`,
    ({ n, way, h }) => {
      const minutes = numberOf(n) ?? 99;
      return /past|after/iu.test(way ?? '')
        ? aClock(numberOf(h) ?? 99, minutes)
        : aClock((numberOf(h) ?? 99) - 1, 60 - minutes);
    },
  ),
  rule('(?<h>[01]?\\d|2[0-3])h(?<m>[0-5]\\d)?', ({ h, m }) => aClock(Number(h), Number(m ?? 0))),
  rule('(?<h>[01]\\d|2[0-3])(?<m>[0-5]\\d) ?(?:hours|hrs|h)', ({ h, m }) => aClock(Number(h), Number(m), 'exact')),
  rule(
    `(?:the )?(?<day>${EN}) (?:of )?(?<month>${enMonth})|(?<month2>${enMonth}) (?:the )?(?<day2>${EN})`,
    (groups, now) =>
      dateDay(
        now,
        nth(englishOrdinals, groups['day'] ?? groups['day2']),
        monthOfName(groups['month'] ?? groups['month2'] ?? ''),
      ),
  ),
  rule(`(?:by|on|until|till|before) the (?<day>${EN})(?= of (?:the|next) month|\\s*(?:[.,!?;]|$))`, ({ day }, now) =>
    dateDay(now, nth(englishOrdinals, day)),
  ),
  rule(
    `(?:in |during )?the (?<part>first week|first half|second half|last week) (?:of|in) (?<month>${enMonth})`,
    ({ part, month }, now) => namedMonth(now, monthOfName(month ?? ''), stretchOfMonth(part ?? '')),
  ),
];

export const germanFurther: readonly SayingRule[] = [
  rule(
    '(?:bevor|ehe|bis) (?:die|der|das) (?<unit>woche|monat|jahr|tag) (?:um|rum|herum|vorbei|vorüber|zu ende|aus) ist|vor (?:ablauf|ende) (?:der|des|dieser|dieses) (?<unit2>woche|monats|jahres|tages)',
    ({ unit, unit2 }, now) => endOfUnit(now, unit ?? unit2 ?? ''),
  ),
  rule('überübermorgen', (_, now) => aDay(now.wall.day + 3, 'day', 'day')),
  rule('bis (?:zum )?wochenende', (_, now) => weekend(now, 'before')),
  rule('(?:zu |zum )?wochen(?<part>anfang|beginn|mitte)', ({ part }, now) =>
    weekDay(now, /^m/iu.test(part ?? '') ? 0 : 1, /^m/iu.test(part ?? '') ? 'middle' : 'start'),
  ),
  rule('(?:zum |am )?monatsersten', (_, now) => dateDay(now, 1)),
  rule('(?:zum |bis )?ultimo', (_, now) => monthFromNow(now, 0, 'end')),
  rule('(?:zur |bis )?monatsmitte', (_, now) =>
    monthFromNow(now, yearMonthDay(now.wall.day).day > 15 ? 1 : 0, 'middle'),
  ),
  rule('(?:zum |am )?monatsanfang', (_, now) => monthFromNow(now, 1, 'start')),
  rule('(?:noch )?(?:in diesem|dieses|im laufenden) jahr|heuer(?: noch)?|zwischen den jahren', (_, now) => endOf(now)),
  rule('(?<nth>ersten|zweiten|dritten|vierten) quartal', ({ nth: word }, now) => endOf(now, nth(germanOrdinals, word))),
  rule('(?:in |im )?q(?<quarter>[1-4])', ({ quarter }, now) => endOf(now, Number(quarter))),
  rule(
    '(?:im laufe? des |am |mit der |in der )?(?<which>heutigen|morgigen) (?:tage?s?|post|ausgabe|lieferung|tour)',
    ({ which }, now) => aDay(now.wall.day + (/^h/iu.test(which ?? '') ? 0 : 1), 'day', 'day'),
  ),
  rule('binnen (?<unit>wochen|monats|jahres)frist', ({ unit }, now) =>
    /^j/iu.test(unit ?? '') ? fromNow(now, 12, 'month') : fromNow(now, 1, /^w/iu.test(unit ?? '') ? 'week' : 'month'),
  ),
  rule(
    '(?:in|binnen|innert)(?: spätestens)? (?:ein|zwei|drei|vier|fünf), (?<n>zwei|drei|vier|fünf|sechs) (?<unit>minuten|stunden|tagen|werktagen|wochen|monaten)',
    ({ n, unit = '' }, now) => fromNow(now, numberOf(n) ?? 2, germanUnit(unit)),
  ),
  rule(
    '(?:in|binnen) (?:längstens|höchstens|knapp)(?: von)? (?<n>eine[rm]?|zwei|drei|vier|fünf|zehn|\\d{1,2}) (?<unit>minuten?|stunden?|tage?n?|werktagen?|wochen?|monate?n?)',
    ({ n, unit = '' }, now) => fromNow(now, numberOf(n) ?? 1, germanUnit(unit)),
  ),
  rule('in (?:der )?(?<week>\\d{1,2})\\. (?:kw|kalenderwoche)', ({ week }, now) => {
    const monday = mondayOfWeek(yearMonthDay(now.wall.day).year, Number(week));
    const found = monday + 6 < now.wall.day ? mondayOfWeek(yearMonthDay(now.wall.day).year + 1, Number(week)) : monday;
    return aDay(lastOpenDay(now.calendar, found, found + 6), 'week', 'end-of-week');
  }),
  rule('(?:noch )?vor(?:m| dem) mittag(?:essen)?', () => ({ kind: 'part', part: 'noon' })),
  rule(
    '(?<n>zwei|drei|fünf|zehn|fünfzehn|zwanzig|dreißig|\\d{1,2}) (?<unit>minuten|stunden|tage)(?=,? (?:und|dann) )',
    ({ n, unit = '' }, now) => fromNow(now, numberOf(n) ?? 5, germanUnit(unit)),
  ),
  rule('(?:zum |am )?(?<nth>ersten|zweiten|dritten|vierten|1\\.|2\\.|3\\.|4\\.) advent', ({ nth: word = '' }, now) => {
    const { year } = yearMonthDay(now.wall.day);
    const eve = dayNumber(year, 12, 24);
    const fourth = eve - (weekdayOf(eve) % 7);
    return aDay(fourth - (4 - (Number.parseInt(word, 10) || nth(germanOrdinals, word))) * 7, 'day', 'day');
  }),
  rule('über nacht', (_, now) => ({ kind: 'part', part: 'first', day: now.wall.day + 1 })),
  rule(
    'morgen (?:um|zu)r? ?(?:dieselbe|die gleiche|derselben|gleichen) (?:zeit|stunde)|morgen um dieselbe zeit',
    (_, now) => fromNow(now, 24, 'hour'),
  ),
  rule('in (?<n>fünf|zehn|fünfzehn|zwanzig|dreißig|5|10|15|20|30)(?=\\s*(?:[.,!?;]|$))', ({ n }, now) =>
    fromNow(now, numberOf(n) ?? 5, 'minute'),
  ),
  rule(
    `(?:um|gegen|bis|ab|punkt|vor|nach) (?<n>fünf|zehn|zwanzig|[1-5]?\\d)(?: minuten)? (?<way>vor|nach) (?<half>halb )?(?<h>${deHour})(?! ?(?:tage|werk|arbeit|stund|woch|monat))`,
    ({ n, way, half, h }) => {
      const minutes = numberOf(n) ?? 99;
      const full = ((numberOf(h) ?? 99) - (half === undefined ? 0 : 1)) * 60 + (half === undefined ? 0 : 30);
      const all = /^n/iu.test(way ?? '') ? full + minutes : full - minutes;
      return aClock(Math.floor(all / 60), all % 60);
    },
  ),
  rule(`(?:um |gegen |bis )?(?<three>drei)?viertel (?<h>${deHour})`, ({ three, h }) =>
    aClock((numberOf(h) ?? 99) - 1, three === undefined ? 15 : 45),
  ),
  rule(`(?:am |den |dem |zum |bis zum |vom )?(?<day>${DE}) (?<month>${deMonth})s?`, ({ day, month }, now) =>
    dateDay(now, nth(germanOrdinals, day), monthOfName(month ?? '')),
  ),
  rule(`(?:am|zum|bis zum) (?<day>${DE})`, ({ day = '' }, now) =>
    // as a noun it is a date: "am Ersten", not "am ersten Tag"
    /^\p{Lu}/u.test(day) ? dateDay(now, nth(germanOrdinals, day)) : null,
  ),
  rule(`(?<part>anfang|mitte|ende) des (?<month>${deMonth})s`, ({ part, month }, now) =>
    namedMonth(
      now,
      monthOfName(month ?? ''),
      /^a/iu.test(part ?? '') ? 'start' : /^m/iu.test(part ?? '') ? 'middle' : 'end',
    ),
  ),
  rule(
    `in der (?<part>erste[nr]?|zweite[nr]?|letzte[nr]?) (?:(?<month>${deMonth})(?<what>woche|hälfte)|(?<what2>woche|hälfte) (?:im |des )?(?<month2>${deMonth})s?)`,
    ({ part, month, what, month2, what2 }, now) =>
      namedMonth(now, monthOfName(month ?? month2 ?? ''), stretchOfMonth(`${part ?? ''} ${what ?? what2 ?? ''}`)),
  ),
  rule('(?:am|bis|ab|zum|vor) (?<day>mo|di|mi|do|fr|sa|so)\\.?', ({ day = '' }, now) =>
    /^\p{Lu}/u.test(day)
      ? aDay(
          weekdayDay(now, ['mo', 'di', 'mi', 'do', 'fr', 'sa', 'so'].indexOf(day.toLowerCase()) + 1, 'coming'),
          'day',
          'day',
        )
      : null,
  ),
];
