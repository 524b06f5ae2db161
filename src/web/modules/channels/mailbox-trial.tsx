import { IconAlertCircle, IconCheck, IconCircle, IconCircleDashed, IconMinus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/channels-connections.ts';
import { call } from '../../api.ts';
import { queryClient } from '../../query-client.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { TextSkeleton } from '../../ui/skeletons.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import type { Mailbox } from './channels.data.ts';
import { testQuery } from './connections.data.ts';
import './connections.css';

const signs = {
  waiting: IconCircle,
  running: IconCircleDashed,
  done: IconCheck,
  failed: IconAlertCircle,
  skipped: IconMinus,
};

/** The set-up test of a mailbox: it sends a mail to itself and shows step by step how far that got. */
export function MailboxTrial({ mailbox, onClose }: { mailbox: Mailbox; onClose: () => void }) {
  const { t } = useTranslation('mailboxes');
  const last = useQuery(testQuery(mailbox.id));
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const start = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      const begun = await call<typeof contract.startTest>('POST', '/mailboxes/:id/test', {
        params: { id: mailbox.id },
      });
      queryClient.setQueryData(testQuery(mailbox.id).queryKey, begun);
    } catch (caught) {
      setProblem(caught);
    } finally {
      setBusy(false);
    }
  };
  const test = last.data ?? null;
  const running = test !== null && test.endedAt === null;
  const good = test !== null && test.endedAt !== null && test.steps.every((one) => one.state !== 'failed');
  return (
    <Dialog opened onClose={onClose} title={t('trial.title', { address: mailbox.address })} width={560}>
      <div className="stack">
        <p className="dim">{t('trial.why')}</p>
        {last.isPending && <TextSkeleton lines={4} />}
        {last.isError && <ErrorNotice problem={last.error} onAgain={() => void last.refetch()} />}
        {test !== null && (
          <>
            <ol className="trial">
              {test.steps.map((one) => {
                const Sign = signs[one.state];
                return (
                  <li key={one.step} className={one.state} aria-current={one.state === 'running' ? 'step' : undefined}>
                    <Sign size={18} stroke={1.7} aria-hidden />
                    <div className="grow">
                      <p>
                        {t(`trial.step.${one.step}`, { address: mailbox.address })}
                        <span className="dim xs"> {t(`trial.state.${one.state}`)}</span>
                      </p>
                      {one.problem !== null && (
                        <p className="sm strong">{t(`problem.${one.problem}`, { defaultValue: one.problem })}</p>
                      )}
                      {one.words !== null && <p className="dim xs said-by">{`${t('line.words')} ${one.words}`}</p>}
                    </div>
                    {one.at !== null && one.state !== 'waiting' && (
                      <span className="dim xs">
                        <TimeText at={one.at} />
                      </span>
                    )}
                  </li>
                );
              })}
            </ol>
            <p className="strong" role="status">
              {running ? t('trial.running') : t(good ? 'trial.good' : 'trial.bad')}
            </p>
          </>
        )}
        {problem !== undefined && <ErrorNotice problem={problem} />}
        <div className="row end">
          <Button onClick={onClose}>{t('web:close')}</Button>
          <Button kind="go" busy={busy || running} onClick={() => void start()}>
            {t(test === null ? 'trial.start' : 'trial.again')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
