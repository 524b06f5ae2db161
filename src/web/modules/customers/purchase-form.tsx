import { useTranslation } from 'react-i18next';
import { queryClient } from '../../query-client.ts';
import { useSession } from '../../session.ts';
import { notify } from '../../toasts.ts';
import { useFields } from '../../ui/fields.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { TextField } from '../../ui/text-fields.tsx';
import { useManner, useNow } from '../../ui/time-text.tsx';
import { instantOfWall, wallOfInstant } from '../../wall-time.ts';
import { notePurchase } from './purchases.data.ts';

/** Notes a purchase by hand. A number that is known already adds nothing, and that is said. */
export default function PurchaseForm({ customerId, onClose }: { customerId: string; onClose: () => void }) {
  const { t } = useTranslation('purchases');
  const { company } = useSession();
  const { timeZone } = useManner();
  const now = useNow();
  const start = {
    description: '',
    amount: '',
    currency: company?.currency ?? 'EUR',
    at: wallOfInstant(now, timeZone),
    externalRef: '',
  };
  const form = useFields(start, async (values) => {
    const at = instantOfWall(values.at, timeZone) ?? values.at;
    const amount = Number(values.amount);
    const [description, externalRef] = [values.description.trim(), values.externalRef.trim()];
    const noted = await notePurchase(customerId, {
      at,
      amount,
      currency: values.currency.trim().toUpperCase(),
      description,
      externalRef: externalRef === '' ? null : externalRef,
    });
    await queryClient.invalidateQueries({ queryKey: ['customers', 'purchases', customerId] });
    const same = Date.parse(noted.at) === Date.parse(at) && Math.abs(noted.amount - amount) < 0.005;
    notify(t(same ? 'done' : 'known', { ref: externalRef }));
    onClose();
  });
  return (
    <FormDialog title={t('addTitle')} form={form} go={t('add')} onClose={onClose}>
      <TextField data-autofocus maxLength={300} bound={form.bind('description')} label={t('what')} />
      <div className="price-and-currency">
        <TextField
          required
          type="number"
          step="0.01"
          min={-1e12}
          max={1e12}
          bound={form.bind('amount')}
          label={t('amount')}
          description={t('amountWhy')}
        />
        <TextField
          required
          maxLength={3}
          pattern="[A-Za-z]{3}"
          title={t('currencyWhy')}
          bound={form.bind('currency')}
          label={t('currency')}
        />
      </div>
      <TextField required type="datetime-local" bound={form.bind('at')} label={t('when')} />
      <TextField maxLength={200} bound={form.bind('externalRef')} label={t('ref')} description={t('refWhy')} />
    </FormDialog>
  );
}
