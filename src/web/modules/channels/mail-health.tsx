import { IconAlertCircle, IconCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/channels.ts';
import type * as connections from '../../../contract/channels-connections.ts';
import { call } from '../../api.ts';
import { queryClient } from '../../query-client.ts';
import { notify, notifyProblem } from '../../toasts.ts';
import { Block } from '../../ui/block.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { RowsSkeleton } from '../../ui/skeletons.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { healthQuery, type MailSource } from './channels.data.ts';
import { SourceDialog } from './source-dialog.tsx';

/** Whether mail flows; what was set aside, why, and the press that works on it again. */
export function MailHealth() {
  const { t } = useTranslation(['settings', 'mailboxes', 'cases']);
  const reset = async (address: string) => {
    try {
      await call<typeof connections.resetBreaker>('POST', '/mail/breakers/reset', { body: { address } });
      notify(t('mailboxes:breaker.resetSaid'));
      await queryClient.invalidateQueries({ queryKey: healthQuery.queryKey });
    } catch (problem) {
      notifyProblem(problem);
    }
  };
  const health = useQuery(healthQuery);
  const [shown, setShown] = useState<string>();
  if (health.isPending) return <RowsSkeleton rows={2} height={44} />;
  if (health.isError) return <ErrorNotice problem={health.error} onAgain={() => void health.refetch()} />;
  const { sends, queued, failed, setAside, breakers } = health.data;
  return (
    <Block id="health" title={t('health.title')}>
      <ul className="signs">
        <Sign good={sends} words={t(sends ? 'health.sends' : 'health.sendsNot')} />
        <Sign good={failed === 0} words={t('health.queue', { queued, failed })} />
        <Sign
          good={setAside.length === 0}
          words={setAside.length === 0 ? t('health.noneAside') : t('health.aside', { count: setAside.length })}
        />
        {breakers.map((one) => (
          <li key={one.address}>
            <IconAlertCircle size={17} stroke={1.7} aria-hidden />
            <span className="grow">
              {t('health.breaker', { address: one.address, reason: one.reason })} <TimeText at={one.since} />
            </span>
            <Button size="s" onClick={() => void reset(one.address)}>
              {t('mailboxes:breaker.reset')}
            </Button>
          </li>
        ))}
      </ul>
      {setAside.length > 0 && (
        <ul className="rows">
          {setAside.map((source) => (
            <Aside key={source.id} source={source} onShow={() => setShown(source.id)} />
          ))}
        </ul>
      )}
      {shown !== undefined && <SourceDialog id={shown} onClose={() => setShown(undefined)} />}
    </Block>
  );
}

function Sign({ good, words }: { good: boolean; words: string }) {
  const Icon = good ? IconCheck : IconAlertCircle;
  return (
    <li className={good ? undefined : 'strong'}>
      <Icon size={17} stroke={1.7} aria-hidden />
      {words}
    </li>
  );
}

function Aside({ source, onShow }: { source: MailSource; onShow: () => void }) {
  const { t } = useTranslation('settings');
  const [busy, setBusy] = useState(false);
  const run = async () => {
    setBusy(true);
    try {
      const done = await call<typeof contract.runMailSource>('POST', '/mail/sources/:id/run', {
        params: { id: source.id },
      });
      notify(
        done.caseNumber === null
          ? t('health.ranNoCase', { class: done.class })
          : t('health.ran', { number: done.caseNumber }),
      );
      await queryClient.invalidateQueries({ queryKey: healthQuery.queryKey });
    } catch (problem) {
      notifyProblem(problem);
    } finally {
      setBusy(false);
    }
  };
  return (
    <li>
      <div className="grow">
        <p>
          <b className="strong">{source.from ?? t('health.nobody')}</b> <TimeText at={source.receivedAt} />
        </p>
        <p className="dim xs">
          {source.reason ?? t('health.noReason')}
          {source.defects.length > 0 &&
            ` (${source.defects.map((one) => t(`cases:defect.${one}`, { defaultValue: one })).join(', ')})`}
        </p>
      </div>
      <Button size="s" kind="quiet" onClick={onShow}>
        {t('health.show')}
      </Button>
      <Button size="s" busy={busy} onClick={() => void run()}>
        {t('health.run')}
      </Button>
    </li>
  );
}
