import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { improvementQuery } from '../modules/improvement/improvement.data.ts';
import { ImprovementMoves } from '../modules/improvement/improvement-moves.tsx';
import { Judgement } from '../modules/improvement/judgement.tsx';
import { metricWords } from '../modules/improvement/plan-words.ts';
import { PlanStrip } from '../modules/improvement/plan-strip.tsx';
import { Spent } from '../modules/improvement/spent.tsx';
import { Chip } from '../ui/chip.tsx';
import { ControlChart } from '../ui/control-chart.tsx';
import { Initials } from '../ui/initials.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { ScreenSkeleton } from '../ui/skeletons.tsx';
import { UpLink } from '../ui/up-link.tsx';

/** One improvement: what was promised, what was seen, what it cost. */
export function Screen() {
  const { t } = useTranslation(['fixing', 'charts']);
  const { id }: { id: string } = useParams({ strict: false });
  const found = useQuery(improvementQuery(id));
  if (found.isPending) return <ScreenSkeleton />;
  if (found.data === undefined) throw found.error;
  const improvement = found.data;
  const { plan, problem, decisions, owner } = improvement;
  const name = t('page.byWeek', {
    metric: metricWords((key, values) => t(key, values ?? {}), plan.metric, plan.touchpoint?.name),
  });
  return (
    <div className="page">
      <PageHeader
        eyebrow={[
          <UpLink key="up" to="improve" />,
          ...(problem === null
            ? []
            : [
                <span key="problem">
                  {t('page.fromProblem')} <Link to={`/improve/problems/${problem.id}`}>{problem.title}</Link>
                </span>,
              ]),
          t(`improvements.state.${improvement.state}`),
        ]}
        answer={improvement.title}
      />
      <PlanStrip improvement={improvement} />
      <div className="with-side">
        <div>
          <section className="card panel" aria-labelledby="chart-name">
            <p className="row" style={{ flexWrap: 'wrap', marginBottom: 10 }}>
              <b className="title" id="chart-name">
                {name}
              </b>
              <span className="label">{t('page.limits')}</span>
            </p>
            <ControlChart
              name={name}
              chart={improvement.chart}
              height={340}
              records={
                plan.touchpoint !== null && (
                  <Link
                    className="xs"
                    to="/journeys/moments"
                    search={{
                      touchpointId: plan.touchpoint.id,
                      outcome: plan.metric === 'moments-won' ? 'won' : 'lost',
                    }}
                  >
                    {t('page.records')}
                  </Link>
                )
              }
            />
          </section>
          <Judgement improvement={improvement} />
          {improvement.closingWords !== '' && <p className="mid">{improvement.closingWords}</p>}
          <ImprovementMoves improvement={improvement} />
        </div>
        <aside className="side-facts" aria-label={t('page.side')}>
          <section>
            <h2>{t('owner')}</h2>
            <p className="row">
              <Initials name={owner?.name} />
              <b className="strong">{owner?.name ?? t('form.nobody')}</b>
            </p>
          </section>
          <Spent improvement={improvement} />
          {improvement.description !== '' && (
            <section>
              <h2>{t('page.about')}</h2>
              <p className="sm" style={{ whiteSpace: 'pre-line' }}>
                {improvement.description}
              </p>
            </section>
          )}
          {decisions.length > 0 && (
            <section>
              <h2>{t('decisions.title')}</h2>
              <ul>
                {decisions.map((decision) => (
                  <li key={decision.id}>
                    <Link to={`/improve/decisions/${decision.id}`}>{decision.question}</Link>{' '}
                    <Chip>{t(`decisions.state.${decision.state}`)}</Chip>
                  </li>
                ))}
              </ul>
            </section>
          )}
        </aside>
      </div>
    </div>
  );
}
