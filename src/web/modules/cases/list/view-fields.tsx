import type { ReactNode } from 'react';
import { Button } from '../../../ui/button.tsx';

/** A field with its name above it. */
export function Field({ name, children }: { name: string; children: ReactNode }) {
  return (
    <label>
      <span className="label">{name}</span>
      {children}
    </label>
  );
}

type Options = readonly (readonly [string, string])[];

/** One of several, as a list to unfold. */
export function Choice(props: { name: string; value: string; options: Options; onPick: (value: string) => void }) {
  return (
    <Field name={props.name}>
      <select className="choose" value={props.value} onChange={(event) => props.onPick(event.currentTarget.value)}>
        {props.options.map(([value, name]) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </select>
    </Field>
  );
}

/** Any of several: those picked stand as small buttons that take them away again. */
export function Some(props: {
  name: string;
  any: string;
  options: Options;
  value: readonly string[];
  onPick: (value: string[]) => void;
}) {
  const { value } = props;
  return (
    <div>
      <Choice
        name={props.name}
        value=""
        options={[['', props.any], ...props.options.filter(([one]) => !value.includes(one))]}
        onPick={(one) => one !== '' && props.onPick([...value, one])}
      />
      {value.length > 0 && (
        <div className="picks">
          {value.map((one) => (
            <Button
              key={one}
              size="s"
              type="button"
              onClick={() => props.onPick(value.filter((other) => other !== one))}
            >
              <span className="cut">{props.options.find(([id]) => id === one)?.[1] ?? one}</span> ×
            </Button>
          ))}
        </div>
      )}
    </div>
  );
}
