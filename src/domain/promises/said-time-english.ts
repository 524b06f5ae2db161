/** How English says when. Order does not matter: the longest expression at a place wins. */
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
import {
  dayNumber,
  mondayOfWeek,
  lastOpenDay,
  openDayFrom,
  yearMonthDay,
  afterOpenMinutes,
} from './said-time-hours.ts';

const N =
  '(?:\\d{1,3}(?:\\.5)?|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|eighteen|twenty(?:-(?:four|five))?|thirty|forty(?:-(?:five|eight))?|fifty|sixty|ninety|(?:a )?couple(?: of)?|(?:a )?few)';
const W =
  '(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?|wednsday|wendesday|wensday|wednesdy|wedensday|thrusday|thurday|thusday|tuseday|teusday|firday|saterday|munday)';
const M =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?';
const H = '(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|1[0-2]|0?[1-9])';
const unit = (word: string) =>
  /^min/i.test(word)
    ? 'minute'
    : /^h/i.test(word)
      ? 'hour'
      : /^w/i.test(word)
        ? 'week'
        : /^mo/i.test(word)
          ? 'month'
          : 'day';
const stretch = (word: string | undefined) =>
  /^(?:early|beginning|start|first)/i.test(word ?? '') ? 'start' : /^mid/i.test(word ?? '') ? 'middle' : 'end';

