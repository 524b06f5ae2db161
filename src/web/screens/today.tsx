import './today.css';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Celebrate } from '../modules/practice/bell/celebrate.tsx';
import { HuddleLink } from '../modules/practice/huddles/huddle-link.tsx';
import { Learn } from '../modules/practice/behaviours/learn.tsx';
import { todayQuery } from '../modules/practice/practice.data.ts';
import { EscalationsOfToday } from '../modules/escalations/today-part.tsx';
import { SpokenUnanswered } from '../modules/promises/spoken/spoken-parts.tsx';
import { useSession } from '../session.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { FindButton, PageHeader } from '../ui/page-header.tsx';
import { TextSkeleton } from '../ui/skeletons.tsx';
import { useManner, useNow } from '../ui/time-text.tsx';
import { TodayAnswer } from './today-answer.tsx';
import { TodayDay } from './today-day.tsx';
import { TodayKeep } from './today-keep.tsx';
import { promisesTodayQuery, type PromisesToday } from './today.data.ts';

const TodayApprovals = lazy(() => import('../modules/procedures/today-approvals.tsx'));

/** Today: what is owed and what will slip, what I practise, what we won. */
export function Screen() {
  const { t } = useTranslation('today');
  const { user, may } = useSession();
  const search: { scope?: string } = useSearch({ strict: false });
  const navigate = useNavigate();
  const keeps = may('promises.read');
  const today = useQuery(todayQuery);
  const promises = useQuery({ ...promisesTodayQuery, enabled: keeps });
  const team = promises.data?.team;
  // Whoever leads looks at the team first, or at everybody where there are no teams; others can look at their team, too.
  const inTeam = (user?.teams.length ?? 0) > 0;
  const hasTeam = inTeam || may('cases.manage');
  const shown = search.scope ?? (may('cases.manage') ? 'team' : 'mine');
  const scope = shown === 'team' ? team : promises.data?.mine;
  return (
    <div className="page today">
      <PageHeader
        eyebrow={[<DayName key="day" />, ...(user?.teams ?? []).slice(0, 2).map(({ name }) => t('team', { name }))]}
        answer={
          <TodayAnswer
            scope={scope}
            first={promises.data !== undefined && nothingEver(promises.data)}
            practice={today.data}
            keeps={keeps}
            failed={(keeps ? promises : today).isError}
          />
        }
        tools={
          <>
            <FindButton />
            <HuddleLink next={today.data?.nextHuddle ?? null} />
          </>
        }
      />
      {keeps && <EscalationsOfToday where="above" />}
      {keeps && (
        <TodayDay
          today={promises.data}
          problem={promises.error}
          again={() => void promises.refetch()}
          shown={shown === 'team' ? 'team' : 'mine'}
          whole={inTeam ? 'team' : 'everybody'}
          onShow={hasTeam ? (next) => void navigate({ to: '/', search: { scope: next } }) : undefined}
        />
      )}
      {keeps && <EscalationsOfToday where="below" />}
      {may('cases.manage') && (
        <Suspense>
          <TodayApprovals />
        </Suspense>
      )}
      {keeps && <SpokenUnanswered whose={may('cases.manage') ? 'all' : 'me'} />}
      <div className={keeps ? 'today-three' : 'today-three two-only'}>
        {keeps && !(promises.isError && promises.data === undefined) && (
          <TodayKeep today={promises.data} candidate={today.data?.candidate ?? null} />
        )}
        {today.isPending ? (
          <>
            <section className="card">
              <TextSkeleton lines={7} />
            </section>
            <section className="card">
              <TextSkeleton lines={7} />
            </section>
          </>
        ) : today.data === undefined ? (
          <ErrorNotice problem={today.error} onAgain={() => void today.refetch()} />
        ) : (
          <>
            <Learn day={today.data.practice} />
            <Celebrate today={today.data} />
          </>
        )}
      </div>
    </div>
  );
}

/** Nothing due, kept, broken or to come: the first days. */
function nothingEver({ mine, team, later }: PromisesToday): boolean {
  return [mine, team].every((one) => one.openCount + one.keptCount + one.brokenCount === 0) && later.length === 0;
}

function DayName() {
  const { language, timeZone } = useManner();
  const now = useNow();
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone,
  }).format(now);
}
