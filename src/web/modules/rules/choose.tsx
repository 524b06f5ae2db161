import type { ReactNode } from 'react';

/** A choice inside a sentence, with its name for who listens and the server's word below it. */
export function Choose(props: {
  label: string;
  value: string;
  onPick: (value: string) => void;
  options: readonly (readonly [string, string])[];
  fault?: string | undefined;
}) {
  return (
    <At fault={props.fault}>
      <select
        className="choose"
        aria-label={props.label}
        aria-invalid={props.fault !== undefined}
        value={props.value}
        onChange={(event) => props.onPick(event.currentTarget.value)}
      >
        {props.options.map(([value, name]) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </select>
    </At>
  );
}

/** Words or a number inside a sentence. */
export function Write(props: {
  label: string;
  value: string;
  onWrite: (value: string) => void;
  fault?: string | undefined;
  type?: 'text' | 'number';
  hint?: string;
  lines?: number;
}) {
  const common = {
    className: props.lines === undefined ? 'choose' : 'choose tall',
    'aria-label': props.label,
    'aria-invalid': props.fault !== undefined,
    placeholder: props.hint ?? props.label,
    value: props.value,
  };
  return (
    <At fault={props.fault} wide={props.lines !== undefined}>
      {props.lines === undefined ? (
        <input
          {...common}
          type={props.type ?? 'text'}
          {...(props.type === 'number' ? { step: 'any', min: 0 } : {})}
          onChange={(event) => props.onWrite(event.currentTarget.value)}
        />
      ) : (
        <textarea {...common} rows={props.lines} onChange={(event) => props.onWrite(event.currentTarget.value)} />
      )}
    </At>
  );
}

function At({ fault, wide, children }: { fault: string | undefined; wide?: boolean; children: ReactNode }) {
  return (
    <span className={wide === true ? 'at wide' : 'at'}>
      {children}
      {fault !== undefined && (
        <span className="fault" role="alert">
          {fault}
        </span>
      )}
    </span>
  );
}
