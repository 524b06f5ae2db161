import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Candidates } from '../modules/journeys/candidates.tsx';
import { byHurt, isKnown, worstOf } from '../modules/journeys/hurting.ts';
import { inForceQuery } from '../modules/journeys/drawing.data.ts';
import { journeyQuery, journeysQuery } from '../modules/journeys/journeys.data.ts';
import { Late, Stalled } from '../modules/journeys/late.tsx';
import { Road } from '../modules/journeys/road.tsx';
import { Spots } from '../modules/journeys/spots.tsx';
import { TouchpointForm } from '../modules/journeys/touchpoint-form.tsx';
import { DecidedBeside } from '../modules/reports/decided-beside.tsx';
import { useSearchParams } from '../search-params.ts';
import { useSession } from '../session.ts';
import { Button, ButtonLink } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { HealthCell } from '../ui/health-cell.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { ScreenNotFound } from '../ui/screen-states.tsx';
import { ScreenSkeleton, TextSkeleton } from '../ui/skeletons.tsx';
import { touchpointsQuery } from '../touchpoints.ts';

const TimeCurve = lazy(() => import('../modules/journeys/time-curve.tsx'));
const NewJourney = lazy(() => import('../modules/journeys/new-journey.tsx'));

const heats = [0, 1, 2, 3, 4] as const;

/** Journeys: where each customer is, and where the road hurts. */
export function Screen() {
  const { t } = useTranslation(['map', 'drawing', 'trail']);
  const { may } = useSession();
  const [search, change] = useSearchParams();
  const [adding, setAdding] = useState(false);
  const [drawing, setDrawing] = useState(false);
  const [open, setOpen] = useState<string>();
  const journeys = useQuery(journeysQuery);
  const touchpoints = useQuery(touchpointsQuery);
  const chosen = journeys.data?.find(({ id }) => id === search['journey']) ?? journeys.data?.[0];
  const write = may('journeys.write');
  const drawn = useQuery({ ...inForceQuery(chosen?.id), enabled: write && chosen !== undefined });
  const journey = useQuery(journeyQuery(chosen?.id));
  if (touchpoints.isPending || journeys.isPending) return <ScreenSkeleton />;
  // a journey that was named and is not there is not silently another
  if (search['journey'] !== undefined && journeys.data !== undefined && chosen?.id !== search['journey'])
    return <ScreenNotFound />;
  const failed = [touchpoints, journeys, journey].find((query) => query.isError);
  const places = touchpoints.data ?? [];
  const worst = worstOf(places);
  const known = places.filter(({ health }) => isKnown(health.lost)).length;
  const answer =
    worst !== undefined
      ? t('head.worst', { name: worst.name, k: worst.health.lost.k, n: worst.health.lost.n })
      : known > 0
        ? t('head.nowhere')
        : t('head.unknown');
  const late = journey.data?.destinations.find(({ id }) => id === open);
  const curve = journey.data?.destinations.find(({ id }) => id === search['curve'])?.id;
  const unclear = new Set(drawn.data?.unclear.map(({ stopId }) => stopId)).size;
  const lateOnes = journey.data?.destinations.reduce((sum, { counts }) => sum + counts.late, 0) ?? 0;
  return (
    <div className="page">
      <PageHeader
        eyebrow={[
          t('web:places.journeys.name'),
          ...(chosen === undefined ? [] : [t('head.version', { name: chosen.name, version: chosen.version })]),
          t('head.days'),
        ]}
        title={t('web:places.journeys.name')}
        answer={answer}
        tools={
          <>
            {unclear > 0 && chosen !== undefined && (
              <ButtonLink to={`/journeys/${chosen.id}/edit`}>
                {t('drawing:unclearSteps', { count: unclear })}
              </ButtonLink>
            )}
            {lateOnes > 0 && (
              <Button aria-expanded={open === 'all'} onClick={() => setOpen(open === 'all' ? undefined : 'all')}>
                {t('late.all')}
              </Button>
            )}
            {write && chosen !== undefined && (
              <ButtonLink to={`/journeys/${chosen.id}/edit`}>{t('head.edit')}</ButtonLink>
            )}
          </>
        }
      />
      <div className="row map-tools">
        {(journeys.data?.length ?? 0) > 1 && (
          <label>
            <span className="sr">{t('head.choose')}</span>
            <select
              className="choose"
              value={chosen?.id}
              onChange={(event) => change({ journey: event.currentTarget.value })}
            >
              {journeys.data?.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        )}
        {write && (
          <Button size="s" onClick={() => setDrawing(true)}>
            {t('trail:new.open')}
          </Button>
        )}
        <ButtonLink size="s" to="/journeys/moments">
          {t('head.moments')}
        </ButtonLink>
      </div>
      <p className="map-legend">
        <span>{t('legend.share')}</span>
        {heats.map((heat) => (
          <span key={heat}>
            <i style={{ background: `var(--heat-${heat})` }} aria-hidden />
            {t(`legend.${heat}`)}
          </span>
        ))}
        <span>
          <i className="hatch" style={{ borderStyle: 'dashed' }} aria-hidden />
          {t('legend.unknown')}
        </span>
      </p>
      {failed !== undefined && <ErrorNotice problem={failed.error} onAgain={() => void failed.refetch()} />}
      {chosen === undefined && <EmptyState what={t('trail:new.emptyWhat')} why={t('trail:new.emptyWhy')} />}
      {chosen !== undefined && journey.isPending && <TextSkeleton lines={8} />}
      {journey.data && (
        <Road
          journey={journey.data}
          touchpoints={places}
          open={open}
          onOpen={setOpen}
          curve={curve}
          onCurve={(id) => change({ curve: id, by: undefined, since: undefined, keys: undefined })}
        />
      )}
      {curve !== undefined && (
        <Suspense fallback={<TextSkeleton lines={6} />}>
          <TimeCurve
            id={curve}
            onClose={() => change({ curve: undefined, by: undefined, since: undefined, keys: undefined })}
          />
        </Suspense>
      )}
      {open === 'all' && chosen !== undefined && <Stalled journeyId={chosen.id} />}
      {late !== undefined && <Late id={late.id} name={late.name} />}
      <section className="under-map" aria-labelledby="places">
        <header className="row">
          <h2 className="title grow" id="places">
            {t('places.title', { count: places.length })}
          </h2>
          {write && (
            <Button size="s" onClick={() => setAdding(true)}>
              {t('touchpoint.new')}
            </Button>
          )}
        </header>
        {places.length === 0 ? (
          <EmptyState what={t('places.emptyWhat')} why={t('places.emptyWhy')} />
        ) : (
          <ul className="cells">
            {byHurt(places).map((touchpoint) => (
              <li key={touchpoint.id}>
                <Link to={`/journeys/touchpoints/${touchpoint.id}`}>
                  <HealthCell name={touchpoint.name} figure={touchpoint.health.lost} />
                </Link>
              </li>
            ))}
          </ul>
        )}
        <DecidedBeside figure="touchpoints" />
      </section>
      <Spots />
      {write && <Candidates touchpoints={places} />}
      {drawing && (
        <Suspense>
          <NewJourney onClose={() => setDrawing(false)} />
        </Suspense>
      )}
      {adding && <TouchpointForm onClose={() => setAdding(false)} />}
    </div>
  );
}
