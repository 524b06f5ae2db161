/** How German says when. */
import {
  aClock,
  aDay,
  aroundDays,
  dateDay,
  fromNow,
  monthFromNow,
  namedMonth,
  type SayingRule,
  weekDay,
  weekdayDay,
  weekend,
  sayingRule as rule,
} from './said-time-reading.ts';
import { monthOfName, numberOf, weekdayOfName } from './said-time-numbers.ts';
import { afterOpenMinutes, dayNumber, lastOpenDay, mondayOf, mondayOfWeek, yearMonthDay } from './said-time-hours.ts';

const N =
  "(?:\\d{1,3}(?:,5)?|eine[rmn]?|ein|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|dreizehn|vierzehn|fünfzehn|sechzehn|zwanzig|fünfundzwanzig|dreißig|vierzig|fünfzig|sechzig|neunzig|'?ner|nem|vierundzwanzig|achtundvierzig|(?:ein )?paar|wenigen|einigen)";
const W = '(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag)';
const M =
  '(?:januar|jänner|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember|jan\\.|feb\\.|mrz\\.|apr\\.|aug\\.|sept?\\.|okt\\.|nov\\.|dez\\.)';
const H = '(?:eins?|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|1\\d|2[0-4]|0?\\d)';
const unit = (word: string) =>
  /^min/i.test(word)
    ? 'minute'
    : /^st/i.test(word)
      ? 'hour'
      : /^w(?!erk)/i.test(word)
        ? 'week'
        : /^mo/i.test(word)
          ? 'month'
          : 'day';
const stretch = (word: string | undefined) =>
  /^(?:anfang|beginn|start)/i.test(word ?? '') ? 'start' : /^mitte/i.test(word ?? '') ? 'middle' : 'end';
const next = '(?:der |die |zur )?(?:nächste[rn]?|kommende[rn]?|folgende[rn]?)';

