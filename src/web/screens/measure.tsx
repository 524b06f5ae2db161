import './forms.css';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { hurtsSentence, tellHurts } from '../../figures/progress/hurts.ts';
import { tellFixes } from '../../figures/progress/fixes.ts';
import { tellMoments } from '../../figures/progress/moments.ts';
import { tellPromises } from '../../figures/progress/promises.ts';
import { tellStays } from '../../figures/progress/stays.ts';
import { tellTrend } from '../../figures/progress/trend.ts';
import { tellTypical } from '../../figures/progress/typical.ts';
import { Indicators } from '../modules/measures/indicators.tsx';
import { progressQuery, type Period } from '../modules/measures/measures.data.ts';
import { PeriodFilter } from '../modules/measures/period-filter.tsx';
import { Question } from '../modules/measures/question.tsx';
import { TypicalWords } from '../modules/measures/typical-words.tsx';
import { DecidedBeside } from '../modules/reports/decided-beside.tsx';
import { useSearchParams } from '../search-params.ts';
import { monthWords } from '../../figures/day-words.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { ScreenSkeleton } from '../ui/skeletons.tsx';
import { TimeText } from '../ui/time-text.tsx';

const OwnReports = lazy(() => import('../modules/reports/own-reports.tsx'));
const WordsMeasure = lazy(() => import('../modules/words/words-measure.tsx'));

/** Measure: the seven questions, each answered in a sentence with its chart and the records behind it. */
export function Screen() {
  const { t, i18n } = useTranslation(['progress', 'charts', 'reports']);
  const [{ from, to, team, channel }, change] = useSearchParams();
  const period: Period = { from, to, team, channel };
  const found = useQuery(progressQuery(period));
  if (found.isPending) return <ScreenSkeleton />;
  const progress = found.data;
  if (progress === undefined) {
    return (
      <div className="page">
        <PageHeader answer={t('web:places.measure.question')} />
        <ErrorNotice problem={found.error} onAgain={() => void found.refetch()} />
      </div>
    );
  }
  const nothing = progress.moments.total.won.n === 0 && progress.typical.n === 0 && progress.promises.total.n === 0;
  const words = (key: string, values?: Record<string, unknown>) => t(key, values ?? {});
  const trend = t(`head.${progress.trend.headline.code}`);
  const hurts = hurtsSentence(progress.hurts, words, i18n.language);
  const decided = (figure: string) => <DecidedBeside figure={figure} />;
  const filtered = [from, to, team, channel].some((value) => value !== undefined);
  return (
    <div className="page">
      <PageHeader
        meet
        eyebrow={[
          t('web:places.measure.name'),
          t('progress'),
          t('head.period', {
            from: monthWords(progress.from, i18n.language, true),
            to: monthWords(progress.to, i18n.language, true),
          }),
          ...(progress.countedTo === null
            ? []
            : [
                <span key="counted">
                  {t('head.counted')} <TimeText at={progress.countedTo} />
                </span>,
              ]),
        ]}
        title={t('web:places.measure.name')}
        answer={
          nothing ? (
            t('head.nothing')
          ) : (
            <>
              {trend}
              <br />
              {hurts}
            </>
          )
        }
        tools={
          <>
            <PeriodFilter period={period} onChange={change} />
            <a className="sm" href="#mail">
              {t('reports:title')}
            </a>
          </>
        }
      />
      {found.isError && <ErrorNotice problem={found.error} onAgain={() => void found.refetch()} />}
      {nothing && !filtered && <EmptyState what={t('empty.what')} why={t('empty.why')} />}
      <div className={found.isPlaceholderData ? 'questions old' : 'questions'} aria-busy={found.isPlaceholderData}>
        <Question number={1} tell={tellMoments} data={progress.moments} className="wide" decided={decided('moments')} />
        <Question number={2} tell={tellTrend} data={progress.trend} decided={decided('trend')} />
        <Question number={3} tell={tellTypical} data={progress.typical} decided={decided('typical')}>
          <TypicalWords words={progress.typical.words} />
        </Question>
        <Question number={4} tell={tellPromises} data={progress.promises} decided={decided('promises')} />
        <Question number={5} tell={tellHurts} data={progress.hurts} decided={decided('hurts')} />
        <Question number={6} tell={tellFixes} data={progress.fixes} decided={decided('fixes')} />
        <Question number={7} tell={tellStays} data={progress.stays} decided={decided('stays')} />
      </div>
      <Suspense>
        <WordsMeasure />
      </Suspense>
      <Indicators leading={progress.leading} lagging={progress.lagging} />
      <Suspense>
        <OwnReports />
      </Suspense>
    </div>
  );
}
