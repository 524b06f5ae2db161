import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DecidedBeside } from '../modules/reports/decided-beside.tsx';
import { Answers } from '../modules/voice/answers.tsx';
import { FiguresAside } from '../modules/voice/figures-aside.tsx';
import { Listening } from '../modules/voice/listening.tsx';
import { Observations, Observe } from '../modules/voice/observing.tsx';
import { Recoveries } from '../modules/voice/recoveries.tsx';
import { RecoveryForm } from '../modules/voice/recovery-form.tsx';
import { Surveys } from '../modules/voice/surveys.tsx';
import { voiceFiguresQuery } from '../modules/voice/voice.data.ts';
import { useSearchParams } from '../search-params.ts';
import { useSession } from '../session.ts';
import { Button, ButtonLink } from '../ui/button.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { RowsSkeleton } from '../ui/skeletons.tsx';
import { Tabs } from '../ui/tabs.tsx';

const QuoteNoter = lazy(() =>
  import('../modules/customers/quote-noter.tsx').then(({ QuoteNoter }) => ({ default: QuoteNoter })),
);
const Reviews = lazy(() => import('../modules/voice/reviews.tsx').then(({ Reviews }) => ({ default: Reviews })));
const NamelessReviews = lazy(() =>
  import('../modules/voice/nameless-reviews.tsx').then(({ NamelessReviews }) => ({ default: NamelessReviews })),
);
const NewSurvey = lazy(() =>
  import('../modules/voice/survey-new.tsx').then(({ NewSurvey }) => ({ default: NewSurvey })),
);
const Unheard = lazy(() => import('../modules/needs/unheard.tsx'));
const Radar = lazy(() => import('../modules/voice/radar.tsx').then(({ Radar }) => ({ default: Radar })));
const RecoveryFigures = lazy(() =>
  import('../modules/voice/recovery-figures.tsx').then(({ RecoveryFigures }) => ({ default: RecoveryFigures })),
);
const shows = ['answers', 'recoveries', 'observations', 'reviews', 'surveys', 'quiet', 'silent'] as const;

/** Voice: what customers tell us, and whom we must win back. */
export function Screen() {
  const { t } = useTranslation(['listening', 'needs', 'surveys', 'radar', 'regain', 'settings']);
  const { may, user } = useSession();
  const [search, change] = useSearchParams();
  const [opening, setOpening] = useState(false);
  const figures = useQuery(voiceFiguresQuery).data;
  const show = shows.find((one) => one === search['show']) ?? 'answers';
  const { from, to } = search;
  const { open, late } = figures?.toWinBack ?? { open: 0, late: 0 };
  const satisfied = figures?.satisfied;
  const said =
    satisfied === undefined || satisfied.n === 0
      ? t('head.nobody')
      : t('head.satisfied', { k: satisfied.k, n: satisfied.n });
  const owed = open === 0 ? '' : late > 0 ? t('head.late', { count: late }) : t('head.open', { count: open });
  return (
    <div className="page">
      <Suspense>
        <QuoteNoter />
      </Suspense>
      <PageHeader
        eyebrow={[t('web:places.voice.name'), t('head.days')]}
        title={t('web:places.voice.name')}
        answer={figures === undefined ? t('web:places.voice.question') : `${said} ${owed}`}
        tools={
          show === 'recoveries' && may('recoveries.write') ? (
            <Button onClick={() => setOpening(true)}>{t('recoveries.new')}</Button>
          ) : show === 'surveys' ? (
            <>
              <ButtonLink to="/settings/{-$section}" params={{ section: 'voice' }}>
                {t('settings:section.voice')}
              </ButtonLink>
              {may('surveys.write') && <Button onClick={() => setOpening(true)}>{t('surveys:new.open')}</Button>}
            </>
          ) : undefined
        }
      />
      <Tabs
        label={t('parts')}
        open={show}
        tabs={shows.map((key) => ({
          key,
          name: t(key === 'reviews' ? 'surveys:reviews.title' : key === 'quiet' ? 'radar:title' : `${key}.title`),
          ...(key === 'recoveries' ? { count: open } : {}),
        }))}
        onOpen={(key) =>
          change({ show: key === 'answers' ? undefined : key, bad: undefined, ended: undefined, nameless: undefined })
        }
      />
      <nav className="row sm" style={{ gap: 18, margin: '-6px 0 16px' }} aria-label={t('web:places.voice.name')}>
        <Link to="/voice/needs">{t('needs:places.needs')}</Link>
        <Link to="/voice/themes">{t('needs:places.themes')}</Link>
      </nav>
      {show === 'answers' && (
        <div className="voice-split">
          <div>
            <label className="row sm" style={{ marginBottom: 14 }}>
              <input
                type="checkbox"
                checked={search['bad'] === 'true'}
                onChange={(event) => change({ bad: event.currentTarget.checked ? 'true' : undefined })}
              />
              {t('answers.onlyBad')}
            </label>
            <Answers
              filter={{
                from,
                to,
                surveyId: search['surveyId'],
                customerId: search['customerId'],
                ...(search['bad'] === 'true' ? { bad: true } : {}),
              }}
            />
          </div>
          <div>
            <FiguresAside />
            <DecidedBeside figure="satisfied" />
          </div>
        </div>
      )}
      {show === 'recoveries' && (
        <>
          <div className="row sm" style={{ marginBottom: 16, gap: 18 }}>
            <label className="row">
              <input
                type="checkbox"
                checked={search['mine'] === 'true'}
                onChange={(event) => change({ mine: event.currentTarget.checked ? 'true' : undefined })}
              />
              {t('recoveries.mine')}
            </label>
            <label className="row">
              <input
                type="checkbox"
                checked={search['ended'] === 'true'}
                onChange={(event) => change({ ended: event.currentTarget.checked ? 'true' : undefined })}
              />
              {t('recoveries.ended')}
            </label>
            <label className="row">
              <input
                type="checkbox"
                checked={search['figures'] === 'true'}
                onChange={(event) => change({ figures: event.currentTarget.checked ? 'true' : undefined })}
              />
              {t('regain:figures.show')}
            </label>
          </div>
          {search['figures'] === 'true' && (
            <Suspense fallback={<RowsSkeleton rows={4} />}>
              <RecoveryFigures />
            </Suspense>
          )}
          <DecidedBeside figure="recoveries" />
          <Suspense fallback={null}>
            <NamelessReviews />
          </Suspense>
          <Recoveries ended={search['ended'] === 'true'} ownerId={search['mine'] === 'true' ? user?.id : undefined} />
        </>
      )}
      {show === 'observations' && (
        <div style={{ maxWidth: 860 }}>
          <Observe />
          <Observations />
        </div>
      )}
      {show === 'reviews' && (
        <Suspense fallback={<RowsSkeleton rows={4} height={80} />}>
          <Reviews />
        </Suspense>
      )}
      {show === 'surveys' && <Surveys />}
      {show === 'quiet' && (
        <Suspense fallback={<RowsSkeleton rows={4} height={90} />}>
          <Radar />
        </Suspense>
      )}
      {show === 'silent' && (
        <>
          <Listening />
          <Suspense fallback={<RowsSkeleton rows={4} />}>
            <Unheard />
          </Suspense>
        </>
      )}
      {opening && show === 'recoveries' && <RecoveryForm onClose={() => setOpening(false)} />}
      {opening && show === 'surveys' && (
        <Suspense fallback={null}>
          <NewSurvey onClose={() => setOpening(false)} />
        </Suspense>
      )}
    </div>
  );
}
