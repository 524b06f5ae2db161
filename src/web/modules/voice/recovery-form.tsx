import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/voice-recoveries.ts';
import { call } from '../../api.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { useFields } from '../../ui/fields.ts';
import { FormEnd } from '../../ui/form-end.tsx';
import { TextAreaField } from '../../ui/text-fields.tsx';
import { CustomerChoice, type ChosenCustomer } from './customer-choice.tsx';
import { showRecovery } from './voice.data.ts';

/** Opens a recovery by hand: somebody was let down and did not say so in a survey. */
export function RecoveryForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('listening');
  const navigate = useNavigate();
  const [customer, setCustomer] = useState<ChosenCustomer>();
  const form = useFields({ loss: '' }, async ({ loss }) => {
    if (customer === undefined) return;
    const opened = await call<typeof contract.openRecovery>('POST', '/recoveries', {
      body: { customerId: customer.id, ...(loss.trim() === '' ? {} : { loss: loss.trim() }) },
    });
    showRecovery(opened);
    onClose();
    void navigate({ to: `/voice/recoveries/${opened.id}` });
  });
  return (
    <Dialog opened onClose={onClose} title={t('recoveries.new')}>
      <form style={{ display: 'grid', gap: 16 }} onSubmit={form.submit}>
        <div>
          <p className="strong sm" style={{ marginBottom: 6 }} aria-hidden>
            {t('observations.who')}
          </p>
          <CustomerChoice required chosen={customer} onChoose={setCustomer} />
        </div>
        <TextAreaField
          minRows={2}
          bound={form.bind('loss')}
          label={t('recovery.loss')}
          description={t('recovery.lossHint')}
        />
        <FormEnd form={form} go={t('recoveries.open')} disabled={customer === undefined} onLeave={onClose} />
      </form>
    </Dialog>
  );
}
