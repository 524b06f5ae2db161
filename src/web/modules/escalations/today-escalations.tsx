import './escalations.css';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/escalations.ts';
import { call } from '../../api.ts';
import { queryClient } from '../../query-client.ts';
import { useSession } from '../../session.ts';
import { useShortcut } from '../../shortcuts.ts';
import { notify, notifyProblem } from '../../toasts.ts';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { acknowledge, type Escalation, escalationsTodayQuery, type Task } from './escalations.data.ts';
import { GapsToday } from './gaps.tsx';
import { TaskDone } from './task-done.tsx';

/** Lines that stand open where nothing calls me. */
const calm = 3;

/** What calls me, what runs where I lead, and what a breach asks of whoever leads; nothing at all when all is calm. */
export default function TodayEscalations({ where }: { where: 'above' | 'below' }) {
  const { t } = useTranslation('escalations');
  const today = useQuery(escalationsTodayQuery).data;
  const first = today?.mine[0];
  const have = async (one: Escalation) => {
    try {
      await acknowledge(one.id);
      notify(t('page.done'));
    } catch (problem) {
      notifyProblem(problem);
    }
  };
  useShortcut('a', 'escalations:today.have', () => first && void have(first), first !== undefined && where === 'above');
  if (today === undefined) return null;
  if (today.mine.length + today.running.length + today.tasks.length + today.gaps.length === 0) return null;
  if (today.mine.length > 0 !== (where === 'above')) return null;
  return (
    <section className="card escalations-today" aria-labelledby="escalations-today">
      <h2 className="title" id="escalations-today">
        {t('today.title')}
      </h2>
      <Folded
        shown={today.mine.length > 0 ? today.mine.length : calm}
        lines={[
          ...today.mine.map((one, place) => (
            <Line key={one.id} one={one}>
              <Button kind="go" size="s" {...(place === 0 ? { keys: 'a' } : {})} onClick={() => void have(one)}>
                {t('today.have')}
              </Button>
            </Line>
          )),
          ...today.running.map((one) => <Line key={one.id} one={one} />),
        ]}
      />
      {today.tasks.length > 0 && <Tasks tasks={today.tasks} overdue={today.overdueTasks} />}
      {today.gaps.length > 0 && <GapsToday gaps={today.gaps} />}
    </section>
  );
}

/** The first lines, and behind one press the rest: what calls me is never folded, and Today stays Today. */
function Folded({ lines, shown }: { lines: readonly ReactNode[]; shown: number }) {
  const { t } = useTranslation('escalations');
  const rest = lines.slice(shown);
  return (
    <>
      <ol className="rows">{lines.slice(0, shown)}</ol>
      {rest.length > 0 && (
        <details>
          <summary className="sm mid">{t('today.rest', { count: rest.length })}</summary>
          <ol className="rows">{rest}</ol>
        </details>
      )}
    </>
  );
}

function Line({ one, children }: { one: Escalation; children?: ReactNode }) {
  const { t } = useTranslation('escalations');
  return (
    <li>
      <div className="grow">
        <p className="row wrap">
          <Link to="/escalations/$id" params={{ id: one.id }} className="strong">
            {one.protocol.name}
          </Link>
          {one.drill && <Chip kind="think">{t('screen.drillEyebrow')}</Chip>}
          {one.callsMe ? (
            <Chip kind={one.drill ? 'plain' : 'risk'}>{t('today.callsMe')}</Chip>
          ) : (
            <Chip kind={one.state === 'unheard' ? 'risk' : 'plain'}>
              {one.acknowledgedBy === null
                ? t(`state.${one.state}`)
                : t('screen.acknowledged', { name: one.acknowledgedBy.name }).replace(/\.$/, '')}
            </Chip>
          )}
        </p>
        <p className="dim sm">
          {[
            one.case === null ? '' : `#${String(one.case.number)} ${one.customer?.name ?? ''}: ${one.case.subject}`,
            t(`because.${String(one.because['on'])}`, one.because).replace(/\.$/, ''),
          ]
            .filter(Boolean)
            .join(' · ')}{' '}
          · {t('today.since')} <TimeText at={one.startedAt} />
        </p>
      </div>
      {children}
    </li>
  );
}

function Tasks({ tasks, overdue }: { tasks: readonly Task[]; overdue: number }) {
  const { t } = useTranslation('escalations');
  const { user } = useSession();
  const [done, setDone] = useState<Task>();
  const take = async (task: Task) => {
    if (user === null) return;
    try {
      await call<typeof contract.takeEscalationTask>('POST', '/escalation-tasks/:id/keeper', {
        params: { id: task.id },
        body: { userId: user.id },
      });
      await queryClient.invalidateQueries({ queryKey: ['escalations'] });
    } catch (problem) {
      notifyProblem(problem);
    }
  };
  return (
    <>
      <h3 className="label">
        {t('today.tasks')}
        {overdue > 0 && ` · ${t('today.overdue', { count: overdue })}`}
      </h3>
      <Folded
        shown={calm}
        lines={tasks.map((task) => (
          <li key={task.id}>
            <div className="grow">
              <p className="row wrap">
                <b className="strong">{t(`action.${task.action}`)}</b>
                {task.standsFor > 1 && (
                  <span className="dim sm">{t('today.standsFor', { count: task.standsFor })}</span>
                )}
                <Chip kind={task.overdue ? 'risk' : 'plain'}>
                  {t('today.by')} <TimeText at={task.dueAt} />
                </Chip>
              </p>
              <p className="dim sm">
                {task.case !== null && (
                  <>
                    <Link to="/inbox/{-$number}" params={{ number: String(task.case.number) }}>
                      #{task.case.number} {task.customer?.name}: {task.case.subject}
                    </Link>
                    {task.keeper !== null && ' · '}
                  </>
                )}
                {task.keeper !== null && t('today.taken', { name: task.keeper.name })}
              </p>
            </div>
            {task.keeper?.id !== user?.id && (
              <Button size="s" kind="quiet" onClick={() => void take(task)}>
                {t('today.take')}
              </Button>
            )}
            <Button size="s" onClick={() => setDone(task)}>
              {t('today.done')}
            </Button>
          </li>
        ))}
      />
      {done !== undefined && <TaskDone task={done} onClose={() => setDone(undefined)} />}
    </>
  );
}
