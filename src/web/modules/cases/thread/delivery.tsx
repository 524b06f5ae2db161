import { IconAlertCircle, IconCheck, IconClock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type * as channels from '../../../../contract/channels.ts';
import { call } from '../../../api.ts';
import { useSession } from '../../../session.ts';
import { notify, notifyProblem } from '../../../toasts.ts';
import { refreshCases, type Message } from '../cases.data.ts';

/** How far a mail of ours came. What did not arrive says why, and whoever may tries again. */
export function Delivery({ delivery }: { delivery: NonNullable<Message['delivery']> }) {
  const { t } = useTranslation('cases');
  const { may } = useSession();
  const { state, error, outboxId } = delivery;
  const bad = state === 'failed' || state === 'bounced' || state === 'held';
  const Icon = bad ? IconAlertCircle : state === 'sent' ? IconCheck : IconClock;
  const again = async () => {
    try {
      await call<typeof channels.retryOutboxMail>('POST', '/outbox/:id/retry', { params: { id: outboxId } });
      notify(t('delivery.again'));
      await refreshCases();
    } catch (problem) {
      notifyProblem(problem);
    }
  };
  return (
    <span className={bad ? 'delivery bad' : 'delivery'} title={delivery.to.join(', ')}>
      <Icon size={14} stroke={1.7} aria-hidden />
      <span>
        {t(`delivery.${state}`)}
        {error !== null && bad && `: ${error}`}
      </span>
      {bad && may('channels.manage') && (
        <button type="button" className="link" onClick={() => void again()}>
          {t('delivery.retry')}
        </button>
      )}
    </span>
  );
}
