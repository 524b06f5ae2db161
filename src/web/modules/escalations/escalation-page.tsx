import './escalations.css';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/escalations.ts';
import { call } from '../../api.ts';
import { queryClient } from '../../query-client.ts';
import { ask } from '../../questions.ts';
import { useSession } from '../../session.ts';
import { useShortcut } from '../../shortcuts.ts';
import { notify, notifyProblem } from '../../toasts.ts';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { TimeText, useManner, useNow } from '../../ui/time-text.tsx';
import { instantWords } from '../../ui/time-words.ts';
import { secondsWords } from './escalation-words.ts';
import { acknowledge, type EscalationDetail, type Task } from './escalations.data.ts';
import { HandOver } from './hand-over.tsx';
import { EscalationSteps } from './steps.tsx';
import { TaskDone } from './task-done.tsx';

/** One escalation or drill: who was called, who has it, what happened. */
export function EscalationPage({ one }: { one: EscalationDetail }) {
  const { t } = useTranslation(['escalations', 'customers']);
  const { user, may } = useSession();
  const [handing, setHanding] = useState(false);
  const [done, setDone] = useState<Task>();
  const leads = may('cases.manage');
  const open = one.endedAt === null;
  const mayHave = open && (one.callsMe || (leads && !one.drill && one.state !== 'acknowledged'));
  const has = user !== null && [one.acknowledgedBy?.id, one.handedTo?.id].includes(user.id);
  const mayEnd = open && (leads || has);
  const mayHand = open && one.case !== null && may('cases.write') && (leads || has || one.callsMe);
  const doing = async (work: () => Promise<unknown>, said: string) => {
    try {
      await work();
      await queryClient.invalidateQueries({ queryKey: ['escalations'] });
      notify(said);
    } catch (problem) {
      notifyProblem(problem);
    }
  };
  const have = () => void doing(() => acknowledge(one.id), t(one.drill ? 'page.drillDone' : 'page.done'));
  const end = async () => {
    const answer = await ask({
      title: t('screen.endTitle'),
      text: t('screen.endText'),
      yes: t('screen.endYes'),
      reason: { label: t('screen.reason') },
    });
    if (answer === undefined) return;
    const body = { reason: answer.reason };
    const params = { id: one.id };
    await doing(
      () => call<typeof contract.endEscalation>('POST', '/escalations/:id/de-escalation', { params, body }),
      t('state.ended'),
    );
  };
  useShortcut('a', 'escalations:screen.have', have, mayHave);
  return (
    <div className="page">
      <PageHeader
        eyebrow={[
          t(one.drill ? 'screen.drillEyebrow' : 'screen.eyebrow'),
          one.protocol.name,
          t(`because.${String(one.because['on'])}`, one.because).replace(/\.$/, ''),
        ]}
        answer={<Headline one={one} />}
        tools={
          <>
            {mayHave && (
              <Button kind="go" keys="a" onClick={have}>
                {t('screen.have')}
              </Button>
            )}
            {mayHand && <Button onClick={() => setHanding(true)}>{t('screen.handOver')}</Button>}
            {mayEnd && <Button onClick={() => void end()}>{t(one.drill ? 'screen.endDrill' : 'screen.end')}</Button>}
          </>
        }
      />
      <div className="escalation-split">
        <div style={{ display: 'grid', gap: 26 }}>
          <section aria-labelledby="steps">
            <h2 className="title" id="steps" style={{ marginBottom: 12 }}>
              {t('screen.steps')}
            </h2>
            <EscalationSteps one={one} />
          </section>
          {one.drill && one.endedAt !== null && <DrillResult one={one} />}
          {one.tasks.length > 0 && (
            <section aria-labelledby="tasks">
              <h2 className="title" id="tasks">
                {t('screen.tasks')}
              </h2>
              <ul className="rows">
                {one.tasks.map((task) => (
                  <li key={task.id} className="row wrap">
                    <span className="grow">
                      <b className="strong">{t(`action.${task.action}`)}</b>{' '}
                      {task.word !== null && <span className="dim">{task.word}</span>}
                    </span>
                    <Chip kind={task.overdue ? 'risk' : 'plain'}>
                      {t('today.by')} <TimeText at={task.dueAt} />
                    </Chip>
                    {task.doneAt === null && leads && (
                      <Button size="s" onClick={() => setDone(task)}>
                        {t('today.done')}
                      </Button>
                    )}
                  </li>
                ))}
              </ul>
            </section>
          )}
        </div>
        <aside style={{ display: 'grid', gap: 20 }}>
          {one.case !== null && (
            <section className="aside-block">
              <h2 className="label">{t('screen.case', { number: one.case.number })}</h2>
              <p>
                <Link to="/inbox/{-$number}" params={{ number: String(one.case.number) }}>
                  {one.case.subject}
                </Link>
                {one.customer !== null && <span className="dim"> · {one.customer.name}</span>}
              </p>
            </section>
          )}
          {one.promise !== null && (
            <section className="aside-block">
              <h2 className="label">{t('screen.promise')}</h2>
              <p>
                <Link to="/promises/$id" params={{ id: one.promise.id }}>
                  {one.promise.clock === null ? one.promise.what : t(`customers:clock.${one.promise.clock}`)}
                </Link>
              </p>
            </section>
          )}
          {one.note !== '' && (
            <section className="aside-block">
              <h2 className="label">{t('screen.note')}</h2>
              <p style={{ whiteSpace: 'pre-line' }}>{one.note}</p>
            </section>
          )}
          <section className="aside-block">
            <h2 className="label">{t('screen.log')}</h2>
            <ol className="escalation-log">
              {one.log.map((line, place) => (
                <li key={`${line.at} ${String(place)}`}>
                  <TimeText at={line.at} />
                  <span>{factWords(line, (key, values) => t(key, values ?? {}))}</span>
                </li>
              ))}
            </ol>
          </section>
        </aside>
      </div>
      {handing && <HandOver one={one} onClose={() => setHanding(false)} />}
      {done !== undefined && <TaskDone task={done} onClose={() => setDone(undefined)} />}
    </div>
  );
}

