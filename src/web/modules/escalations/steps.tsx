import { IconCheck, IconClock, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useColleagues } from '../../colleagues.ts';
import { TimeText } from '../../ui/time-text.tsx';
import { secondsWords, whomWords } from './escalation-words.ts';
import { type EscalationDetail, rotasQuery } from './escalations.data.ts';

/** The steps with everybody they called, as they are now. */
export function EscalationSteps({ one }: { one: EscalationDetail }) {
  const { t } = useTranslation(['escalations', 'settings']);
  const people = new Map(useColleagues().map(({ id, name }) => [id, name]));
  const rotas = new Map((useQuery(rotasQuery).data ?? []).map(({ id, name }) => [id, name]));
  return (
    <ol className="escalation-steps">
      {one.definition.steps.map((step, place) => {
        const alerts = one.alerts.filter((alert) => alert.step === place);
        // whoever was to hear of it later, and need not any more, was called all the same
        const called = one.log.some(
          ({ fact, values }) => fact === 'step' && values['step'] === place + 1 && Number(values['called']) > 0,
        );
        const nobody = place > one.step ? 'screen.notYet' : called ? 'screen.spared' : 'screen.nobodyThere';
        const here = one.state === 'calling' && one.step === place;
        return (
          <li key={String(place)} className={here ? 'on' : ''} aria-current={here ? 'step' : undefined}>
            <div>
              <p className="row wrap">
                <b className="strong">{whomWords(step, { people, rotas }, (key, values) => t(key, values ?? {}))}</b>
                <span className="dim sm">{t('settings.minutes', { n: step.waitMinutes })}</span>
                {here && one.nextAt !== null && (
                  <span className="dim sm">
                    · {t('screen.nextAt')} <TimeText at={one.nextAt} />
                  </span>
                )}
              </p>
            </div>
            <ul className="people">
              {alerts.map((alert) => (
                <Called key={alert.id} alert={alert} over={one.endedAt !== null} />
              ))}
              {alerts.length === 0 && <li className="dim sm">{t(nobody)}</li>}
            </ul>
          </li>
        );
      })}
    </ol>
  );
}

function Called({ alert, over }: { alert: EscalationDetail['alerts'][number]; over: boolean }) {
  const { t } = useTranslation('escalations');
  const answered = alert.acknowledgedAt !== null;
  const Sign = answered ? IconCheck : over && alert.toldAt !== null ? IconX : IconClock;
  return (
    <li>
      <span className="row" style={{ gap: 6 }}>
        <Sign size={15} stroke={1.8} aria-hidden /> {alert.person.name}
      </span>
      <span className="dim sm">
        {answered && alert.tookSeconds !== null ? (
          t('screen.answeredAfter', { time: secondsWords(alert.tookSeconds, (key, values) => t(key, values ?? {})) })
        ) : alert.toldAt === null ? (
          <>
            {t('screen.waits')} <TimeText at={alert.dueAt} />
          </>
        ) : (
          <>
            {over ? t('screen.noAnswer') : t('screen.called')} <TimeText at={alert.toldAt} />
          </>
        )}
        {alert.onCall && ` · ${t('screen.onCall')}`}
        {alert.mailed && ` · ${t('screen.mailed')}`}
      </span>
    </li>
  );
}
