import { Field } from '../../ui/choices.tsx';

/** Words on one line or several. */
export function WordBox(props: {
  name: string;
  value: string;
  onWord: (word: string) => void;
  lines?: number;
  required?: boolean;
  first?: boolean;
  wide?: boolean;
}) {
  const { name, value, onWord, lines, required, first, wide } = props;
  const common = {
    className: 'choose',
    value,
    ...(required === true ? { required: true } : {}),
    ...(first === true ? { 'data-autofocus': true } : {}),
  };
  return (
    <Field name={name} {...(wide === true ? { wide } : {})}>
      {lines === undefined ? (
        <input {...common} maxLength={300} onChange={(event) => onWord(event.currentTarget.value)} />
      ) : (
        <textarea {...common} rows={lines} maxLength={2000} onChange={(event) => onWord(event.currentTarget.value)} />
      )}
    </Field>
  );
}

/** A number, or nothing. */
export function NumberBox(props: { name: string; value: number | null; onNumber: (value: number | null) => void }) {
  return (
    <Field name={props.name}>
      <input
        className="choose"
        type="number"
        min={0}
        step="any"
        value={props.value ?? ''}
        onChange={(event) =>
          props.onNumber(event.currentTarget.value === '' ? null : Number(event.currentTarget.value))
        }
      />
    </Field>
  );
}
