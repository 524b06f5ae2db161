import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { languages } from '../../domain/languages.ts';
import { missingWords } from '../../domain/voice/questions.ts';
import { lazy, Suspense, useState } from 'react';
import type * as contract from '../../contract/voice-surveys.ts';
import { call } from '../api.ts';
import { DecidedBeside } from '../modules/reports/decided-beside.tsx';
import { SurveyAsking } from '../modules/voice/survey-asking.tsx';
import { SurveyForm } from '../modules/voice/survey-form.tsx';
import { SurveyWaves } from '../modules/voice/survey-waves.tsx';
import { previewQuery, surveyQuery } from '../modules/voice/voice.data.ts';
import { useSession } from '../session.ts';
import { notify, notifyProblem } from '../toasts.ts';
import { Button } from '../ui/button.tsx';
import { Tabs } from '../ui/tabs.tsx';
import { useSearchParams } from '../search-params.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { ScreenSkeleton, TextSkeleton } from '../ui/skeletons.tsx';

const SurveyResults = lazy(() =>
  import('../modules/voice/survey-results.tsx').then(({ SurveyResults }) => ({ default: SurveyResults })),
);
const SurveyVersions = lazy(() => import('../modules/voice/survey-versions.tsx'));
const shows = ['questions', 'asking', 'results'] as const;

/** One survey: what is asked, how it arrives, and how far it gets. */
export function Screen() {
  const { t, i18n } = useTranslation(['listening', 'surveys']);
  const { id }: { id: string } = useParams({ strict: false });
  const [search, change] = useSearchParams();
  const language = languages.find((one) => one === search['language']) ?? i18n.language;
  const found = useQuery(surveyQuery(id));
  const preview = useQuery(previewQuery(id, language));
  const { may } = useSession();
  const [testing, setTesting] = useState(false);
  // an earlier wording that is asked again takes the place of what stands in the form
  const [taken, setTaken] = useState(0);
  const show = shows.find((one) => one === search['show']) ?? 'questions';
  if (found.isPending) return <ScreenSkeleton />;
  if (found.data === undefined) throw found.error;
  const test = () => {
    setTesting(true);
    void call<typeof contract.testSurvey>('POST', '/surveys/:id/test', { params: { id }, body: { language } })
      .then(({ to }) => notify(t('surveys:tested', { to })))
      .catch((problem: unknown) => notifyProblem(problem))
      .finally(() => setTesting(false));
  };
  const { questions, theme } = found.data;
  const missing = (one: string) => missingWords(questions, [theme.title, theme.thanks], one);
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
                  {missing(one) === 0
                    ? name.of(one)
                    : t('surveys:missing', { language: name.of(one), count: missing(one) })}
                </option>
              ))}
            </select>
          </label>
        }
      />
      {show === 'questions' && missing(language) > 0 && (
        <p className="dim sm">{t('surveys:missingWhy', { language: name.of(language), count: missing(language) })}</p>
      )}
      <Tabs
        label={t('surveys:parts')}
        open={show}
        tabs={shows.map((key) => ({ key, name: t(`surveys:tabs.${key}`) }))}
        onOpen={(key) => change({ show: key === 'questions' ? undefined : key })}
      />
      {show === 'questions' && (
        <div className="two-halves">
          <SurveyForm key={`${found.data.id} ${taken}`} survey={found.data} language={language} />
          <section aria-labelledby="preview">
            <header className="row">
              <h2 className="title" id="preview">
                {t('survey.preview')}
              </h2>
              <span className="grow" />
              {may('surveys.write') && (
                <Button size="s" busy={testing} onClick={test}>
                  {t('surveys:test')}
                </Button>
              )}
            </header>
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
            <Suspense fallback={<TextSkeleton lines={3} />}>
              <SurveyVersions survey={found.data} language={language} onBack={() => setTaken((before) => before + 1)} />
            </Suspense>
          </section>
        </div>
      )}
      {show === 'asking' && (
        <div className="two-halves">
          <SurveyAsking key={found.data.id} survey={found.data} />
          {found.data.programme === 'after-case' || found.data.programme === 'recovery' ? (
            <p className="dim sm">{t('surveys:byItself')}</p>
          ) : (
            <SurveyWaves surveyId={id} />
          )}
        </div>
      )}
      {show === 'results' && (
        <Suspense fallback={<TextSkeleton lines={8} />}>
          <SurveyResults surveyId={id} language={language} />
          <DecidedBeside figure={`survey:${id}`} />
        </Suspense>
      )}
    </div>
  );
}
