import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/recoveries.ts';
import { causeKinds, hasEnded, type RecoveryState } from '../../../domain/voice/recovery.ts';
import { call } from '../../api.ts';
import { queryClient } from '../../query-client.ts';
import { useSession } from '../../session.ts';
import { notify, notifyProblem } from '../../toasts.ts';
import { Button } from '../../ui/button.tsx';
import { useFields } from '../../ui/fields.ts';
import { TextAreaField } from '../../ui/text-fields.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { RecoveryPromise } from './recovery-promise.tsx';
import { recoverySideQuery, refreshVoice, type RecoverySide as Side } from './radar.data.ts';

/** What stands behind a recovery: each ask with its answer, why it is severe, acknowledgement, cause in a word, gesture. */
export function RecoverySide({ id, state }: { id: string; state: RecoveryState }) {
  const { t } = useTranslation('regain');
  const { may } = useSession();
  const side = useQuery(recoverySideQuery(id)).data;
  if (side === undefined) return null;
  const write = may('recoveries.write');
  const change = async (body: {
    causeKind?: Side['causeKind'];
    gestureId?: string | null;
    acknowledgement?: string;
  }) => {
    const now = await call<typeof contract.changeRecoverySide>('PATCH', '/recoveries/:id/side', {
      params: { id },
      body,
    });
    queryClient.setQueryData(recoverySideQuery(id).queryKey, now);
    notify(t('side.saved'));
    refreshVoice();
  };
  const safely = (body: Parameters<typeof change>[0]) => void change(body).catch(notifyProblem);
  const again = async () => {
    try {
      await call<typeof contract.reopenRecovery>('POST', '/recoveries/:id/reopening', { params: { id }, body: {} });
      notify(t('side.againDone'));
    } catch (problem) {
      notifyProblem(problem);
    }
    refreshVoice();
  };
  return (
    <>
      {state === 'not-recovered' && write && (
        <section className="aside-block">
          <Button onClick={() => void again()}>{t('side.again')}</Button>
        </section>
      )}
      <section className="aside-block">
        <h2>{t('checks.title')}</h2>
        {side.checks.length === 0 && <p className="dim sm">{t('checks.none')}</p>}
        <ul className="lines">
          {side.checks.map((check) => (
            <li key={`${check.round} ${check.days}`} className="sm">
              <b className="strong">
                {check.days === 0 ? t('checks.end') : t('checks.later', { count: check.days })}
                {check.round > 1 && <span className="dim"> ({t('checks.round', { round: check.round })})</span>}
              </b>{' '}
              {check.state === 'withheld' && check.because !== null
                ? `${t('checks.withheld')}: ${t(`checks.why.${check.because}`, { defaultValue: check.because })}`
                : t(`checks.${check.state}`)}{' '}
              <span className="dim">
                <TimeText at={check.saidAt ?? check.askedAt ?? check.dueAt} />
              </span>
              {check.words !== null && (
                <span className="voice" style={{ display: 'block' }}>
                  {check.words}
                </span>
              )}
            </li>
          ))}
        </ul>
        {side.reopened > 0 && <p className="sm">{t('side.reopened', { count: side.reopened })}</p>}
      </section>
      <RecoveryPromise side={side} write={write && !hasEnded(state)} />
      {side.severityBecause.length > 0 && (
        <section className="aside-block">
          <h2>{t('because.label')}</h2>
          <p className="sm">{side.severityBecause.map((one) => t(`because.${one}`)).join(', ')}</p>
        </section>
      )}
      <section className="aside-block">
        <h2>{t('side.clocks')}</h2>
        {(
          [
            ['contactClock', side.contactPromiseId],
            ['closeClock', side.closePromiseId],
          ] as const
        ).map(([key, promiseId]) =>
          promiseId === null ? null : (
            <p key={key} className="sm">
              <Link to={`/promises/${promiseId}`}>{t(`side.${key}`)}</Link>
            </p>
          ),
        )}
      </section>
      <section className="aside-block">
        <h2 id="cause-kind">{t('side.causeKind')}</h2>
        <select
          className="choose"
          aria-labelledby="cause-kind"
          disabled={!write}
          value={side.causeKind ?? ''}
          onChange={(event) =>
            safely({ causeKind: causeKinds.find((one) => one === event.currentTarget.value) ?? null })
          }
        >
          <option value="">{t('side.notNamed')}</option>
          {causeKinds.map((kind) => (
            <option key={kind} value={kind}>
              {t(`cause.${kind}`)}
            </option>
          ))}
        </select>
        {side.touchpoint !== null && (
          <p className="sm" style={{ marginTop: 8 }}>
            {t('side.touchpoint')}:{' '}
            <Link to={`/journeys/touchpoints/${side.touchpoint.id}`}>{side.touchpoint.name}</Link>
          </p>
        )}
      </section>
      <section className="aside-block">
        <h2 id="gesture">{t('side.gesture')}</h2>
        {side.gestures.length === 0 ? (
          <p className="dim sm">{t('side.noneGiven')}</p>
        ) : (
          <select
            className="choose"
            aria-labelledby="gesture"
            disabled={!write}
            value={side.gesture?.id ?? ''}
            onChange={(event) =>
              safely({ gestureId: event.currentTarget.value === '' ? null : event.currentTarget.value })
            }
          >
            <option value="">{t('side.noGesture')}</option>
            {side.gestures.map((gesture) => (
              <option key={gesture.id} value={gesture.id}>
                {gesture.kind} {gesture.size} {gesture.unit === 'money' ? gesture.currency : ''}
              </option>
            ))}
          </select>
        )}
      </section>
      <Acknowledge key={side.acknowledgement} side={side} write={write} change={change} />
    </>
  );
}

function Acknowledge(props: {
  side: Side;
  write: boolean;
  change: (body: { acknowledgement: string }) => Promise<void>;
}) {
  const { t } = useTranslation('regain');
  const { side, write, change } = props;
  const form = useFields({ acknowledgement: side.acknowledgement }, ({ acknowledgement }) =>
    change({ acknowledgement }),
  );
  if (!write) return side.acknowledgement === '' ? null : <p className="sm">{side.acknowledgement}</p>;
  return (
    <form className="aside-block" style={{ display: 'grid', gap: 8, justifyItems: 'start' }} onSubmit={form.submit}>
      <TextAreaField
        minRows={2}
        w="100%"
        bound={form.bind('acknowledgement')}
        label={t('side.acknowledge')}
        description={t('side.acknowledgeHint')}
      />
      <Button size="s" type="submit" busy={form.busy}>
        {t('side.save')}
      </Button>
    </form>
  );
}
