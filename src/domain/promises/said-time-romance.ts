/** How Spanish, French and Portuguese say when: the usual expressions, fewer than English and German. */
import {
  aClock,
  aDay,
  aroundDays,
  dateDay,
  fromNow,
  monthFromNow,
  type SayingRule,
  weekDay,
  weekdayDay,
  weekend,
  sayingRule as rule,
} from './said-time-reading.ts';
import { monthOfName, numberOf, weekdayOfName } from './said-time-numbers.ts';

const N =
  '(?:\\d{1,3}|un[ae]?|uno|deux|trois|quatre|cinq|six|sept|huit|dix|dos|tres|cuatro|cinco|seis|siete|ocho|diez|uma?|dois|duas|três|quatro|sete|oito|dez)';
const W =
  '(?:lunes|martes|miércoles|jueves|viernes|sábado|domingo|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|segunda-feira|terça|quarta|quinta-feira|sexta)(?:-feira)?';
const M =
  '(?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|janeiro|fevereiro|março|maio|junho|julho|setembro|outubro|novembro|dezembro)';

export const romanceSayings: readonly SayingRule[] = [
  rule("hoy(?: mismo)?|aujourd['’]hui|hoje(?: mesmo)?|dans la journée", (_, now) => aDay(now.wall.day, 'day', 'today')),
  rule('mañana|demain|amanhã', (_, now) => aDay(now.wall.day + 1, 'day', 'day')),
  rule('pasado mañana|après-demain|depois de amanhã', (_, now) => aDay(now.wall.day + 2, 'day', 'day')),
  rule('(?:esta noche|ce soir|esta noite|hoje à noite)', (_, now) => ({
    kind: 'part',
    part: 'evening',
    day: now.wall.day,
  })),
  rule('(?:esta tarde|cet après-midi|hoje à tarde)', (_, now) => ({
    kind: 'part',
    part: 'afternoon',
    day: now.wall.day,
  })),
  rule(
    'a primera hora|à la première heure|dès la première heure|logo (?:cedo|pela manhã)|(?:à|na) primeira hora',
    () => ({ kind: 'part', part: 'first' }),
  ),
  rule('(?:por|de) la mañana|matin|dans la matinée|(?:de|pela) manhã', () => ({ kind: 'part', part: 'morning' })),
  rule('al mediodía|à midi|avant midi|ao meio-dia|midi', () => ({ kind: 'part', part: 'noon' })),
  rule("(?:por|de) la tarde|après-midi|dans l['’]après-midi|(?:à|de|da) tarde", () => ({
    kind: 'part',
    part: 'afternoon',
  })),
  rule(
    'al final del día|fin de(?:l| la)? (?:jornada|día)|en fin de journée|fin de journée|(?:até ao |no )?(?:fim|final) do dia',
    () => ({ kind: 'part', part: 'close' }),
  ),
  rule('(?:antes de(?:l)? (?:cerrar|cierre|fechar|fecho)|avant (?:la fermeture|de fermer))', () => ({
    kind: 'part',
    part: 'close',
  })),
  rule('(?:en|dentro de) media hora|dans une demi-heure|(?:daqui a|dentro de|em) meia hora', (_, now) =>
    fromNow(now, 30, 'minute'),
  ),
  rule(
    "(?:en|dentro de) un cuarto de hora|dans un quart d['’]heure|(?:daqui a|dentro de|em) um quarto de hora",
    (_, now) => fromNow(now, 15, 'minute'),
  ),
  rule(
    '(?:a |para el |al )?(?:fin(?:al(?:es)?)? de (?:la |esta )?semana|esta semana)|(?:la )?fin de (?:la |cette )?semaine|cette semaine|(?:fim|final) d[ae]sta semana|(?:fim|final) da semana|esta semana',
    (_, now) => weekDay(now, 0, 'end'),
  ),
  rule(
    '(?:(?:fin(?:al(?:es)?)? de )?la )?(?:próxima semana|semana que viene)|(?:(?:la )?fin de )?la semaine prochaine|(?:(?:fim|final) d)?a? ?(?:próxima semana|semana que vem)',
    (_, now) => weekDay(now, 1, 'end'),
  ),
  rule(
    '(?:a )?principios de (?:la )?(?:próxima semana|semana que viene)|(?:au )?début de (?:la )?semaine prochaine|(?:no )?início da próxima semana',
    (_, now) => weekDay(now, 1, 'start'),
  ),
  rule('(?:a |al )?fin(?:al(?:es)?)? de(?:l)? mes|(?:la )?fin du mois|(?:o )?(?:fim|final) do mês', (_, now) =>
    monthFromNow(now, 0, 'end'),
  ),
  rule('(?:después|tras) del? fin de semana|après le week-?end|depois do fim de semana', (_, now) =>
    weekend(now, 'after'),
  ),
  rule('(?<side>antes de|avant|antes do|después de|après|depois do) (?:la )?(?:navidad|noël|natal)', ({ side }, now) =>
    aroundDays(now, [12, 24], [12, 26], /^a(?:n|v)/iu.test(side ?? '') ? 'before' : 'after'),
  ),
  rule('antes del fin de semana|avant le week-?end|antes do fim de semana', (_, now) => weekend(now, 'before')),
  rule(
    `(?:el |le |na |no |este |ce )?(?<before>próximo |próxima )?(?<day>${W})(?<after> próxim[oa]| prochain| que viene| que vem)?`,
    ({ day }, now) => aDay(weekdayDay(now, weekdayOfName(day ?? ''), 'coming'), 'day', 'day'),
  ),
  rule(
    `(?:el |le |no )?(?:dia |día )?(?<day>\\d{1,2})(?:er)? (?:de )?(?<month>${M})(?: (?:de |del )?(?<year>20\\d\\d))?`,
    ({ day, month, year }, now) =>
      dateDay(now, Number(day), monthOfName(month ?? ''), year === undefined ? undefined : Number(year)),
  ),
  rule(
    `(?:en(?: un plazo de| menos de)?|dentro de|dans(?: les| un délai de)?|sous|d['’]ici|daqui a|em(?: até)?|no prazo de|nas próximas|en las próximas|dans les)(?: las| les| as)? (?:${N} (?:a|o|ou|à) )?(?<n>${N})(?: próxim[oa]s| prochaine?s)? (?<unit>minutos?|minutes?|horas?|heures?|h|días?|dias?|jours?|semanas?|semaines?)(?<work> (?:hábiles|laborables|ouvrés|ouvrables|úteis))?`,
    ({ n, unit, work }, now) => {
      const amount = numberOf(n);
      if (amount === undefined || unit === undefined) return null;
      const of = /^mi/i.test(unit) ? 'minute' : /^h/i.test(unit) ? 'hour' : /^s/i.test(unit) ? 'week' : 'day';
      return fromNow(now, amount, work !== undefined && of === 'day' ? 'working-day' : of);
    },
  ),
  rule(
    '(?:a las?|antes de las?|à|vers|avant|às|até às|pelas) (?<h>\\d{1,2}|una|dos|tres|cuatro|cinco|seis|diez|once|doce|dix|deux|trois|quatre|cinq|três|quatro|duas|dez)(?:[:h.](?<m>[0-5]\\d))?(?: ?(?:h|heures?|horas?))?(?<pm> de la tarde| da tarde)?',
    ({ h, m, pm }) => aClock(numberOf(h) ?? 99, Number(m ?? 0), pm === undefined ? undefined : 'pm'),
  ),
  rule('(?<h>\\d{1,2}) ?h(?:eures?)? ?(?<m>[0-5]\\d)?', ({ h, m }) => aClock(Number(h), Number(m ?? 0))),
];
