import { Checkbox } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/customers.ts';
import type * as organisationsContract from '../../../contract/customers-organisations.ts';
import { call } from '../../api.ts';
import { type Bound, useFields } from '../../ui/fields.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { LanguageField, ZoneField } from '../../ui/place-fields.tsx';
import { TextAreaField, TextField } from '../../ui/text-fields.tsx';
import { OwnFields, type Values } from './own-fields.tsx';
import { showCustomer, type Customer } from './customers.data.ts';

const channels = ['mail', 'phone', 'chat', 'portal'] as const;

/** Adds a customer, or changes what is known of one. */
export function CustomerForm(props: {
  customer?: Customer;
  onClose: () => void;
  onDone?: (customer: Customer) => void;
}) {
  const { t } = useTranslation(['customers', 'records']);
  const { customer, onClose, onDone } = props;
  const organisations = useQuery({
    queryKey: ['customers', 'organisations'],
    queryFn: ({ signal }) =>
      call<typeof organisationsContract.listOrganisations>('GET', '/organisations', { query: { limit: 200 }, signal }),
  });
  const [own, setOwn] = useState<Values>(customer?.fields ?? {});
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
      preferredChannel: customer?.preferredChannel ?? '',
      doNotSurvey: customer?.doNotSurvey ?? false,
      noAssistant: customer?.noAssistant ?? false,
      portalRole: customer?.portalRole ?? 'own',
      tags: customer?.tags.join(', ') ?? '',
    },
    async (values) => {
      const { name, notes, vip, doNotSurvey, noAssistant } = values;
      const more = {
        doNotSurvey,
        noAssistant,
        portalRole: values.portalRole === 'organisation' ? ('organisation' as const) : ('own' as const),
        preferredChannel: channels.find((one) => one === values.preferredChannel) ?? null,
        tags: [...new Set(values.tags.split(',').map((tag) => tag.trim()))].filter((tag) => tag !== ''),
        fields: own,
      };
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
                ...more,
              },
            })
          : await call<typeof contract.changeCustomer>('PATCH', '/customers/:id', {
              params: { id: customer.id },
              body: {
                name: name.trim(),
                notes,
                vip,
                ...more,
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
    <FormDialog
      title={t(customer === undefined ? 'new.title' : 'edit.title')}
      form={form}
      go={t('save')}
      onClose={onClose}
    >
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
        <LanguageField bound={bind('language')} label={t('field.language')} none={t('field.none')} />
        <ZoneField bound={bind('timeZone')} label={t('field.timeZone')} none={t('field.none')} />
      </div>
      <div className="two">
        <label>
          <span className="label">{t('records:form.channel')}</span>
          <select className="choose" {...chosen(bind('preferredChannel'))}>
            <option value="">{t('records:form.anyChannel')}</option>
            {channels.map((one) => (
              <option key={one} value={one}>
                {t(`records:channel.${one}`)}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span className="label">{t('records:form.portal')}</span>
          <select className="choose" {...chosen(bind('portalRole'))}>
            <option value="own">{t('records:form.portalOwn')}</option>
            <option value="organisation">{t('records:form.portalAll')}</option>
          </select>
        </label>
      </div>
      <TextField bound={bind('tags')} label={t('records:form.tags')} description={t('records:form.tagsWhy')} />
      <OwnFields of="customer" values={own} onChange={setOwn} />
      <Checkbox
        label={t('records:form.doNotSurvey')}
        checked={form.values.doNotSurvey}
        onChange={(event) => form.set('doNotSurvey', event.currentTarget.checked)}
      />
      <Checkbox
        label={t('records:form.noAssistant')}
        checked={form.values.noAssistant}
        onChange={(event) => form.set('noAssistant', event.currentTarget.checked)}
      />
      <TextAreaField minRows={2} bound={bind('notes')} label={t('notes')} />
      <Checkbox
        label={t('field.vip')}
        checked={form.values.vip}
        onChange={(event) => form.set('vip', event.currentTarget.checked)}
      />
    </FormDialog>
  );
}

/** What a list to choose from takes of a bound field. */
function chosen(bound: Bound) {
  return { name: bound.name, value: bound.value, onChange: bound.onChange };
}

/** Only what was filled in is sent. */
function filled<T extends Record<string, string>>(values: T): Partial<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== '')) as Partial<T>;
}