export const englishSayings: readonly SayingRule[] = [
  rule('(?:later (?:on )?|earlier )?today', (_, now) => aDay(now.wall.day, 'day', 'today')),
  rule('tonight|this evening', (_, now) => ({ kind: 'part', part: 'evening', day: now.wall.day })),
  rule('this (?<part>morning|afternoon)', ({ part }, now) => ({
    kind: 'part',
    part: /morn/i.test(part ?? '') ? 'morning' : 'afternoon',
    day: now.wall.day,
  })),
  rule('tomorrow|tmrw|tmr|tmw|tomorow|tommorow|tommorrow|2moro|2morrow', (_, now) =>
    aDay(now.wall.day + 1, 'day', 'day'),
  ),
  rule('(?:the )?day after tomorrow', (_, now) => aDay(now.wall.day + 2, 'day', 'day')),
  rule('(?:the )?next (?:working|business) day', (_, now) => fromNow(now, 1, 'working-day')),
  rule('overnight', (_, now) => ({ kind: 'part', part: 'first', day: now.wall.day + 1 })),
  rule('first thing(?: in the morning)?|at opening', () => ({ kind: 'part', part: 'first' })),
  rule('early(?: in the)?(?: morning)?', () => ({ kind: 'part', part: 'early' })),
  rule('(?:in the |late )?morning|before lunch', () => ({ kind: 'part', part: 'morning' })),
  rule('(?:around )?(?:noon|mid-?day|lunch(?! (?:money|box|menu|order|bag))(?: ?time)?)', () => ({
    kind: 'part',
    part: 'noon',
  })),
  rule('early(?: in the)? afternoon|after lunch', () => ({ kind: 'part', part: 'early-afternoon' })),
  rule('(?:in the |late )?afternoon', () => ({ kind: 'part', part: 'afternoon' })),
  rule(
    '(?:in the )?evening|nightfall|(?<!(?:second|third|first|extra|free|per|a|one|two|three|every|each|more) )night(?! (?:free|here|porter|manager|team|shift|desk|nurse|bus|train|crew|staff|clerk|service))',
    () => ({ kind: 'part', part: 'evening' }),
  ),
  rule('mid-?afternoon', () => ({ kind: 'part', part: 'early-afternoon' })),
  rule('mid-?morning', () => ({ kind: 'part', part: 'early' })),
  rule('(?:by |at |around )?this time tomorrow', (_, now) => fromNow(now, 24, 'hour')),
  rule('midnight', () => ({ kind: 'part', part: 'midnight' })),
  rule(
    '(?:the )?(?:very )?end of (?:the |my |our )?(?:business|(?:business |working )?day|play)|(?:the )?close of (?:business|play|the day)|closing(?: time)?(?! (?:this|the|it|your|my|our|that|a)(?!\\p{L}))|cob|eod|eob|before (?:i|we) (?:close|leave)(?: for the day)?|before the day is (?:out|over|done)',
    () => ({ kind: 'part', part: 'close' }),
  ),
  rule(
    '(?<part>early|(?:the )?(?:beginning|start|first half|middle|mid|end|very end) of|mid-?|late|later)?(?: in)? ?(?<which>the following|next|the coming) week',
    ({ part }, now) => weekDay(now, 1, stretch(part?.replace(/^the (?:very )?/i, ''))),
  ),
  rule(
    '(?<part>early|(?:the )?(?:beginning|start|first half|middle|mid|end|very end) of|mid-?|late|later|end)(?: in)? ?(?:this |the )?week|this week|eow|mid-?week',
    ({ part }, now) => weekDay(now, 0, stretch(part?.replace(/^the (?:very )?/i, ''))),
  ),
  rule('(?:(?:the )?end of )?the week after(?: next)?', (_, now) => weekDay(now, 2, 'end')),
  rule(
    '(?<part>early|(?:the )?(?:beginning|start|middle|mid|end) of|mid-?|late|later)?(?: in)? ?(?:next|the coming) month',
    ({ part }, now) => monthFromNow(now, 1, stretch(part?.replace(/^the /i, ''))),
  ),
  rule(
    "(?<part>(?:the )?(?:beginning|start|middle|mid|end) of|mid-?|late|later)(?: in)? ?(?:this |the )?month|this month|eom|month(?:'s)? end|before the month is (?:out|over)",
    ({ part }, now) => monthFromNow(now, 0, stretch(part?.replace(/^the /i, ''))),
  ),
  rule(
    `(?<part>early|(?:the )?(?:beginning|start|middle|end) of|mid-?|late|in|from)(?: in)? ?(?<month>${M})(?! ?\\d)`,
    ({ part, month }, now) => namedMonth(now, monthOfName(month ?? ''), stretch(part?.replace(/^the /i, ''))),
  ),
  rule('(?:the )?end of (?:the |this )?(?<what>year|quarter)', ({ what }, now) => {
    const { year, month } = yearMonthDay(now.wall.day);
    const last = dayNumber(year, /q/i.test(what ?? '') ? Math.ceil(month / 3) * 3 + 1 : 13, 1) - 1;
    return aDay(lastOpenDay(now.calendar, last - 20, last), 'month', 'end-of-month');
  }),
  rule('(?:calendar )?week (?<week>\\d{1,2})|cw ?(?<cw>\\d{1,2})', ({ week, cw }, now) => {
    const monday = mondayOfWeek(yearMonthDay(now.wall.day).year, Number(week ?? cw));
    return monday + 6 < now.wall.day
      ? null
      : aDay(lastOpenDay(now.calendar, monday, monday + 6), 'week', 'end-of-week');
  }),
  rule(
    `(?<lead>(?:by|until|till|on|before|for) )?(?:(?<ahead>a week|two weeks|a fortnight) (?:on|from|this|next)? ?)?(?:(?<which>next|this coming|this|coming) )?(?<day>${W})(?<after> (?:of )?next week| week| after next| fortnight)?`,
    ({ lead, ahead, which, day, after }, now) => {
      // "sat", "sun" and "mon" with a small letter are more often other words
      const weekday = weekdayOfName(day ?? '');
      if ((/^(?:sat|sun|mon|wed)$/.test(day ?? '') && lead === undefined && which === undefined) || weekday === 0)
        return null;
      const weeks = /^a week/i.test(ahead ?? '') ? 1 : ahead !== undefined || /fortnight/i.test(after ?? '') ? 2 : 0;
      if (weeks > 0) return aDay(weekdayDay(now, weekday, 'coming') + weeks * 7, 'day', 'day');
      if (/after next/i.test(after ?? '')) return aDay(weekdayDay(now, weekday, 'coming') + 7, 'day', 'day');
      if (/^ week/i.test(after ?? '')) return aDay(weekdayDay(now, weekday, 'coming') + 7, 'day', 'day');
      const next = /next/i.test(after ?? '') || /^next$/i.test(which ?? '');
      return aDay(
        weekdayDay(now, weekday, next ? 'next' : /^this$/i.test(which ?? '') ? 'this' : 'coming'),
        'day',
        'day',
      );
    },
  ),
  rule(
    `(?:${W},? )?(?:the )?(?<day>\\d{1,2})(?:st|nd|rd|th)?(?: of)? (?<month>${M})(?:,? (?<year>20\\d\\d))?`,
    ({ day, month, year }, now) =>
      dateDay(now, Number(day), monthOfName(month ?? ''), year === undefined ? undefined : Number(year)),
  ),
  rule(
    `(?:${W},? )?(?<month>${M}) (?:the )?(?<day>\\d{1,2})(?:st|nd|rd|th)?(?:,? (?<year>20\\d\\d))?(?!:)`,
    ({ day, month, year }, now) =>
      dateDay(now, Number(day), monthOfName(month ?? ''), year === undefined ? undefined : Number(year)),
  ),
  rule(`(?:${W},? )?the (?<day>\\d{1,2})(?:st|nd|rd|th)`, ({ day }, now) => dateDay(now, Number(day))),
  rule(
    `(?:within|in|inside(?: of)?|under|no later than|less than|not more than|at most)(?: about| around| roughly| approximately| another| the next| the coming| just)? (?:${N} ?(?:to|or|-|–) ?)?(?<n>${N}) ?(?:of )?(?<work>working |business |week|work )?(?<unit>minutes?|mins?|hours?|hrs?|h|days?|weeks?|months?)(?:['’]?s?['’]? time| from now)?`,
    ({ n, work, unit: word }, now) => {
      const amount = numberOf(n?.replace(/^a (?=c|f)/i, ''));
      if (amount === undefined || word === undefined) return null;
      if (work !== undefined && unit(word) === 'hour')
        return {
          kind: 'instant',
          at: afterOpenMinutes(now.calendar, now.calendar?.zone ?? now.zone, now.at, amount * 60),
          precision: 'minute',
          rule: 'working-hours',
        };
      return fromNow(now, amount, work !== undefined && unit(word) === 'day' ? 'working-day' : unit(word));
    },
  ),
  rule(
    `(?<n>${N}) (?<work>working |business )?(?<unit>minutes?|hours?|days?|weeks?) (?:from now|at (?:the )?(?:latest|most)|max(?:imum)?|from today)`,
    ({ n, work, unit: word }, now) => {
      const amount = numberOf(n?.replace(/^a (?=c|f)/i, ''));
      return amount === undefined || word === undefined
        ? null
        : fromNow(now, amount, work !== undefined ? 'working-day' : unit(word));
    },
  ),
  rule('(?:in|within) (?:just )?an? (?<unit>day|week) or (?:two|so)', ({ unit: one }, now) =>
    fromNow(now, 2, unit(one ?? '')),
  ),
  rule('(?:in|within) (?:a|the next) fortnight|a fortnight from (?:now|today)', (_, now) => fromNow(now, 2, 'week')),
  rule('(?:a week from (?:now|today)|today week|a week today|this day next week)', (_, now) => fromNow(now, 1, 'week')),
  rule(
    `(?:(?:give|allow|grant|bear with) (?:us|me|him|her|them|(?:the|our) [a-z]+)|gimme) (?:for |just |another |about )*(?<n>${N}) (?<work>working |business )?(?<unit>minutes?|mins?|hours?|days?|weeks?)`,
    ({ n, work, unit: word }, now) => {
      const amount = numberOf(n?.replace(/^a (?=c|f)/i, ''));
      return amount === undefined || word === undefined
        ? null
        : fromNow(now, amount, work !== undefined && unit(word) === 'day' ? 'working-day' : unit(word));
    },
  ),
  rule('(?:in|within)(?: about| just)? (?:a )?quarter of an hour', (_, now) => fromNow(now, 15, 'minute')),
  rule('(?:in|within)(?: the)?(?: next| coming)? half[ -]hour', (_, now) => fromNow(now, 30, 'minute')),
  rule('(?:in|within)(?: the next| about| another)? half an hour', (_, now) => fromNow(now, 30, 'minute')),
  rule('(?:in|within)(?: about)? (?:an hour and a half|one and a half hours)', (_, now) => fromNow(now, 90, 'minute')),
  rule('within the (?:next )?hour|in the next hour', (_, now) => fromNow(now, 1, 'hour')),
  rule(
    '(?:in|within|over|during) the (?:next|coming) days|(?:in|within) (?:the next )?several days|one of these days',
    (_, now) => fromNow(now, 3, 'working-day'),
  ),
  rule(
    'within (?:a (?<unit>day|week|month)|the (?:next )(?<unit3>day|week|month)|the (?<unit4>week|month))|in the (?:next|coming) (?<unit2>week|month)',
    ({ unit: one, unit2, unit3, unit4 }, now) => fromNow(now, 1, unit(one ?? unit2 ?? unit3 ?? unit4 ?? '')),
  ),
  rule('(?<side>after|before|by|over|during|at|on|this) (?:the |this )?(?:coming )?week-?end', ({ side }, now) =>
    weekend(now, /after/i.test(side ?? '') ? 'after' : /before|by/i.test(side ?? '') ? 'before' : 'on'),
  ),
  rule(
    '(?<side>after|before|by) (?:the )?(?:christmas|xmas|holidays|festive season)(?: break| holidays?)?',
    ({ side }, now) => aroundDays(now, [12, 24], [12, 26], /after/i.test(side ?? '') ? 'after' : 'before'),
  ),
  rule("(?<side>after|before|in the) (?:the )?new year(?:'s)?", ({ side }, now) =>
    aroundDays(now, [12, 31], [1, 1], /before/i.test(side ?? '') ? 'before' : 'after'),
  ),
  rule(
    `(?:(?:just |shortly |soon )?after|at|by|before|until|till|around|about|from|@|for|,|no later than)\\s*(?<h>${H})(?:[:.](?<m>[0-5]\\d))?(?: ?o['’]?clock| sharp)?(?! ?(?:am|pm|a\\.m|p\\.m|working|business|hours?|days?|weeks?|minutes?|%|(?:st|nd|rd|th)(?![\\p{L}])|of|different|other|more|people|steps?|parts?|items?|months?|places?)| ?(?:of )?${M}|[-/.]\\d)`,
    ({ h, m }) => aClock(numberOf(h) ?? 99, Number(m ?? 0)),
  ),
  rule('(?<h>\\d{1,2})(?:[:.](?<m>[0-5]\\d))? ?(?<half>am|pm|a\\.m\\.?|p\\.m\\.?)', ({ h, m, half }) =>
    aClock(Number(h), Number(m ?? 0), /^a/i.test(half ?? '') ? 'am' : 'pm'),
  ),
  rule('(?<h>[01]?\\d|2[0-3]):(?<m>[0-5]\\d)(?! ?(?:am|pm|a\\.m|p\\.m))', ({ h, m }) =>
    aClock(Number(h), Number(m), (h ?? '').length === 2 && Number(h) < 7 ? 'exact' : undefined),
  ),
  rule(`half past (?<h>${H})|half (?<h2>${H})`, ({ h, h2 }) => aClock(numberOf(h ?? h2) ?? 99, 30)),
  rule(`(?:a )?quarter (?<way>past|to|after|before) (?<h>${H})`, ({ way, h }) =>
    /past|after/i.test(way ?? '') ? aClock(numberOf(h) ?? 99, 15) : aClock((numberOf(h) ?? 99) - 1, 45),
  ),
  rule(
    `between ${H}(?::\\d\\d)? ?(?:am|pm)? and (?<h>${H})(?:[:.](?<m>\\d\\d))?(?! ?(?:am|pm|days|hours|weeks|business|working))`,
    ({ h, m }) => aClock(numberOf(h) ?? 99, Number(m ?? 0)),
  ),
  rule(`(?<h>${H}) ?o['’]?clock`, ({ h }) => aClock(numberOf(h) ?? 99, 0)),
  rule('(?:on )?(?:the )?first (?:working|business) day (?:of|in) (?:next month|the (?:new )?month)', (_, now) => {
    const { year, month } = yearMonthDay(now.wall.day);
    return aDay(openDayFrom(now.calendar, dayNumber(year, month + 1, 1)), 'day', 'day');
  }),
];
