import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Cause } from '../modules/improvement/cause.tsx';
import { DecisionForm } from '../modules/improvement/decision-form.tsx';
import { problemQuery } from '../modules/improvement/improvement.data.ts';
import { ImprovementForm } from '../modules/improvement/improvement-form.tsx';
import { NoticesList } from '../modules/improvement/notices-list.tsx';
import { ImprovementsList } from '../modules/improvement/improvements-list.tsx';
import { ProblemCases } from '../modules/improvement/problem-cases.tsx';
import { ProblemForm } from '../modules/improvement/problem-form.tsx';
import { ProblemState } from '../modules/improvement/problem-state.tsx';
import { useSession } from '../session.ts';
import { Button } from '../ui/button.tsx';
import { dayWords, moneyWords } from '../../figures/day-words.ts';
import { Initials } from '../ui/initials.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { ScreenSkeleton } from '../ui/skeletons.tsx';
import { TimeText } from '../ui/time-text.tsx';

/** One problem: whom it hurts, why it is, what helps meanwhile, and what we do against it. */
export function Screen() {
  const { t, i18n } = useTranslation(['fixing', 'charts']);
  const { id }: { id: string } = useParams({ strict: false });
  const { may } = useSession();
  const [open, setOpen] = useState<'form' | 'improvement' | 'decision'>();
  const found = useQuery(problemQuery(id));
  if (found.isPending) return <ScreenSkeleton />;
  if (found.data === undefined) throw found.error;
  const problem = found.data;
  const { affected, touchpoint } = problem;
  const from = { problemId: problem.id, touchpointId: touchpoint?.id };
  const days = [problem.since, problem.until].map((day) => (day === null ? '' : dayWords(day, i18n.language)));
  const close = () => setOpen(undefined);
  return (
    <div className="page">
      <PageHeader
        eyebrow={[
          <Link key="up" to="/improve" search={{ show: 'problems' }}>
            {t('problems.title')}
          </Link>,
          t(`problems.state.${problem.state}`),
        ]}
        answer={problem.title}
        tools={
          may('improvement.write') ? (
            <>
              <Button onClick={() => setOpen('form')}>{t('moves.change')}</Button>
              <ProblemState problem={problem} />
              {problem.state !== 'solved' && (
                <Button kind="go" onClick={() => setOpen('improvement')}>
                  {t('problem.improve')}
                </Button>
              )}
            </>
          ) : undefined
        }
      />
      <div className="with-side">
        <div className="stacked" style={{ gap: 28 }}>
          {problem.description !== '' && (
            <p style={{ whiteSpace: 'pre-line', maxWidth: '68ch', fontSize: 'var(--t-lg)' }}>{problem.description}</p>
          )}
          <div className="numbers">
            <span>
              <b>{affected.customers}</b>
              {t('problem.customersHurt', { count: affected.customers })}
            </span>
            <span>
              <b>{affected.moments}</b>
              {t('problem.momentsLost', { count: affected.moments })}
            </span>
            <span>
              <b>{affected.cases}</b>
              {t('problem.casesLinked', { count: affected.cases })}
            </span>
            <span>
              <b>{affected.value === null ? '–' : moneyWords(affected.value, affected.currency, i18n.language)}</b>
              {t(affected.value === null ? 'problem.valueUnknown' : 'problem.bought')}
            </span>
          </div>
          <Cause problem={problem} />
          <section aria-labelledby="against">
            <h2 className="block-title" id="against">
              {t('problem.against')}
            </h2>
            <ImprovementsList filter={{ problemId: problem.id }} />
          </section>
          <NoticesList problemId={problem.id} known={problem.state === 'known-error'} />
          <ProblemCases id={problem.id} />
        </div>
        <aside className="side-facts" aria-label={t('page.side')}>
          <section>
            <h2>{t('owner')}</h2>
            <p className="row">
              <Initials name={problem.owner?.name} />
              <b className="strong">{problem.owner?.name ?? t('form.nobody')}</b>
            </p>
          </section>
          <section>
            <h2>{t('problem.where')}</h2>
            <p className="sm">
              {touchpoint === null ? (
                t('problems.everywhere')
              ) : (
                <Link to={`/journeys/touchpoints/${touchpoint.id}`}>{touchpoint.name}</Link>
              )}
            </p>
            {touchpoint !== null && (
              <p className="sm">
                <Link
                  to="/journeys/moments"
                  search={{
                    outcome: 'lost',
                    touchpointId: touchpoint.id,
                    ...(problem.since === null ? {} : { from: problem.since }),
                    ...(problem.until === null ? {} : { to: problem.until }),
                  }}
                >
                  {t('problem.itsMoments')}
                </Link>
              </p>
            )}
          </section>
          <section>
            <h2>{t('problem.when')}</h2>
            <p className="sm">
              {problem.since === null && problem.until === null
                ? t('problem.noDays')
                : t('problem.days', { from: days[0] || '…', to: days[1] || t('problem.today') })}
            </p>
            <p className="dim xs">
              {t('problem.counted')} <TimeText at={affected.countedAt} />
            </p>
          </section>
          {may('improvement.write') && (
            <section>
              <h2>{t('decisions.title')}</h2>
              <Button size="s" onClick={() => setOpen('decision')}>
                {t('decision.new')}
              </Button>
            </section>
          )}
        </aside>
      </div>
      {open === 'form' && <ProblemForm problem={problem} onClose={close} />}
      {open === 'improvement' && <ImprovementForm from={from} onClose={close} />}
      {open === 'decision' && <DecisionForm from={from} onClose={close} />}
    </div>
  );
}
