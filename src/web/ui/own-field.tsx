import { Checkbox, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Field } from '../../contract/fields.ts';

/** One field of one's own to be filled in, as its kind wants it. */
export function OwnFieldInput(props: {
  field: Pick<Field, 'name' | 'kind' | 'choices' | 'help' | 'required'>;
  value: unknown;
  onChange: (value: unknown) => void;
}) {
  const { field, value, onChange } = props;
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
