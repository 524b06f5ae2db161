import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from '@tanstack/react-query';
import type * as contract from '../../../contract/customers-organisations.ts';
import { call } from '../../api.ts';
import { queryClient } from '../../query-client.ts';
import { useFields } from '../../ui/fields.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { TextAreaField, TextField } from '../../ui/text-fields.tsx';
import { OwnFields, type Values } from './own-fields.tsx';

/** Adds an organisation, or changes one: its name, its mail domains, what it belongs to. */
export function OrganisationForm({
  organisation,
  onClose,
}: {
  organisation?: contract.Organisation;
  onClose: () => void;
}) {
  const { t } = useTranslation(['records', 'customers']);
  const [own, setOwn] = useState<Values>(organisation?.fields ?? {});
  const all = useQuery({
    queryKey: ['customers', 'organisations'],
    queryFn: ({ signal }) =>
      call<typeof contract.listOrganisations>('GET', '/organisations', { query: { limit: 200 }, signal }),
  });
  const form = useFields(
    {
      name: organisation?.name ?? '',
      domains: organisation?.domains.join(', ') ?? '',
      parentId: organisation?.parent?.id ?? '',
      notes: organisation?.notes ?? '',
    },
    async (values) => {
      const body = {
        name: values.name.trim(),
        notes: values.notes,
        domains: values.domains.split(/[\s,]+/).filter((domain) => domain !== ''),
        parentId: values.parentId === '' ? null : values.parentId,
        fields: own,
      };
      if (organisation === undefined)
        await call<typeof contract.createOrganisation>('POST', '/organisations', { body });
      else
        await call<typeof contract.changeOrganisation>('PATCH', '/organisations/:id', {
          params: { id: organisation.id },
          body,
        });
      await queryClient.invalidateQueries({ queryKey: ['customers'] });
      onClose();
    },
  );
  const { bind } = form;
  const parent = bind('parentId');
  return (
    <FormDialog
      title={organisation?.name ?? t('organisation.new')}
      form={form}
      go={t('customers:save')}
      onClose={onClose}
    >
      <TextField data-autofocus required bound={bind('name')} label={t('customers:field.name')} />
      <TextField bound={bind('domains')} label={t('organisation.domains')} description={t('organisation.domainsWhy')} />
      <label>
        <span className="label">{t('organisation.parent')}</span>
        <select className="choose" name="parentId" value={parent.value} onChange={parent.onChange}>
          <option value="">{t('customers:field.none')}</option>
          {all.data?.items
            .filter((one) => one.id !== organisation?.id)
            .map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
        </select>
      </label>
      <OwnFields of="organisation" values={own} onChange={setOwn} />
      <TextAreaField minRows={2} bound={bind('notes')} label={t('customers:notes')} />
    </FormDialog>
  );
}
