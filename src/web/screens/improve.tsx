import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DecisionForm } from '../modules/improvement/decision-form.tsx';
import { DecisionsList } from '../modules/improvement/decisions-list.tsx';
import { registerAnswerQuery } from '../modules/improvement/improvement.data.ts';
import { ImprovementForm } from '../modules/improvement/improvement-form.tsx';
import { ImprovementsList } from '../modules/improvement/improvements-list.tsx';
import { ProblemForm } from '../modules/improvement/problem-form.tsx';
import { ProblemsList } from '../modules/improvement/problems-list.tsx';
import { useSearchParams } from '../search-params.ts';
import { useSession } from '../session.ts';
import { useShortcut } from '../shortcuts.ts';
import { Button } from '../ui/button.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { RowsSkeleton } from '../ui/skeletons.tsx';
import { Tabs } from '../ui/tabs.tsx';

const NoticesList = lazy(() =>
  import('../modules/improvement/notices-list.tsx').then(({ NoticesList }) => ({ default: NoticesList })),
);
const shows = ['improvements', 'problems', 'decisions', 'notices'] as const;
const improvementStates = ['proposed', 'running', 'closed', 'abandoned'] as const;
const problemStates = ['open', 'known-error', 'solved'] as const;

/** Improve: what we are fixing, ranked by what it is worth, and whether it worked. */
export function Screen() {
  const { t } = useTranslation(['fixing', 'charts', 'anticipation']);
  const { may } = useSession();
  const [search, change] = useSearchParams();
  const [making, setMaking] = useState(false);
  const answer = useQuery(registerAnswerQuery).data;
  const show = shows.find((one) => one === search['show']) ?? 'improvements';
  const write = may('improvement.write');
  useShortcut(
    'c',
    `fixing:new.${show === 'notices' ? 'problems' : show}`,
    () => setMaking(true),
    write && show !== 'notices',
  );
  const make =
    write && show !== 'notices' ? (
      <Button kind="go" keys="c" onClick={() => setMaking(true)}>
        {t(`new.${show}`)}
      </Button>
    ) : undefined;
  const first =
    write && show !== 'notices' ? <Button onClick={() => setMaking(true)}>{t(`new.${show}`)}</Button> : undefined;
  const states = show === 'improvements' ? improvementStates : show === 'problems' ? problemStates : [];
  const state = search['state'];
  const from = { touchpointId: search['touchpointId'], problemId: search['problemId'] };
  const improvementState = improvementStates.find((one) => one === state);
  const problemState = problemStates.find((one) => one === state);
  return (
    <div className="page">
      <PageHeader
        eyebrow={[t('web:places.improve.name')]}
        title={t('web:places.improve.name')}
        answer={
          answer === undefined
            ? t('web:places.improve.question')
            : answer.running + answer.open === 0
              ? t('head.nothing')
              : [
                  answer.running > 0 ? t('head.running', { count: answer.running }) : '',
                  answer.open > 0 ? t('head.open', { count: answer.open }) : '',
                ]
                  .filter(Boolean)
                  .join(' ')
        }
        tools={make}
      />
      <Tabs
        label={t('parts')}
        open={show}
        tabs={shows.map((key) => ({ key, name: t(key === 'notices' ? 'anticipation:title' : `${key}.title`) }))}
        onOpen={(key) => change({ show: key === 'improvements' ? undefined : key, state: undefined })}
      />
      {states.length > 0 && (
        <label className="row sm" style={{ marginBottom: 12 }}>
          <span className="dim">{t('showOnly')}</span>
          <select
            className="choose"
            style={{ width: 'auto' }}
            value={state ?? ''}
            onChange={(event) => change({ state: event.currentTarget.value })}
          >
            <option value="">{t('all')}</option>
            {states.map((one) => (
              <option key={one} value={one}>
                {t(`${show}.state.${one}`)}
              </option>
            ))}
          </select>
        </label>
      )}
      {show === 'improvements' && (
        <ImprovementsList
          filter={{ order: 'worth', state: improvementState, touchpointId: from.touchpointId }}
          empty={first}
        />
      )}
      {show === 'problems' && (
        <ProblemsList filter={{ state: problemState, touchpointId: from.touchpointId }} empty={first} />
      )}
      {show === 'notices' && (
        <Suspense fallback={<RowsSkeleton rows={4} />}>
          <NoticesList />
        </Suspense>
      )}
      {show === 'decisions' && <DecisionsList empty={first} />}
      {making && show === 'improvements' && <ImprovementForm from={from} onClose={() => setMaking(false)} />}
      {making && show === 'problems' && <ProblemForm from={from} onClose={() => setMaking(false)} />}
      {making && show === 'decisions' && <DecisionForm from={from} onClose={() => setMaking(false)} />}
    </div>
  );
}
