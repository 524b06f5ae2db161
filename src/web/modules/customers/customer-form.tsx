import { Checkbox } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/customers.ts';
import { call } from '../../api.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { useFields } from '../../ui/fields.ts';
import { TextAreaField, TextField } from '../../ui/text-fields.tsx';
import { showCustomer, type Customer } from './customers.data.ts';

/** Adds a customer, or changes what is known of one. */
export function CustomerForm(props: {
  customer?: Customer;
  onClose: () => void;
  onDone?: (customer: Customer) => void;
}) {
  const { t } = useTranslation('customers');
  const { customer, onClose, onDone } = props;
  const organisations = useQuery({
    queryKey: ['customers', 'organisations'],
    queryFn: ({ signal }) =>
      call<typeof contract.listOrganisations>('GET', '/organisations', { query: { limit: 200 }, signal }),
  });
  const form = useFields(
    {
      name: customer?.name ?? '',
      email: '',
      phone: '',
      organisationId: customer?.organisation?.id ?? '',
      language: customer?.language ?? '',
      timeZone: customer?.timeZone ?? '',
      notes: customer?.notes ?? '',
      vip: customer?.vip ?? false,
    },
    async (values) => {
      const { name, notes, vip } = values;
      const language = values.language.trim();
      const timeZone = values.timeZone.trim();
      const saved =
        customer === undefined
          ? await call<typeof contract.createCustomer>('POST', '/customers', {
              body: {
                ...filled({ email: values.email.trim(), phone: values.phone.trim(), language, timeZone }),
                ...filled({ organisationId: values.organisationId }),
                name: name.trim(),
                notes,
                vip,
              },
            })
          : await call<typeof contract.changeCustomer>('PATCH', '/customers/:id', {
              params: { id: customer.id },
              body: {
                name: name.trim(),
                notes,
                vip,
                organisationId: values.organisationId === '' ? null : values.organisationId,
                language: language === '' ? null : language,
                timeZone: timeZone === '' ? null : timeZone,
              },
            });
      showCustomer(saved);
      onClose();
      onDone?.(saved);
    },
  );
  const { bind } = form;
  const organisation = bind('organisationId');
  return (
    <Dialog opened onClose={onClose} title={t(customer === undefined ? 'new.title' : 'edit.title')}>
      <form className="stack" onSubmit={form.submit}>
        <TextField data-autofocus required bound={bind('name')} label={t('field.name')} />
        {customer === undefined && (
          <div className="two">
            <TextField type="email" bound={bind('email')} label={t('field.email')} />
            <TextField type="tel" bound={bind('phone')} label={t('field.phone')} />
          </div>
        )}
        <label>
          <span className="label">{t('field.organisation')}</span>
          <select className="choose" name="organisationId" value={organisation.value} onChange={organisation.onChange}>
            <option value="">{t('field.none')}</option>
            {organisations.data?.items.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </select>
        </label>
        <div className="two">
          <TextField bound={bind('language')} label={t('field.language')} description={t('field.languageWhy')} />
          <TextField bound={bind('timeZone')} label={t('field.timeZone')} description={t('field.timeZoneWhy')} />
        </div>
        <TextAreaField minRows={2} bound={bind('notes')} label={t('notes')} />
        <Checkbox
          label={t('field.vip')}
          checked={form.values.vip}
          onChange={(event) => form.set('vip', event.currentTarget.checked)}
        />
        {form.problem !== undefined && <ErrorNotice problem={form.problem} />}
        <div className="row end">
          <Button onClick={onClose}>{t('web:leaveIt')}</Button>
          <Button kind="go" type="submit" busy={form.busy}>
            {t('save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** Only what was filled in is sent. */
function filled<T extends Record<string, string>>(values: T): Partial<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== '')) as Partial<T>;
}
