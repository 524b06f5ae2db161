import { expect, it } from 'vitest';
import type { Language } from '../languages.ts';
import { instantOf, saidAt, shop } from './labelled/measuring.ts';
import { saidTimes } from './said-time.ts';

/** Said on Wednesday, 18 November 2026, at ten in Berlin; the shop is open Monday to Friday from nine to five. */
const english = `
  2026-11-18 10:05: in five
  2026-11-18 10:10: in ten minutes
  2026-11-18 10:15: in a quarter of an hour
  2026-11-18 10:30: within half an hour | in half an hour
  2026-11-18 10:45: in three quarters of an hour
  2026-11-18 11:00: within the hour | inside the hour
  2026-11-18 11:30: in an hour and a half
  2026-11-18 12:00: in two hours' time | by noon | by midday | before lunch | by lunchtime | in a couple of hours
  2026-11-18 14:40: at twenty to three
  2026-11-18 14:50: at ten to three
  2026-11-18 15:00: after lunch | early afternoon | at three o'clock | at 3 sharp | at three on the dot
  2026-11-18 15:05: at five past three
  2026-11-18 15:20: at twenty past three
  2026-11-18 16:30: around half four
  2026-11-18 17:00: before the day is out | later today | in the course of the day |
    during the course of the afternoon | late this afternoon | by teatime | by the close of business |
    before we close tonight | eod | asap, today
  2026-11-18 20:00: this evening | tonight
  2026-11-19 00:00: by midnight
  2026-11-19 09:30: tomorrow, half nine
  2026-11-19 10:00: first thing | first thing in the morning | this time tomorrow | same time tomorrow | in 24 hours
  2026-11-19 12:00: tomorrow morning | tomorrow by lunchtime
  2026-11-19 17:00: by close of play Thursday | by close of play on Thursday | by COB Thursday | by EOD tomorrow |
    by tomorrow | tomorrow | by Thurs
  2026-11-19 20:00: tomorrow night
  2026-11-20 10:00: in 48 hours
  2026-11-20 12:00: the day after tomorrow before noon | Friday at noon | on Friday morning
  2026-11-20 14:45: on Friday at a quarter to three
  2026-11-20 15:00: Friday at 15h
  2026-11-20 15:15: on Friday at quarter past three
  2026-11-20 15:30: on Friday at half past three | on Friday at 3:30 | Friday, 3.30pm
  2026-11-20 16:00: Friday between two and four | Friday from 2 to 4 pm | Friday, 2-4 pm
  2026-11-20 17:00: before the week is out | by EOW | the day after tomorrow | in two days' time |
    before the weekend | later this week | towards the end of the week | on Friday afternoon | this coming Friday |
    this Friday | within two working days | in two business days | in a couple of days | in one or two days |
    in a day or two | by Fri | in the course of this week | this week | within the current week | by the weekend
  2026-11-20 20:00: on Friday evening | Friday night
  2026-11-21 17:00: in three days | three days from now | in a few days | on Saturday
  2026-11-23 00:00: over the weekend | at the weekend
  2026-11-23 10:00: first thing on Monday
  2026-11-23 17:00: after the weekend | on Monday next | before Tuesday
  2026-11-24 17:00: early next week | at the beginning of next week | at the start of next week | by the 24th |
    on Tuesday | come Tuesday | Monday or Tuesday | by Tuesday at the latest | no later than Tuesday
  2026-11-25 17:00: a week today | today week | mid next week | in the middle of next week | midweek next week |
    within five working days | in a week | within a week | within the week | in seven days
  2026-11-26 17:00: a week tomorrow | next Thursday | Thursday next week
  2026-11-27 17:00: a week on Friday | Friday week | a week from Friday | by the end of next week |
    before next week is out | late next week | next week | some time next week | in the course of next week
  2026-11-30 17:00: before the month is out | by EOM | by month end | by the end of November | on the thirtieth |
    Monday week
  2026-12-01 17:00: by the first | on the 1st | on the first of December
  2026-12-02 17:00: in two weeks' time | in a fortnight | within the fortnight | a fortnight today
  2026-12-04 15:00: on 4 December at 3 pm
  2026-12-04 17:00: on 4 December | on December 4 | on December 4th | on the 4th of December |
    on the fourth of December | on Dec. 4 | on Dec 4th, 2026 | on 4/12/2026 | on 04.12.2026 | on 2026-12-04 |
    by the 4th | the week after next
  2026-12-07 17:00: in early December | early in December | at the beginning of December | early next month
  2026-12-09 17:00: in three weeks | three weeks from today
  2026-12-15 17:00: in mid-December | in the middle of December
  2026-12-18 17:00: in a month | in a month's time
  2026-12-21 17:00: on the twenty-first of December
  2026-12-23 17:00: this side of Christmas | by Christmas | before Christmas | before the holidays
  2026-12-28 17:00: after Christmas
  2026-12-31 17:00: before the year is out | by the end of December | in late December | by late December |
    by year-end | by the end of the year | by the end of the quarter | in December | next month
  2027-01-04 17:00: in the new year
  2027-01-15 17:00: mid-January
  2027-01-29 17:00: by the end of January
  2027-03-31 17:00: in March
`;
const german = `
  2026-11-18 10:10: in zehn Minuten
  2026-11-18 10:15: in einer Viertelstunde
  2026-11-18 10:30: in einer halben Stunde
  2026-11-18 10:45: in einer Dreiviertelstunde
  2026-11-18 11:00: in einer Stunde | binnen einer Stunde | innerhalb der nächsten Stunde | innert einer Stunde
  2026-11-18 11:30: in anderthalb Stunden
  2026-11-18 12:00: bis Mittag | über Mittag | noch vor dem Mittagessen | in zwei Stunden
  2026-11-18 14:50: um zehn vor drei
  2026-11-18 15:00: um drei | Punkt drei | um drei Uhr nachmittags | nach dem Mittagessen | am frühen Nachmittag
  2026-11-18 15:05: um fünf nach drei
  2026-11-18 15:20: um zwanzig nach drei
  2026-11-18 15:25: um fünf vor halb vier
  2026-11-18 16:30: gegen halb fünf
  2026-11-18 17:00: bis Dienstschluss | vor Feierabend | bis Büroschluss | heute Nachmittag | am späten Nachmittag |
    heute noch | im Lauf des Tages | im Laufe des Tages | tagsüber | bis Tagesende | zum Geschäftsschluss
  2026-11-18 20:00: heute Abend
  2026-11-19 00:00: bis Mitternacht
  2026-11-19 09:30: morgen halb zehn
  2026-11-19 10:00: gleich morgen früh | morgen als Erstes | morgen um dieselbe Zeit | binnen 24 Stunden
  2026-11-19 11:00: morgen früh
  2026-11-19 12:00: morgen vor dem Mittagessen | morgen Vormittag | morgen im Laufe des Vormittags
  2026-11-19 17:00: bis Donnerstag Dienstschluss | morgen bis Feierabend | morgen | im Laufe des morgigen Tages |
    bis morgen | am Do
  2026-11-20 10:00: in 48 Stunden
  2026-11-20 11:00: übermorgen früh | Freitag früh | am Freitag in der Früh
  2026-11-20 12:00: übermorgen Vormittag | übermorgen vormittags | übermorgen Mittag | am Freitagvormittag |
    Freitag Vormittag | Freitag Mittag
  2026-11-20 14:15: am Freitag um viertel drei
  2026-11-20 14:45: am Freitag um Viertel vor drei | am Freitag um dreiviertel drei
  2026-11-20 15:15: am Freitag um Viertel nach drei
  2026-11-20 15:30: am Freitag um halb vier | am Freitag um 15:30 Uhr | am Freitag um 15.30 Uhr | Freitag 15 Uhr 30
  2026-11-20 16:00: Freitag zwischen zwei und vier | Freitag von 14 bis 16 Uhr | Freitag, 14-16 Uhr
  2026-11-20 17:00: bevor die Woche um ist | bis die Woche rum ist | vor Ablauf der Woche | übermorgen |
    übermorgen Nachmittag | diese Woche | noch diese Woche | im Laufe der Woche | bis Ende der Woche |
    bis zum Ende der Woche | bis Wochenende | zum Wochenende | vor dem Wochenende | noch vor dem Wochenende |
    Freitag Nachmittag | diesen Freitag | kommenden Freitag | binnen zwei Werktagen |
    innerhalb von zwei Arbeitstagen | in ein, zwei Tagen | in ein bis zwei Tagen | bis Fr.
  2026-11-20 20:00: übermorgen Abend | Freitagabend | Freitag Abend
  2026-11-21 12:00: am Samstagvormittag
  2026-11-21 17:00: überübermorgen | in drei Tagen | in ein paar Tagen | am Samstag
  2026-11-22 17:00: am Sonntag
  2026-11-23 00:00: am Wochenende | übers Wochenende
  2026-11-23 17:00: nach dem Wochenende | vor Dienstag | in den nächsten Tagen
  2026-11-24 17:00: Anfang nächster Woche | zu Beginn der nächsten Woche | gleich Anfang nächster Woche |
    bis zum 24. | Dienstag | ab Dienstag | spätestens Dienstag | spätestens am Dienstag |
    bis einschließlich Dienstag | Montag oder Dienstag
  2026-11-25 17:00: heute in acht Tagen | Mitte nächster Woche | Mitte der nächsten Woche |
    innerhalb von fünf Werktagen | in einer Woche | binnen einer Woche | innerhalb der nächsten sieben Tage |
    binnen Wochenfrist
  2026-11-26 17:00: in acht Tagen | nächsten Donnerstag
  2026-11-27 17:00: bis Ende nächster Woche | bis Ende der nächsten Woche | bis zum Ende der kommenden Woche |
    Ende kommender Woche | Freitag in einer Woche | Freitag in acht Tagen | nächste Woche Freitag |
    Freitag nächster Woche | am Freitag der nächsten Woche | nächste Woche | im Laufe der nächsten Woche |
    im Verlauf der nächsten Woche | in KW 48 | in der 48. Kalenderwoche | in der 48. KW
  2026-11-30 17:00: Ende November | bis Ende des Monats | bis Monatsende | zum Monatsende | zum Ultimo
  2026-12-01 17:00: zum Monatsersten | am Ersten | zum Ersten | am ersten Dezember
  2026-12-02 17:00: in vierzehn Tagen | binnen vierzehn Tagen | in zwei Wochen | heute in zwei Wochen
  2026-12-04 15:00: am 4. Dezember um 15 Uhr
  2026-12-04 17:00: übernächste Woche | am 4. Dezember | am 4.12. | am 04.12.2026 | am 4.12.26 | bis zum 4. Dez. |
    am vierten Dezember | am Freitag, den 4. Dezember | am Freitag, dem 4.12. | bis zum 4.
  2026-12-07 17:00: Anfang Dezember | Anfang des Dezembers | Anfang des nächsten Monats | Anfang nächsten Monats
  2026-12-09 17:00: in drei Wochen
  2026-12-15 17:00: Mitte Dezember
  2026-12-18 17:00: in einem Monat | binnen Monatsfrist
  2026-12-21 17:00: am einundzwanzigsten Dezember
  2026-12-23 17:00: vor Weihnachten | noch vor Weihnachten | bis Weihnachten
  2026-12-28 17:00: nach Weihnachten
  2026-12-31 17:00: Ende Dezember | nächsten Monat | bis Jahresende | noch vor Jahresende | noch in diesem Jahr |
    bis zum Quartalsende | zwischen den Jahren | im Dezember
  2027-01-04 17:00: im neuen Jahr
`;
const spanish = `
  2026-11-18 10:30: en media hora
  2026-11-18 17:00: hoy | antes de cerrar
  2026-11-19 10:00: mañana a primera hora
  2026-11-19 12:00: mañana por la mañana
  2026-11-20 15:00: el viernes a las tres
  2026-11-20 17:00: el viernes | pasado mañana | antes del fin de semana | en dos días laborables
  2026-11-27 17:00: la próxima semana
  2026-11-30 17:00: a final de mes
  2026-12-04 17:00: el 4 de diciembre
  2026-12-23 17:00: antes de Navidad
`;
const french = `
  2026-11-18 10:30: dans une demi-heure
  2026-11-18 17:00: aujourd'hui | avant la fermeture
  2026-11-19 10:00: demain à la première heure
  2026-11-19 12:00: demain matin
  2026-11-20 15:00: vendredi à 15 h
  2026-11-20 17:00: vendredi | après-demain | avant le week-end | sous deux jours ouvrés
  2026-11-27 17:00: la semaine prochaine
  2026-11-30 17:00: à la fin du mois
  2026-12-04 17:00: le 4 décembre
  2026-12-23 17:00: avant Noël
`;
const portuguese = `
  2026-11-18 10:30: daqui a meia hora
  2026-11-18 17:00: hoje | antes de fechar
  2026-11-19 10:00: amanhã à primeira hora
  2026-11-19 12:00: amanhã de manhã
  2026-11-20 15:00: na sexta-feira às 15h
  2026-11-20 17:00: na sexta-feira | depois de amanhã | antes do fim de semana | em dois dias úteis
  2026-11-27 17:00: na próxima semana
  2026-11-30 17:00: no fim do mês
  2026-12-04 17:00: no dia 4 de dezembro
  2026-12-23 17:00: antes do Natal
`;

