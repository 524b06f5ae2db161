import './voice.css';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { isStandard } from '../../../domain/voice/questions.ts';
import { Chip } from '../../ui/chip.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { RowsSkeleton } from '../../ui/skeletons.tsx';
import { FunnelSteps } from './funnel.tsx';
import { funnelQuery, surveysQuery, type Survey } from './voice.data.ts';

/** What we ask, and how far each question gets. */
export function Surveys() {
  const { t } = useTranslation(['listening', 'surveys']);
  const list = useQuery(surveysQuery);
  if (list.isPending) return <RowsSkeleton rows={3} height={150} />;
  if (list.isError) return <ErrorNotice problem={list.error} onAgain={() => void list.refetch()} />;
  if (list.data.length === 0) return <EmptyState what={t('surveys.emptyWhat')} why={t('surveys.emptyWhy')} />;
  return list.data.map((survey) => <SurveyCard key={survey.id} survey={survey} />);
}

function SurveyCard({ survey }: { survey: Survey }) {
  const { t, i18n } = useTranslation(['listening', 'surveys']);
  const funnel = useQuery(funnelQuery(survey.id));
  return (
    <section className="card survey-card" aria-labelledby={`survey-${survey.id}`}>
      <header className="row">
        <h2 className="title" id={`survey-${survey.id}`}>
          <Link to={`/voice/surveys/${survey.id}`}>{survey.name}</Link>
        </h2>
        {survey.anonymous && <Chip>{t('surveys:list.anonymous')}</Chip>}
        {!survey.active && <Chip kind="unknown">{t('surveys.off')}</Chip>}
        <span className="grow" />
        <span className="dim xs">
          {survey.quietDays === 0 ? t('surveys.noQuiet') : t('surveys.quiet', { count: survey.quietDays })}
        </span>
      </header>
      <p className="dim sm" style={{ marginTop: 2 }}>
        {survey.questions
          .map(({ key, texts }) =>
            isStandard(key) ? t(`question.${key}`) : (texts[i18n.language] ?? texts['en'] ?? ''),
          )
          .filter((words) => words !== '')
          .join(' · ')}
      </p>
      {funnel.isError && <ErrorNotice problem={funnel.error} onAgain={() => void funnel.refetch()} />}
      {funnel.data && <FunnelSteps funnel={funnel.data} />}
    </section>
  );
}
