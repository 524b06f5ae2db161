import { Checkbox } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/fields.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { caseKinds } from '../../../domain/cases/words.ts';
import { requiredTimes } from '../../../domain/fields/asking.ts';
import { fieldKinds, type FieldOwner, fieldOwners } from '../../../domain/fields/values.ts';
import { call } from '../../api.ts';
import { queryClient } from '../../query-client.ts';
import { notifyProblem, notifyUndo } from '../../toasts.ts';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useFields } from '../../ui/fields.ts';
import { TextField } from '../../ui/text-fields.tsx';
import { WhenPicker } from '../../ui/when-picker.tsx';
import { fieldsQuery } from './records.data.ts';

/** What is asked of every customer, organisation and case beyond what Kept knows. */
export function FieldSettings() {
  return fieldOwners.map((owner) => <FieldsOf key={owner} owner={owner} />);
}

function FieldsOf({ owner }: { owner: FieldOwner }) {
  const { t } = useTranslation('records');
  const list = useQuery(fieldsQuery(owner));
  const [open, setOpen] = useState<contract.Field | 'new'>();
  const change = async (field: contract.Field, body: { position?: number; retired?: boolean }) => {
    try {
      await call<typeof contract.changeField>('PATCH', '/fields/:id', { params: { id: field.id }, body });
      await queryClient.invalidateQueries({ queryKey: ['fields'] });
      if (body.retired === true)
        notifyUndo(t('fields.retired', { name: field.name }), () => void change(field, { retired: false }));
    } catch (problem) {
      notifyProblem(problem);
    }
  };
  return (
    <section className="block" aria-labelledby={`fields-${owner}`}>
      <header className="row">
        <h2 className="title grow" id={`fields-${owner}`}>
          {t(`fields.of.${owner}`)}
        </h2>
        <Button aria-label={`${t('fields.new')}: ${t(`fields.of.${owner}`)}`} onClick={() => setOpen('new')}>
          {t('fields.new')}
        </Button>
      </header>
      {list.data?.length === 0 && <EmptyState what={t('fields.none')} why={t('fields.noneWhy')} />}
      <ul className="rows">
        {list.data?.map((field, at) => (
          <li key={field.id}>
            <p className="row grow">
              <b className="strong">{field.name}</b>
              <span className="dim xs">{t(`fields.kind.${field.kind}`)}</span>
              {field.required && <Chip kind="line">{t('fields.required')}</Chip>}
            </p>
            {at > 0 && (
              <Button
                size="s"
                kind="quiet"
                aria-label={t('fields.up', { name: field.name })}
                onClick={() => void change(field, { position: at - 1 })}
              >
                ↑
              </Button>
            )}
            <Button size="s" aria-label={t('fields.changeOne', { name: field.name })} onClick={() => setOpen(field)}>
              {t('fields.change')}
            </Button>
            <Button
              size="s"
              kind="quiet"
              aria-label={t('fields.retireOne', { name: field.name })}
              onClick={() => void change(field, { retired: true })}
            >
              {t('fields.retire')}
            </Button>
          </li>
        ))}
      </ul>
      {open !== undefined && (
        <FieldForm owner={owner} {...(open === 'new' ? {} : { field: open })} onClose={() => setOpen(undefined)} />
      )}
    </section>
  );
}

function FieldForm({ owner, field, onClose }: { owner: FieldOwner; field?: contract.Field; onClose: () => void }) {
  const { t } = useTranslation(['records', 'forms']);
  const [kinds, setKinds] = useState(field?.kinds ?? []);
  const [showWhen, setShowWhen] = useState(field?.showWhen ?? null);
  const others = useQuery(fieldsQuery(owner)).data ?? [];
  const form = useFields(
    {
      name: field?.name ?? '',
      kind: (field?.kind ?? 'text') as string,
      choices: field?.choices.join('; ') ?? '',
      help: field?.help ?? '',
      required: field?.required ?? false,
      searchable: field?.searchable ?? false,
      requiredAt: (field?.requiredAt ?? 'closing') as string,
    },
    async (values) => {
      const kind = fieldKinds.find((one) => one === values.kind) ?? 'text';
      const choices = values.choices
        .split(/[;\n]/)
        .map((one) => one.trim())
        .filter((one) => one !== '');
      const body = {
        name: values.name.trim(),
        help: values.help,
        required: values.required,
        searchable: values.searchable,
        ...(owner === 'case'
          ? { kinds, showWhen, requiredAt: requiredTimes.find((one) => one === values.requiredAt) }
          : {}),
        ...(kind === 'choice' || kind === 'choices' ? { choices } : {}),
      };
      if (field === undefined)
        await call<typeof contract.createField>('POST', '/fields', { body: { ...body, appliesTo: owner, kind } });
      else await call<typeof contract.changeField>('PATCH', '/fields/:id', { params: { id: field.id }, body });
      await queryClient.invalidateQueries({ queryKey: ['fields'] });
      onClose();
    },
  );
  const kind = form.bind('kind');
  return (
    <FormDialog title={field?.name ?? t('fields.new')} form={form} go={t('fields.save')} onClose={onClose}>
      <TextField data-autofocus required bound={form.bind('name')} label={t('fields.name')} />
      <label>
        <span className="label">{t('fields.takes')}</span>
        <select
          className="choose"
          name="kind"
          disabled={field !== undefined}
          value={kind.value}
          onChange={kind.onChange}
        >
          {fieldKinds.map((one) => (
            <option key={one} value={one}>
              {t(`fields.kind.${one}`)}
            </option>
          ))}
        </select>
      </label>
      {(form.values.kind === 'choice' || form.values.kind === 'choices') && (
        <TextField
          required
          bound={form.bind('choices')}
          label={t('fields.choices')}
          description={t('fields.choicesWhy')}
        />
      )}
      <TextField bound={form.bind('help')} label={t('fields.help')} />
      <Checkbox
        label={t('fields.requiredWhy')}
        checked={form.values.required}
        onChange={(event) => form.set('required', event.currentTarget.checked)}
      />
      <Checkbox
        label={t('fields.searchable')}
        checked={form.values.searchable}
        onChange={(event) => form.set('searchable', event.currentTarget.checked)}
      />
      {owner === 'case' && (
        <>
          {form.values.required && (
            <label>
              <span className="label">{t('forms:requiredAt')}</span>
              <select
                className="choose"
                name="requiredAt"
                value={form.values.requiredAt}
                onChange={form.bind('requiredAt').onChange}
              >
                {requiredTimes.map((one) => (
                  <option key={one} value={one}>
                    {t(`forms:at.${one}`)}
                  </option>
                ))}
              </select>
            </label>
          )}
          <fieldset>
            <legend className="label">{t('forms:kinds')}</legend>
            <div className="row wrap">
              {caseKinds.map((one) => (
                <Checkbox
                  key={one}
                  label={t(`forms:kind.${one}`)}
                  checked={kinds.includes(one)}
                  onChange={() =>
                    setKinds(kinds.includes(one) ? kinds.filter((kept) => kept !== one) : [...kinds, one])
                  }
                />
              ))}
            </div>
          </fieldset>
          <WhenPicker fields={others.filter((one) => one.id !== field?.id)} value={showWhen} onChange={setShowWhen} />
        </>
      )}
    </FormDialog>
  );
}
