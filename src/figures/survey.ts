import type { EChartsCoreOption } from 'echarts/core';
import type { ChartTheme } from './chart-theme.ts';
import { drawing } from './drawing.ts';
import { dayWords, monthWords, shortMonth } from './day-words.ts';
import { percent } from './figure-words.ts';
import { monthTip, sharePoint } from './share-by-month.ts';
import { saidScore, saidShare } from './said-figure.ts';
import { between, type FigurePicture, type Say, shortly, type ToldFigure } from './told.ts';
import type { Results } from '../contract/voice-surveys-results.ts';

type Months = NonNullable<Results['trend']>['months'];

/** What was answered to one survey: its leading share by month, and the share and score of each question. */
export function tellSurvey(
  survey: { id: string; name: string },
  results: Results,
  say: Say,
  language: string,
): ToldFigure {
  const asked = results.questions.filter(({ n, share, score }) => n > 0 && (share !== null || score !== null));
  const said = asked.map((question) => {
    const parts = [
      ...(question.share === null ? [] : [saidShare(question.share, say, language)]),
      ...(question.score === null ? [] : [scoreWords(question, say, language)]),
    ];
    return `${question.text} ${parts.join(', ')}`;
  });
  return {
    ask: say('reports:ask.survey', { name: survey.name }),
    answer: say(results.n === 0 ? 'reports:answer.surveyNothing' : 'reports:answer.survey', {
      count: results.n,
      from: dayWords(results.from, language, true),
      to: dayWords(results.to, language, true),
    }),
    rests: said.join(' · ') || undefined,
    picture: surveyPicture(results, say, language),
    records: { link: { to: 'survey', filter: { id: survey.id } }, words: say('reports:records.survey') },
  };
}

function scoreWords({ key, score }: Results['questions'][number], say: Say, language: string): string {
  if (score === null) return '';
  const words = saidScore(score, say, language, key === 'likely' ? 0 : 1);
  return key === 'likely' ? `NPS ${words}` : `${say('surveys:results.mean')} ${words}`;
}

/** The leading share by month; undefined where there is only one month, or none. */
export function surveyPicture(results: Results, say: Say, language: string): FigurePicture | undefined {
  const months = results.trend?.months ?? [];
  if (months.length < 2) return undefined;
  const table = {
    columns: [
      say('surveys:results.month'),
      say('surveys:results.k'),
      say('surveys:results.n'),
      say('surveys:results.interval'),
    ],
    rows: months.map(({ month, figure }) => [
      monthWords(month, language, true),
      figure.k,
      figure.n,
      between(figure, language),
    ]),
  };
  return {
    name: say('surveys:results.trend'),
    height: 200,
    option: (theme) => trendOption(months, language, theme),
    table,
    short: shortly(table, [0, 1, 2, 3], 'last'),
  };
}

/** The leading share, month by month, each with its interval; fewer than five answers give a hollow point without one. */
function trendOption(given: Months, language: string, theme: ChartTheme): EChartsCoreOption {
  const months = given.map(({ month, figure }) => ({ from: month, figure }));
  return {
    grid: { left: 8, right: 14, top: 10, bottom: 4 },
    tooltip: monthTip(months, language),
    xAxis: { type: 'category', data: months.map(({ from }) => shortMonth(from, language)) },
    yAxis: {
      type: 'value',
      min: 0,
      max: 1,
      interval: 0.25,
      axisLabel: { formatter: (value: number) => percent(value, language) },
    },
    series: [
      {
        type: 'line',
        data: months.map(({ figure }) => (figure.n === 0 ? null : figure.k / figure.n)),
        lineStyle: { width: 0 },
        showSymbol: false,
      },
      drawing((api) =>
        months.flatMap(({ figure }, place) => sharePoint(api, place, figure, figure.low !== null, theme)),
      ),
    ],
  };
}
