import { Checkbox, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Field } from '../../contract/fields.ts';

/** One field of one's own to be filled in, as its kind wants it. */
export function OwnFieldInput(props: {
  field: Pick<Field, 'name' | 'kind' | 'choices' | 'help' | 'required'>;
  /** Words for its choices, by value; the value itself where there are none. */
  labels?: Readonly<Record<string, string>>;
  /** What is missing or does not fit. */
  error?: string | undefined;
  value: unknown;
  onChange: (value: unknown) => void;
}) {
  const { field, value, onChange, labels = {}, error } = props;
  const { t } = useTranslation('records');
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  if (field.kind === 'yes-no' || field.kind === 'choice')
    return (
      <label>
        <span className="label">
          {field.name}
          {field.required && <Needed />}
        </span>
        <select
          className="choose"
          required={field.required}
          aria-invalid={error !== undefined}
          value={field.kind === 'choice' ? text : value === true ? 'yes' : value === false ? 'no' : ''}
          onChange={(event) => {
            const chosen = event.currentTarget.value;
            onChange(field.kind === 'choice' || chosen === '' ? chosen : chosen === 'yes');
          }}
        >
          <option value="">{t('field.unknown')}</option>
          {(field.kind === 'choice' ? field.choices : ['yes', 'no']).map((choice) => (
            <option key={choice} value={choice}>
              {field.kind === 'choice' ? (labels[choice] ?? choice) : t(`field.${choice}`)}
            </option>
          ))}
        </select>
        {field.help !== '' && <span className="dim xs">{field.help}</span>}
        <Wrong error={error} />
      </label>
    );
  if (field.kind === 'choices') {
    const chosen = Array.isArray(value) ? (value as string[]) : [];
    return (
      <fieldset aria-invalid={error !== undefined}>
        <legend className="label">
          {field.name}
          {field.required && <Needed />}
        </legend>
        {field.help !== '' && <span className="dim xs">{field.help}</span>}
        <div className="row wrap">
          {field.choices.map((choice) => (
            <Checkbox
              key={choice}
              label={labels[choice] ?? choice}
              checked={chosen.includes(choice)}
              onChange={() =>
                onChange(chosen.includes(choice) ? chosen.filter((one) => one !== choice) : [...chosen, choice])
              }
            />
          ))}
        </div>
        <Wrong error={error} />
      </fieldset>
    );
  }
  return (
    <TextInput
      label={
        <>
          {field.name}
          {field.required && <Needed />}
        </>
      }
      withAsterisk={false}
      description={field.help === '' ? undefined : field.help}
      required={field.required}
      error={error}
      type={field.kind === 'date' ? 'date' : field.kind === 'link' ? 'url' : 'text'}
      inputMode={field.kind === 'number' ? 'decimal' : undefined}
      value={text}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

/** Says beside its name that it must be filled in; for people who listen the field says so itself. */
function Needed() {
  const { t } = useTranslation('records');
  return (
    <span className="dim xs" aria-hidden>
      {' '}
      {t('field.needed')}
    </span>
  );
}

function Wrong({ error }: { error: string | undefined }) {
  if (error === undefined) return null;
  return (
    <span role="alert" className="block xs strong">
      {error}
    </span>
  );
}
