import '../../../ui/small-forms.css';
import { Checkbox } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFields } from '../../../ui/fields.ts';
import { FormEnd } from '../../../ui/form-end.tsx';
import { TextAreaField, TextField } from '../../../ui/text-fields.tsx';
import { CustomerPicker } from '../customer-picker.tsx';
import { todayQuery } from '../practice.data.ts';
import { claimWin, type Win } from './wins.data.ts';

/** Claims a win: which customer, what we did, how things stood before, which of today's behaviours did it. */
export function ClaimForm({ onDone, onBack }: { onDone: (win: Win) => void; onBack: () => void }) {
  const { t } = useTranslation('today');
  const [customer, setCustomer] = useState<{ id: string; name: string; caseId?: string | null }>();
  const [behaviours, setBehaviours] = useState<readonly string[]>([]);
  const picks = useQuery(todayQuery).data?.practice.picks ?? [];
  const form = useFields({ what: '', before: '' }, async ({ what, before }) => {
    if (customer === undefined) return;
    onDone(
      await claimWin({
        customerId: customer.id,
        caseId: customer.caseId ?? undefined,
        what: what.trim(),
        before: before.trim() || undefined,
        behaviourIds: behaviours.length === 0 ? undefined : [...behaviours],
      }),
    );
  });
  return (
    <form className="stack" onSubmit={form.submit}>
      <p className="mid">{t('claim.why')}</p>
      <CustomerPicker chosen={customer} onChoose={setCustomer} />
      <TextField
        required
        label={t('claim.what')}
        description={t('claim.whatWhy')}
        maxLength={300}
        bound={form.bind('what')}
      />
      <TextAreaField label={t('claim.before')} minRows={2} maxLength={1000} bound={form.bind('before')} />
      {picks.length > 0 && (
        <fieldset className="picker">
          <legend>{t('claim.behaviours')}</legend>
          <div style={{ display: 'grid', gap: 8 }}>
            {picks.map(({ behaviour }) => (
              <Checkbox
                key={behaviour.id}
                label={behaviour.title}
                checked={behaviours.includes(behaviour.id)}
                onChange={({ currentTarget: { checked } }) =>
                  setBehaviours(
                    checked ? [...behaviours, behaviour.id] : behaviours.filter((id) => id !== behaviour.id),
                  )
                }
              />
            ))}
          </div>
        </fieldset>
      )}
      <FormEnd
        form={form}
        go={t('ring.claim')}
        disabled={customer === undefined || form.values.what.trim() === ''}
        onLeave={onBack}
      />
    </form>
  );
}
