import './forms.css';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { FixesQuestion } from '../modules/measures/fixes-question.tsx';
import { HurtsQuestion, hurtsSentence } from '../modules/measures/hurts-question.tsx';
import { Indicators } from '../modules/measures/indicators.tsx';
import { progressQuery, type Period } from '../modules/measures/measures.data.ts';
import { MomentsQuestion } from '../modules/measures/moments-question.tsx';
import { PeriodFilter } from '../modules/measures/period-filter.tsx';
import { PromisesQuestion } from '../modules/measures/promises-question.tsx';
import { StaysQuestion } from '../modules/measures/stays-question.tsx';
import { TrendQuestion } from '../modules/measures/trend-question.tsx';
import { TypicalQuestion } from '../modules/measures/typical-question.tsx';
import { useSearchParams } from '../search-params.ts';
import { monthWords } from '../../figures/day-words.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { ScreenSkeleton } from '../ui/skeletons.tsx';
import { TimeText } from '../ui/time-text.tsx';

const WordsMeasure = lazy(() => import('../modules/words/words-measure.tsx'));

/** Measure: the seven questions, each answered in a sentence with its chart and the records behind it. */
export function Screen() {
  const { t, i18n } = useTranslation(['progress', 'charts']);
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
  const hurts = hurtsSentence(progress.hurts, i18n.language, words);
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
        tools={<PeriodFilter period={period} onChange={change} />}
      />
      {found.isError && <ErrorNotice problem={found.error} onAgain={() => void found.refetch()} />}
      {nothing && !filtered && <EmptyState what={t('empty.what')} why={t('empty.why')} />}
      <div className={found.isPlaceholderData ? 'questions old' : 'questions'} aria-busy={found.isPlaceholderData}>
        <MomentsQuestion moments={progress.moments} />
        <TrendQuestion trend={progress.trend} />
        <TypicalQuestion typical={progress.typical} />
        <PromisesQuestion promises={progress.promises} />
        <HurtsQuestion hurts={progress.hurts} />
        <FixesQuestion fixes={progress.fixes} />
        <StaysQuestion stays={progress.stays} />
      </div>
      <Suspense>
        <WordsMeasure />
      </Suspense>
      <Indicators leading={progress.leading} lagging={progress.lagging} />
    </div>
  );
}
