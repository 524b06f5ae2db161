import { Checkbox, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Field } from '../../../contract/fields.ts';
import type { FieldOwner } from '../../../domain/fields/values.ts';
import { fieldsQuery } from './records.data.ts';

export type Values = Record<string, unknown>;

/** Fields of one's own to be filled in; what is emptied is sent as null. */
export function OwnFields(props: { of: FieldOwner; values: Values; onChange: (values: Values) => void }) {
  const fields = useQuery(fieldsQuery(props.of));
  const set = (key: string, value: unknown) => props.onChange({ ...props.values, [key]: value === '' ? null : value });
  return fields.data?.map((field) => (
    <OwnField
      key={field.id}
      field={field}
      value={props.values[field.key]}
      onChange={(value) => set(field.key, value)}
    />
  ));
}

function OwnField({ field, value, onChange }: { field: Field; value: unknown; onChange: (value: unknown) => void }) {
  const { t } = useTranslation('records');
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  if (field.kind === 'yes-no' || field.kind === 'choice')
    return (
      <label>
        <span className="label">{field.name}</span>
        <select
          className="choose"
          required={field.required}
          value={field.kind === 'choice' ? text : value === true ? 'yes' : value === false ? 'no' : ''}
          onChange={(event) => onChange(event.currentTarget.value)}
        >
          <option value="">{t('field.unknown')}</option>
          {(field.kind === 'choice' ? field.choices : ['yes', 'no']).map((choice) => (
            <option key={choice} value={choice}>
              {field.kind === 'choice' ? choice : t(`field.${choice}`)}
            </option>
          ))}
        </select>
        {field.help !== '' && <span className="dim xs">{field.help}</span>}
      </label>
    );
  if (field.kind === 'choices') {
    const chosen = Array.isArray(value) ? (value as string[]) : [];
    return (
      <fieldset>
        <legend className="label">{field.name}</legend>
        <div className="row wrap">
          {field.choices.map((choice) => (
            <Checkbox
              key={choice}
              label={choice}
              checked={chosen.includes(choice)}
              onChange={() =>
                onChange(chosen.includes(choice) ? chosen.filter((one) => one !== choice) : [...chosen, choice])
              }
            />
          ))}
        </div>
      </fieldset>
    );
  }
  return (
    <TextInput
      label={field.name}
      description={field.help === '' ? undefined : field.help}
      required={field.required}
      type={field.kind === 'date' ? 'date' : field.kind === 'link' ? 'url' : 'text'}
      inputMode={field.kind === 'number' ? 'decimal' : undefined}
      value={text}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

/** The values of fields of one's own, as a list to read; what is not known is left out. */
export function OwnValues({ of, values }: { of: FieldOwner; values: Values }) {
  const { t } = useTranslation('records');
  const fields = useQuery(fieldsQuery(of));
  const known = fields.data?.filter((field) => values[field.key] !== undefined) ?? [];
  if (known.length === 0) return null;
  return (
    <dl className="own-values">
      {known.map((field) => {
        const value = values[field.key];
        return (
          <div key={field.id}>
            <dt>{field.name}</dt>
            <dd>
              {field.kind === 'link' ? (
                <a href={String(value)} target="_blank" rel="noreferrer noopener">
                  {String(value)}
                </a>
              ) : typeof value === 'boolean' ? (
                t(value ? 'field.yes' : 'field.no')
              ) : Array.isArray(value) ? (
                value.join(', ')
              ) : (
                String(value)
              )}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
