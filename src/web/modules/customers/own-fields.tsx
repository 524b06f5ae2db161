import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { FieldOwner } from '../../../domain/fields/values.ts';
import { OwnFieldInput } from '../../ui/own-field.tsx';
import { fieldsQuery } from './records.data.ts';

export type Values = Record<string, unknown>;

/** Fields of one's own to be filled in; what is emptied is sent as null. */
export function OwnFields(props: { of: FieldOwner; values: Values; onChange: (values: Values) => void }) {
  const fields = useQuery(fieldsQuery(props.of));
  const set = (key: string, value: unknown) => props.onChange({ ...props.values, [key]: value === '' ? null : value });
  return fields.data?.map((field) => (
    <OwnFieldInput
      key={field.id}
      field={field}
      value={props.values[field.key]}
      onChange={(value) => set(field.key, value)}
    />
  ));
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
