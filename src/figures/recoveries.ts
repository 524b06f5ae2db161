import type { RecoveryFigures } from '../contract/recoveries.ts';
import { numberWords } from './day-words.ts';
import { percent } from './figure-words.ts';
import { saidShare } from './said-figure.ts';
import { type NamedShare, sharesOption } from './shares.ts';
import { between, type Say, shortly, type ToldFigure } from './told.ts';

const causesShown = 4;

/** Do we win back whom we let down? By their own word only. */
export function tellRecoveries(figures: RecoveryFigures, say: Say, language: string): ToldFigure {
  const shares: NamedShare[] = [
    { name: say('regain:figures.recovered'), figure: figures.recovered },
    { name: say('regain:figures.inTime'), figure: figures.contactInTime },
    { name: say('regain:figures.still30'), figure: figures.stillGood30 },
    { name: say('regain:figures.still90'), figure: figures.stillGood90 },
    ...figures.causes.slice(0, causesShown).map(({ kind, recovered }) => ({
      name: say('reports:wonBackAfter', {
        cause: say(kind === null ? 'regain:side.notNamed' : `regain:cause.${kind}`),
      }),
      figure: recovered,
    })),
  ];
  const known = shares.filter(({ figure }) => figure.n > 0);
  const table = {
    columns: [
      say('reports:column.what'),
      say('charts:column.k'),
      say('charts:column.n'),
      say('charts:column.share'),
      say('charts:column.between'),
    ],
    rows: known.map(({ name, figure }) => [
      name,
      figure.k,
      figure.n,
      figure.n < 5 ? null : percent(figure.share, language),
      between(figure, language),
    ]),
  };
  const words = { language, of: (k: number, n: number) => say('progress:of', { k, n }), nameWidth: 190 };
  return {
    ask: say('reports:ask.recoveries'),
    answer: say('reports:answer.recoveries', {
      count: figures.days,
      figure: saidShare(figures.recovered, say, language),
    }),
    rests: say('reports:recoveriesOpen', {
      open: numberWords(figures.open, language),
      severe: numberWords(figures.severe, language),
      late: numberWords(figures.late, language),
    }),
    picture:
      known.length === 0
        ? undefined
        : {
            name: say('reports:name.recoveries'),
            height: Math.max(110, known.length * 27 + 28),
            option: (theme) => sharesOption(known, words, theme, theme.inkSecond),
            table,
            short: shortly(table, [0, 1, 2, 4], 'first'),
          },
    records: { link: { to: 'recoveries', filter: {} }, words: say('reports:records.recoveries') },
  };
}