const due = (text: string, language: Language, timeZone = 'Europe/Berlin', locale?: string) =>
  saidTimes(text, { at: saidAt, timeZone, calendar: shop, language, locale }).due?.at.getTime() ?? null;
const capital = (words: string) => `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
/** The table's rows: what is said, and the wall time it is due at. */
const rows = (table: string) =>
  table
    .replaceAll(/\n {4}/gu, ' ')
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [, wall = '', all = ''] = /^ *([\d-]+ \d\d:\d\d): (.*)$/u.exec(line) ?? [];
      return all.split(' | ').map((said) => [said, wall] as const);
    });

it.each(rows(english))('English: %s is %s', (said, wall) => {
  expect(due(`I'll call you ${said}.`, 'en')).toBe(instantOf(wall));
});
it.each(rows(german))('German: %s is %s', (said, wall) => {
  expect(due(`Ich rufe Sie ${said} an.`, 'de')).toBe(instantOf(wall));
  expect(due(`${capital(said)} rufe ich Sie an.`, 'de')).toBe(instantOf(wall));
});
it.each(rows(spanish))('Spanish: %s is %s', (said, wall) => {
  expect(due(`Le llamaré ${said}.`, 'es')).toBe(instantOf(wall));
});
it.each(rows(french))('French: %s is %s', (said, wall) => {
  expect(due(`Je vous appellerai ${said}.`, 'fr')).toBe(instantOf(wall));
});
it.each(rows(portuguese))('Portuguese: %s is %s', (said, wall) => {
  expect(due(`Ligarei ${said}.`, 'pt')).toBe(instantOf(wall));
});

it('a date in digits is read in the order of the writer', () => {
  expect(due('I will send it on 4/12/2026.', 'en', 'Europe/London', 'en-GB')).toBe(instantOf('2026-12-04 17:00'));
  expect(due('I will send it on 12/4/2026.', 'en', 'Europe/Berlin', 'en-US')).toBe(instantOf('2026-12-04 17:00'));
  expect(due('I will send it on 12/24/2026.', 'en', 'Europe/Berlin')).toBe(instantOf('2026-12-24 17:00'));
  expect(due('I will send it on 2026-12-04.', 'en')).toBe(instantOf('2026-12-04 17:00'));
});

it('what is named by a day is no time, what happens on it is', () => {
  expect(due("I will write to you about Friday's order.", 'en')).toBeNull();
  expect(due("I got today's mail.", 'en')).toBeNull();
  expect(due("Tomorrow's post brings you the cheque.", 'en')).toBe(instantOf('2026-11-19 17:00'));
});