export const germanSayings: readonly SayingRule[] = [
  rule(
    'heute?(?: noch)?|noch heute?|noch am selben tag|am (?:heutigen|selben) tag|im laufe? des (?:heutigen )?tages|tagsüber',
    (_, now) => aDay(now.wall.day, 'day', 'today'),
  ),
  rule('heute (?<part>früh|morgen|vormittag|mittag|nachmittag|abend|nacht)', ({ part }, now) => ({
    kind: 'part',
    part: partOf(part),
    day: now.wall.day,
  })),
  rule(
    '(?:(?<first>gleich|direkt|sofort|als erstes) )?(?<day>übermorgen|morgen)(?: (?:am )?(?<part>früh|vormittag|mittag|nachmittag|abend|morgen))?(?: (?<first2>als erstes|als allererstes))?',
    ({ first, day, part, first2 }, now) => {
      const ahead = now.wall.day + ((day ?? '').toLowerCase().startsWith('ü') ? 2 : 1);
      if ((first !== undefined || first2 !== undefined) && (part === undefined || /früh/i.test(part)))
        return { kind: 'part', part: 'first', day: ahead };
      return part === undefined ? aDay(ahead, 'day', 'day') : { kind: 'part', part: partOf(part), day: ahead };
    },
  ),
  rule('morgen um (?:diese|die gleiche|dieselbe) zeit', (_, now) => fromNow(now, 24, 'hour')),
  rule(
    `(?:(?:geben|lassen|räumen|gewähren) sie|gib|gebt|lass) (?:mir|uns) (?:noch |bitte |nur )?(?<n>${N}) (?<unit>minuten?|min|stunden?|std|tage?|werktage?|wochen?)`,
    ({ n, unit: word }, now) => {
      const amount = numberOf(n);
      return amount === undefined || word === undefined
        ? null
        : fromNow(now, amount, /^werk/i.test(word) ? 'working-day' : unit(word));
    },
  ),
  rule('heute in (?:einer woche|acht tagen|8 tagen)', (_, now) => fromNow(now, 1, 'week')),
  rule('heute in (?:zwei|2) wochen|heute in (?:vierzehn|14) tagen', (_, now) => fromNow(now, 2, 'week')),
  rule(
    '(?:in|binnen|innerhalb)(?: von)? (?:einer )?(?<three>drei)?viertel ?stunde|in einem viertelstündchen',
    ({ three }, now) => fromNow(now, three === undefined ? 15 : 45, 'minute'),
  ),
  rule('(?:am )?nächste[rn]? (?:werk|arbeits)tag|am folgetag', (_, now) => fromNow(now, 1, 'working-day')),
  rule('gleich (?:in der )?früh|in aller (?:herrgotts)?frühe|als allererstes|als erstes', () => ({
    kind: 'part',
    part: 'first',
  })),
  rule(
    '(?:am )?(?:frühen|späten )?(?<part>vormittag|nachmittag|abend)s?|(?<part2>mittags?|mitternacht)|(?:in der )?(?<part3>früh)|am (?<part4>morgen)',
    ({ part, part2, part3, part4 }) => ({ kind: 'part', part: partOf(part ?? part2 ?? part3 ?? part4) }),
  ),
  rule('(?:am )?frühen nachmittag|nach der mittagspause|nach dem mittag(?:essen)?', () => ({
    kind: 'part',
    part: 'early-afternoon',
  })),
  rule(
    '(?:dienst|geschäfts|arbeits|büro|laden)schluss|feierabend|(?:zum |am )?ende des (?:arbeits)?tages|tagesende|(?:zum |am )?ende der (?:öffnungs|geschäfts)zeiten',
    () => ({ kind: 'part', part: 'close' }),
  ),
  rule(`(?:(?:am |zum )?(?<part>anfang|beginn|mitte|ende) )?(?:in )?${next} woche`, ({ part }, now) =>
    weekDay(now, 1, stretch(part)),
  ),
  rule('(?:in der )?übernächste[rn]? woche|(?:ende|mitte|anfang) übernächster woche', (_, now) =>
    weekDay(now, 2, 'end'),
  ),
  rule(
    '(?:am |zum )?(?<part>anfang|beginn|mitte|ende) (?:der |dieser )?woche|(?:in )?diese[rn]? woche(?: noch)?|noch diese woche|(?:im laufe|innerhalb) (?:der|dieser) woche|zum wochenschluss',
    ({ part }, now) => weekDay(now, 0, stretch(part)),
  ),
  rule(`im laufe? ${next} woche`, (_, now) => weekDay(now, 1, 'end')),
  rule(
    '(?:(?:am |zum )?(?<part>anfang|beginn|mitte|ende) )?(?:im |des )?(?:nächste[nr]|kommende[nr]) monats?',
    ({ part }, now) => monthFromNow(now, 1, stretch(part)),
  ),
  rule(
    '(?:am |zum )?(?<part>anfang|mitte|ende) (?:des |dieses )?monats|(?:im )?(?:laufe des|diesen|in diesem) monats?|(?:zum )?monatsende',
    ({ part }, now) => monthFromNow(now, 0, stretch(part)),
  ),
  rule(`(?:(?:am |zum )?(?<part>anfang|mitte|ende)|im|ab) (?:des )?(?<month>${M})`, ({ part, month }, now) =>
    namedMonth(now, monthOfName(month ?? ''), stretch(part)),
  ),
  rule(
    '(?:zum |am )?(?:ende (?:des|dieses) (?<what>jahres|quartals)|(?<what2>jahres|quartals)ende)',
    ({ what, what2 }, now) => {
      const { year, month } = yearMonthDay(now.wall.day);
      const last = dayNumber(year, /^q/i.test(what ?? what2 ?? '') ? Math.ceil(month / 3) * 3 + 1 : 13, 1) - 1;
      return aDay(lastOpenDay(now.calendar, last - 20, last), 'month', 'end-of-month');
    },
  ),
  rule('(?<part>anfang|mitte|ende)?(?: der)? ?(?:kw|kalenderwoche) ?(?<week>\\d{1,2})', ({ week, part }, now) => {
    const monday = mondayOfWeek(yearMonthDay(now.wall.day).year, Number(week));
    const found = monday + 6 < now.wall.day ? mondayOfWeek(yearMonthDay(now.wall.day).year + 1, Number(week)) : monday;
    const days = part === undefined || /^e/i.test(part) ? 6 : /^m/i.test(part) ? 2 : 1;
    return aDay(lastOpenDay(now.calendar, found, found + days), 'week', 'end-of-week');
  }),
  rule(
    `(?:in der )?${next} woche,? (?:am |zum |bis )?(?<day>${W})(?<part>früh|morgen|vormittag|mittag|nachmittag|abend)?`,
    ({ day, part }, now) => {
      const found = weekdayDay(now, weekdayOfName(day ?? ''), 'next');
      return part === undefined ? aDay(found, 'day', 'day') : { kind: 'part', part: partOf(part), day: found };
    },
  ),
  rule(`(?:in )?der woche (?:vom|ab|ab dem) (?<day>\\d{1,2})\\. ?(?<month>${M})`, ({ day, month }, now) => {
    const date = dateDay(now, Number(day), monthOfName(month ?? ''));
    if (date?.kind !== 'day') return null;
    const monday = mondayOf(date.day);
    return aDay(lastOpenDay(now.calendar, monday, monday + 6), 'week', 'end-of-week');
  }),
  rule(`übernächste[nr]? (?<day>${W})`, ({ day }, now) =>
    aDay(weekdayDay(now, weekdayOfName(day ?? ''), 'after-next'), 'day', 'day'),
  ),
  rule(
    `(?:(?<which>nächste[nr]?|kommende[nr]?|diese[nr]?) )?(?<day>${W})(?<part>früh|morgen|vormittag|mittag|nachmittag|abend|nacht)?s?(?<after> (?:${next}|der nächsten) woche| in einer woche| in acht tagen| in vierzehn tagen| in zwei wochen)?`,
    ({ which, day, part, after }, now) => {
      const weekday = weekdayOfName(day ?? '');
      const isNext = /^näch/i.test(which ?? '') || /woche/i.test(after ?? '');
      const weeks = /in (?:einer|acht)/i.test(after ?? '') ? 1 : /in (?:zwei|vierzehn)/i.test(after ?? '') ? 2 : 0;
      const found =
        weeks > 0
          ? weekdayDay(now, weekday, 'coming') + weeks * 7
          : weekdayDay(now, weekday, isNext ? 'next' : /^diese/i.test(which ?? '') ? 'this' : 'coming');
      return part === undefined ? aDay(found, 'day', 'day') : { kind: 'part', part: partOf(part), day: found };
    },
  ),
  rule(
    `(?:${W}[,s]* )?(?:de[nm] )?(?<day>\\d{1,2})\\. ?(?<month>${M})(?: (?<year>20\\d\\d))?`,
    ({ day, month, year }, now) =>
      dateDay(now, Number(day), monthOfName(month ?? ''), year === undefined ? undefined : Number(year)),
  ),
  rule(`(?:am|zum|bis|den|dem|der) (?<day>\\d{1,2})\\.(?! ?(?:\\d|${M}|stock|etage|version|mal|tag))`, ({ day }, now) =>
    dateDay(now, Number(day)),
  ),
  rule(
    `(?:innerhalb|binnen|innert|in|nach|spätestens in|maximal|höchstens)(?: von| der| den| etwa| ca\\.?| rund| gut| spätestens| ungefähr)?(?: nächsten| kommenden)? (?:${N} ?(?:bis|oder|-|–) ?)?(?<n>${N}) (?<unit>minuten?|min|stunden?|std|tage?n?|werktage?n?s?|arbeitstage?n?s?|geschäftstage?n?s?|wochen?|monate?n?s?|arbeitsstunden|geschäftsstunden)`,
    ({ n, unit: word }, now) => {
      const amount = numberOf(n?.replace(/^ein (?=p)/i, ''));
      if (amount === undefined || word === undefined) return null;
      if (/^(?:arbeits|geschäfts)stunden/i.test(word))
        return {
          kind: 'instant',
          at: afterOpenMinutes(now.calendar, now.calendar?.zone ?? now.zone, now.at, amount * 60),
          precision: 'minute',
          rule: 'working-hours',
        };
      return fromNow(now, amount, /^(?:werk|arbeits|geschäfts)/i.test(word) ? 'working-day' : unit(word));
    },
  ),
  rule(
    "(?:in|binnen|innerhalb)(?: der nächsten| einer| '?ner| etwa einer)? (?:halben|halbe) stunde|in einem halben stündchen",
    (_, now) => fromNow(now, 30, 'minute'),
  ),
  rule('(?:in|innerhalb) (?:der nächsten|einer guten) stunde|in einem stündchen|noch in dieser stunde', (_, now) =>
    fromNow(now, 1, 'hour'),
  ),
  rule('in (?:anderthalb|eineinhalb) stunden', (_, now) => fromNow(now, 90, 'minute')),
  rule('(?:in|innerhalb) (?:den |der )?(?:nächsten|kommenden) (?:(?:paar )?tagen?|tage)|dieser tage', (_, now) =>
    fromNow(now, 3, 'working-day'),
  ),
  rule('(?:übers?|am|dieses|über das) (?:kommende[nm]? )?wochenende', (_, now) => weekend(now, 'on')),
  rule('(?:nach dem|nachm|nach diesem) (?:kommenden )?wochenende', (_, now) => weekend(now, 'after')),
  rule('(?:vorm?|vor dem|bis zum|zum) (?:kommenden )?wochenende', (_, now) => weekend(now, 'before')),
  rule('(?<side>vor|bis|nach) (?:den )?(?:weihnachts?(?:en|feiertagen)?|feiertagen|festtagen)', ({ side }, now) =>
    aroundDays(now, [12, 24], [12, 26], /nach/i.test(side ?? '') ? 'after' : 'before'),
  ),
  rule('(?:nach (?:neujahr|dem jahreswechsel)|im neuen jahr)', (_, now) => aroundDays(now, [12, 31], [1, 1], 'after')),
  rule(
    `(?:um|gegen|bis|ab|(?:kurz )?nach|vor|kurz vor|spätestens(?: um)?|punkt|circa|ca\\.)\\s*(?<h>${H})(?:[:.](?<m>[0-5]\\d))?(?: uhr(?: (?<m2>[0-5]?\\d))?)?(?! ?(?:\\d|tage|werk|arbeit|stund|woch|minut|monat|%|euro|€|prozent|mal|neue|weitere)|[./-]\\d|\\. ?(?:${M}))`,
    ({ h, m, m2 }) => aClock(numberOf(h) ?? 99, Number(m ?? m2 ?? 0)),
  ),
  rule(`(?<h>${H})(?:[:.](?<m>[0-5]\\d))? ?(?:uhr|h)(?: (?<m2>[0-5]?\\d))?`, ({ h, m, m2 }) =>
    aClock(numberOf(h) ?? 99, Number(m ?? m2 ?? 0)),
  ),
  rule('(?<h>[01]?\\d|2[0-3]):(?<m>[0-5]\\d)', ({ h, m }) =>
    aClock(Number(h), Number(m), (h ?? '').length === 2 && Number(h) < 7 ? 'exact' : undefined),
  ),
  rule(`halb (?<h>${H})`, ({ h }) => aClock((numberOf(h) ?? 99) - 1, 30)),
  rule(`viertel (?<way>nach|vor) (?<h>${H})`, ({ way, h }) =>
    /nach/i.test(way ?? '') ? aClock(numberOf(h) ?? 99, 15) : aClock((numberOf(h) ?? 99) - 1, 45),
  ),
  rule(
    `zwischen ${H}(?: uhr)? und (?<h>${H})(?:[:.](?<m>\\d\\d))?(?: uhr)?(?! ?(?:tage|werk|arbeit|stund|woch))`,
    ({ h, m }) => aClock(numberOf(h) ?? 99, Number(m ?? 0)),
  ),
];

function partOf(word: string | undefined) {
  const plain = (word ?? '').toLowerCase();
  if (plain.startsWith('früh')) return 'early';
  if (plain.startsWith('vormittag') || plain.startsWith('morgen')) return 'morning';
  if (plain.startsWith('mittag')) return 'noon';
  if (plain.startsWith('nachmittag')) return 'afternoon';
  return plain.startsWith('mitternacht') ? 'midnight' : 'evening';
}
