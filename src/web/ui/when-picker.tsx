import { useTranslation } from 'react-i18next';
import type { Field } from '../../contract/fields.ts';

type When = Field['showWhen'];

/** "Only ask when … is …": another field that is chosen from, and which of its values. */
export function WhenPicker(props: { fields: readonly Field[]; value: When; onChange: (value: When) => void }) {
  const { t } = useTranslation('forms');
  const able = props.fields.filter((field) => ['choice', 'choices', 'yes-no'].includes(field.kind));
  if (able.length === 0) return null;
  const other = able.find((field) => field.key === props.value?.field);
  const offered = other === undefined ? [] : other.kind === 'yes-no' ? ['true', 'false'] : other.choices;
  const is = props.value?.is ?? [];
  return (
    <div className="stack">
      <label>
        <span className="label">{t('when')}</span>
        <select
          className="choose"
          value={other?.key ?? ''}
          onChange={(event) => {
            const next = able.find((field) => field.key === event.currentTarget.value);
            const first = next?.kind === 'yes-no' ? 'true' : next?.choices[0];
            props.onChange(next === undefined || first === undefined ? null : { field: next.key, is: [first] });
          }}
        >
          <option value="">{t('always')}</option>
          {able.map((field) => (
            <option key={field.key} value={field.key}>
              {t('whenIs', { name: field.name })}
            </option>
          ))}
        </select>
      </label>
      {other !== undefined && (
        <div className="row wrap">
          {offered.map((value) => (
            <label key={value} className="row">
              <input
                type="checkbox"
                checked={is.includes(value)}
                onChange={() => {
                  const next = is.includes(value) ? is.filter((one) => one !== value) : [...is, value];
                  if (next.length > 0) props.onChange({ field: other.key, is: next });
                }}
              />
              {other.kind === 'yes-no' ? t(value === 'true' ? 'yes' : 'no') : value}
            </label>
          ))}
        </div>
      )}
    </div>
  );
}
