import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../contract/journeys-touchpoints.ts';
import { call } from '../api.ts';
import { ProblemForm } from '../modules/improvement/problem-form.tsx';
import { isKnown } from '../modules/journeys/hurting.ts';
import { showTouchpoint, touchpointQuery } from '../modules/journeys/journeys.data.ts';
import { Ledger } from '../modules/journeys/ledger.tsx';
import { PerceivedTime } from '../modules/journeys/perception.tsx';
import { TouchpointForm } from '../modules/journeys/touchpoint-form.tsx';
import { ask } from '../questions.ts';
import { useSession } from '../session.ts';
import { notifyProblem } from '../toasts.ts';
import { Button, ButtonLink } from '../ui/button.tsx';
import { Figure } from '../ui/figure.tsx';
import { Initials } from '../ui/initials.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { ScreenSkeleton } from '../ui/skeletons.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { UpLink } from '../ui/up-link.tsx';

/** One place where customers meet us: how it goes, taken apart, and its moments. */
export function Screen() {
  const { t } = useTranslation(['map', 'charts', 'discovery']);
  const { id }: { id: string } = useParams({ strict: false });
  const { may } = useSession();
  const [editing, setEditing] = useState(false);
  const [starting, setStarting] = useState(false);
  const found = useQuery(touchpointQuery(id));
  if (found.isPending) return <ScreenSkeleton />;
  if (found.data === undefined) throw found.error;
  const place = found.data;
  const { health } = place;
  const change = async (body: { retired?: boolean; lastImprovedAt?: string }) => {
    try {
      showTouchpoint(
        await call<typeof contract.changeTouchpoint>('PATCH', '/touchpoints/:id', { params: { id }, body }),
      );
    } catch (problem) {
      notifyProblem(problem);
    }
  };
  const retire = async () => {
    const sure = await ask({
      title: t('touchpoint.retireTitle'),
      text: t('touchpoint.retireWhy', { name: place.name }),
      yes: t('touchpoint.retire'),
    });
    if (sure !== undefined) await change({ retired: true });
  };
  const sheet = [
    ['purpose', place.purpose],
    ['before', place.feelingBefore],
    ['after', place.feelingAfter],
    ['effort', place.effort === null ? '' : t('touchpoint.ofSeven', { n: place.effort })],
    ['handOffs', place.handOffs === null ? '' : String(place.handOffs)],
    ['importance', t('touchpoint.ofFive', { n: place.importance })],
    ['failures', place.failureModes],
  ] as const;
  const answer = health.unknown
    ? t('touchpoint.answer.unknown', { name: place.name })
    : isKnown(health.lost)
      ? t('touchpoint.answer.known', { name: place.name, k: health.lost.k, n: health.lost.n })
      : t('touchpoint.answer.few', { name: place.name, count: health.n });
  const write = may('journeys.write');
  return (
    <div className="page">
      <PageHeader
        eyebrow={[
          <UpLink key="up" to="journeys" />,
          t('touchpoint.one'),
          ...(place.retiredAt === null ? [] : [t('touchpoint.retired')]),
        ]}
        title={place.name}
        answer={answer}
        tools={
          <>
            {write && <Button onClick={() => setEditing(true)}>{t('change')}</Button>}
            {may('improvement.write') && (
              <>
                <ButtonLink to="/improve" search={{ show: 'problems', touchpointId: place.id }}>
                  {t('touchpoint.problems')}
                </ButtonLink>
                <Button kind="go" onClick={() => setStarting(true)}>
                  {t('touchpoint.problem')}
                </Button>
              </>
            )}
          </>
        }
      />
      <div className="touch-split">
        <div style={{ display: 'grid', gap: 30, minWidth: 0 }}>
          <section>
            <p>
              {t('touchpoint.lostShare')} <Figure figure={health.lost} />
            </p>
            {!health.unknown && (
              <>
                <div className="wnl" aria-hidden>
                  <i style={{ flex: health.won.k, background: 'var(--won)' }} />
                  <i style={{ flex: health.neutral, background: 'var(--neutral)' }} />
                  <i style={{ flex: health.lost.k, background: 'var(--lost)' }} />
                </div>
                <p className="dim sm">
                  {t('touchpoint.counts', { won: health.won.k, neutral: health.neutral, lost: health.lost.k })}
                  {health.lastAt !== null && (
                    <>
                      {' '}
                      · {t('touchpoint.last')} <TimeText at={health.lastAt} />
                    </>
                  )}
                </p>
              </>
            )}
          </section>
          <section aria-labelledby="sheet">
            <h2 className="title" id="sheet" style={{ marginBottom: 10 }}>
              {t('touchpoint.sheet')}
            </h2>
            <dl className="sheet">
              {sheet.map(([key, value]) => (
                <div key={key}>
                  <dt>{t(`touchpoint.${key}`)}</dt>
                  <dd style={value === '' ? { color: 'var(--unknown-ink)' } : undefined}>
                    {value === '' ? t('web:figure.unknown') : value}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
          <PerceivedTime id={place.id} />
          <section aria-labelledby="moments">
            <h2 className="title" id="moments" style={{ marginBottom: 6 }}>
              {t('touchpoint.moments')}
            </h2>
            <Ledger filter={{ touchpointId: place.id }} place={false} limit={15} />
          </section>
        </div>
        <aside className="touch-aside" aria-label={t('touchpoint.about')} style={{ display: 'grid', gap: 16 }}>
          <section>
            <h2 className="label">{t('touchpoint.owner')}</h2>
            <p className="row">
              <Initials name={place.owner?.name} />
              <b className="strong">{place.owner?.name ?? t('road.nobody')}</b>
            </p>
          </section>
          <section>
            <h2 className="label">{t('touchpoint.party')}</h2>
            <p>{t(`party.${place.party}`)}</p>
          </section>
          <section>
            <h2 className="label">{t('touchpoint.improved')}</h2>
            <p>{place.lastImprovedAt === null ? t('touchpoint.never') : <TimeText at={place.lastImprovedAt} />}</p>
            {write && place.retiredAt === null && (
              <Button size="s" onClick={() => void change({ lastImprovedAt: new Date().toISOString() })}>
                {t('discovery:improvedNow')}
              </Button>
            )}
          </section>
          {write && place.retiredAt === null && (
            <p>
              <Button size="s" onClick={() => void retire()}>
                {t('touchpoint.retire')}
              </Button>
            </p>
          )}
          {write && place.retiredAt !== null && (
            <p>
              <Button size="s" onClick={() => void change({ retired: false })}>
                {t('touchpoint.back')}
              </Button>
            </p>
          )}
        </aside>
      </div>
      {starting && <ProblemForm from={{ touchpointId: place.id }} onClose={() => setStarting(false)} />}
      {editing && <TouchpointForm touchpoint={place} onClose={() => setEditing(false)} />}
    </div>
  );
}
