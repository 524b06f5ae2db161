import { Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/promises.ts';
import { call } from '../../api.ts';
import { useColleagues } from '../../colleagues.ts';
import { useSession } from '../../session.ts';
import { notify } from '../../toasts.ts';
import { useFields } from '../../ui/fields.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { TextField } from '../../ui/text-fields.tsx';
import { useManner, useNow } from '../../ui/time-text.tsx';
import { instantOfWall, wallAhead, wallOfInstant } from '../../wall-time.ts';
import { showPromise } from './promises.data.ts';

/** A promise by hand: what, by when, who keeps it, and whether the customer sees it. */
export function MakePromise(props: { caseId: string; customer: { id: string; name: string }; onClose: () => void }) {
  const { t } = useTranslation('cases');
  const { user } = useSession();
  const colleagues = useColleagues();
  const { timeZone } = useManner();
  const now = useNow();
  const { customer, caseId, onClose } = props;
  const form = useFields(
    { what: '', dueAt: wallAhead(now, timeZone, 1, '12:00'), keeperId: user?.id ?? '', visible: true as boolean },
    async (values) => {
      const made = await call<typeof contract.makePromise>('POST', '/promises', {
        body: {
          what: values.what.trim(),
          caseId,
          dueAt: instantOfWall(values.dueAt, timeZone),
          keeperId: values.keeperId === '' ? null : values.keeperId,
          kind: values.visible ? 'personal' : 'internal',
          visible: values.visible,
        },
      });
      showPromise(made);
      notify(t('promise.done.made'));
      onClose();
    },
  );
  const keeper = form.bind('keeperId');
  return (
    <FormDialog
      title={t('promise.makeTitle', { name: customer.name })}
      width={440}
      form={form}
      go={t('promise.make')}
      onClose={onClose}
    >
      <TextField
        data-autofocus
        required
        maxLength={300}
        bound={form.bind('what')}
        label={t('promise.what')}
        description={t('promise.whatWhy')}
      />
      <div className="two">
        <TextField
          required
          type="datetime-local"
          min={wallOfInstant(now, timeZone)}
          bound={form.bind('dueAt')}
          label={t('promise.when')}
        />
        <label>
          <span className="mantine-InputWrapper-label">{t('promise.who')}</span>
          <select className="choose" name="keeperId" value={keeper.value} onChange={keeper.onChange}>
            <option value="">{t('assign.nobody')}</option>
            {colleagues.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </select>
        </label>
      </div>
      <Checkbox
        label={t('promise.visible', { name: customer.name })}
        checked={form.values.visible}
        onChange={(event) => form.set('visible', event.currentTarget.checked)}
      />
    </FormDialog>
  );
}