function Headline({ one }: { one: EscalationDetail }) {
  const { t } = useTranslation('escalations');
  const { language, timeZone } = useManner();
  const now = useNow();
  const at = { step: Math.max(1, one.step + 1), steps: one.steps };
  if (one.drill && one.endReason === 'drill-over') {
    const silent = one.alerts.filter(({ toldAt, acknowledgedAt }) => toldAt !== null && acknowledgedAt === null).length;
    if (!one.alerts.some(({ toldAt }) => toldAt !== null)) return <>{t('screen.drillEnded_nobody')}</>;
    return <>{silent === 0 ? t('screen.drillEnded_all') : t('screen.drillEnded_some', { count: silent })}</>;
  }
  if (one.state === 'ended')
    return (
      <>
        {t('screen.ended', {
          reason: reasonWords(one.endReason ?? '', (key, values) => t(key, values ?? {})).replace(/\.$/, ''),
        })}
      </>
    );
  if (one.state === 'acknowledged')
    return <>{t('screen.acknowledged', { name: (one.handedTo ?? one.acknowledgedBy)?.name ?? '' })}</>;
  if (one.state === 'unheard') return <>{t('screen.unheard')}</>;
  const first = one.alerts.filter(({ step }) => step === one.step).toSorted((a, b) => (a.dueAt < b.dueAt ? -1 : 1))[0];
  if (!one.drill && first !== undefined && new Date(first.dueAt) > now)
    return <>{t('screen.waiting', { ...at, when: instantWords(new Date(first.dueAt), now, language, timeZone) })}</>;
  return <>{t(one.drill ? 'screen.drillCalling' : 'screen.calling', at)}</>;
}

/** At the end of a drill: who did not answer, and how long everybody else took. */
function DrillResult({ one }: { one: EscalationDetail }) {
  const { t } = useTranslation('escalations');
  const told = one.alerts.filter(({ toldAt }) => toldAt !== null);
  const silent = told.filter(({ acknowledgedAt }) => acknowledgedAt === null);
  const answered = told
    .filter(({ tookSeconds }) => tookSeconds !== null)
    .toSorted((a, b) => (a.tookSeconds ?? 0) - (b.tookSeconds ?? 0));
  return (
    <section className="card" style={{ padding: '16px 20px', display: 'grid', gap: 14 }} aria-live="polite">
      {silent.length > 0 && (
        <div>
          <h2 className="label">{t('screen.silent')}</h2>
          <p>{silent.map(({ person }) => person.name).join(', ')}</p>
        </div>
      )}
      {answered.length > 0 && (
        <div>
          <h2 className="label">{t('screen.took')}</h2>
          <table style={{ width: '100%' }}>
            <tbody>
              {answered.map((alert) => (
                <tr key={alert.id}>
                  <th scope="row" style={{ textAlign: 'start', fontWeight: 'inherit' }}>
                    {alert.person.name}
                  </th>
                  <td style={{ textAlign: 'end' }}>{secondsWords(alert.tookSeconds ?? 0, (k, v) => t(k, v ?? {}))}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

type Say = (key: string, values?: Record<string, unknown>) => string;

function reasonWords(reason: string, t: Say): string {
  return ['kept', 'withdrawn', 'case-closed', 'drill-over'].includes(reason) ? t(`end.${reason}`) : reason;
}

function factWords(line: EscalationDetail['log'][number], t: Say): string {
  const values = { ...line.values, by: line.by?.name ?? '' };
  if (line.fact === 'started') return t(`because.${String(line.values['on'])}`, values);
  if (line.fact === 'ended') return t('fact.ended', { reason: reasonWords(String(line.values['reason']), t) });
  if (line.fact === 'step')
    return [
      Number(line.values['called']) + Number(line.values['away']) === 0
        ? t('fact.stepNobody', values)
        : t('fact.step', values),
      line.values['forward'] === true ? t('fact.forward') : '',
      Number(line.values['later']) > 0 ? t('fact.later', values) : '',
      Number(line.values['unseen']) > 0 ? t('fact.unseen', values) : '',
      Number(line.values['away']) > 0 ? t('fact.away', values) : '',
    ]
      .filter(Boolean)
      .join(', ');
  return t(`fact.${line.fact}`, values);
}
