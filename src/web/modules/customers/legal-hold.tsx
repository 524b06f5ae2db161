import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/customer-records.ts';
import { call } from '../../api.ts';
import { ask } from '../../questions.ts';
import { queryClient } from '../../query-client.ts';
import { notify, notifyProblem, notifyUndo } from '../../toasts.ts';
import { Button } from '../../ui/button.tsx';
import type { Customer } from './customers.data.ts';

/** Keeps a person from being erased, by hand or by retention, for a reason that everybody reads; or lets it happen again. */
export function LegalHold({ customer }: { customer: Customer }) {
  const { t } = useTranslation('records');
  const { id, legalHold } = customer;
  const set = async (because: string | null) => {
    try {
      await call<typeof contract.setLegalHold>('PUT', '/customers/:id/legal-hold', {
        params: { id },
        body: { because },
      });
      await queryClient.invalidateQueries({ queryKey: ['customers'] });
      if (because === null) notifyUndo(t('end.lifted'), () => void set(legalHold));
      else notify(t('end.nowHeld'));
    } catch (problem) {
      notifyProblem(problem);
    }
  };
  const hold = async () => {
    const answer = await ask({
      title: t('end.holdTitle', { name: customer.name }),
      text: t('end.holdWhy'),
      yes: t('end.holdGo'),
      reason: { label: t('end.holdBecause') },
    });
    if (answer !== undefined) await set(answer.reason);
  };
  return legalHold === null ? (
    <Button size="s" onClick={() => void hold()}>
      {t('end.hold')}
    </Button>
  ) : (
    <Button size="s" onClick={() => void set(null)}>
      {t('end.lift')}
    </Button>
  );
}
