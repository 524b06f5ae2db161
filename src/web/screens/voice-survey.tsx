import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { languages } from '../language.ts';
import { FunnelSteps } from '../modules/voice/funnel.tsx';
import { SurveyForm } from '../modules/voice/survey-form.tsx';
import { funnelQuery, previewQuery, surveyQuery } from '../modules/voice/voice.data.ts';
import { useSearchParams } from '../search-params.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { ScreenSkeleton, TextSkeleton } from '../ui/skeletons.tsx';

/** One survey: what is asked, how it arrives, and how far it gets. */
export function Screen() {
  const { t, i18n } = useTranslation('listening');
  const { id }: { id: string } = useParams({ strict: false });
  const [search, change] = useSearchParams();
  const language = languages.find((one) => one === search['language']) ?? i18n.language;
  const found = useQuery(surveyQuery(id));
  const preview = useQuery(previewQuery(id, language));
  const funnel = useQuery(funnelQuery(id));
  if (found.isPending) return <ScreenSkeleton />;
  if (found.data === undefined) throw found.error;
  const name = new Intl.DisplayNames(i18n.language, { type: 'language' });
  return (
    <div className="page">
      <PageHeader
        eyebrow={[
          <Link key="up" to="/voice" search={{ show: 'surveys' }}>
            {t('surveys.title')}
          </Link>,
          t(`programme.${found.data.programme}`),
        ]}
        answer={found.data.name}
        tools={
          <label>
            <span className="sr">{t('survey.language')}</span>
            <select
              className="choose"
              value={language}
              onChange={(event) => change({ language: event.currentTarget.value })}
            >
              {languages.map((one) => (
                <option key={one} value={one}>
                  {name.of(one)}
                </option>
              ))}
            </select>
          </label>
        }
      />
      <div className="two-halves">
        <SurveyForm key={found.data.id} survey={found.data} language={language} />
        <div style={{ display: 'grid', gap: 24 }}>
          <section aria-labelledby="preview">
            <h2 className="title" id="preview">
              {t('survey.preview')}
            </h2>
            {preview.isPending && <TextSkeleton lines={6} />}
            {preview.isError && <ErrorNotice problem={preview.error} onAgain={() => void preview.refetch()} />}
            {preview.data && (
              <div className="card letter" lang={language} style={{ marginTop: 8 }}>
                <p className="strong">{preview.data.subject}</p>
                <p style={{ margin: '10px 0' }}>{preview.data.text}</p>
                <ol style={{ listStyle: 'decimal', paddingInlineStart: '1.3em' }}>
                  {preview.data.questions.map((question) => (
                    <li key={question.key}>
                      {question.text}
                      {question.optional && <span className="dim xs"> {t('survey.mayBeLeft')}</span>}
                    </li>
                  ))}
                </ol>
              </div>
            )}
          </section>
          <section aria-labelledby="funnel">
            <h2 className="title" id="funnel">
              {t('funnel.ninety')}
            </h2>
            {funnel.isError && <ErrorNotice problem={funnel.error} onAgain={() => void funnel.refetch()} />}
            {funnel.data && <FunnelSteps funnel={funnel.data} />}
          </section>
        </div>
      </div>
    </div>
  );
}
