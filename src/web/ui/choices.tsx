import './small-forms.css';
import type { ReactNode } from 'react';
import type { Bound } from './fields.ts';

/** Value and name of each thing that may be chosen. */
export type Options = readonly (readonly [value: string, name: string])[];

/** A name above whatever is filled in. */
export function Field({ name, wide, children }: { name: string; wide?: boolean; children: ReactNode }) {
  return (
    <label className={wide === true ? 'wide' : undefined}>
      <span className="label">{name}</span>
      {children}
    </label>
  );
}

/** One of several, as a list to unfold, its name above. */
export function Choice(props: { name: string; value: string; options: Options; onPick: (value: string) => void }) {
  return (
    <Field name={props.name}>
      <select className="choose" value={props.value} onChange={(event) => props.onPick(event.currentTarget.value)}>
        <Listed options={props.options} />
      </select>
    </Field>
  );
}

/** The same in a form of `useFields`, with what the server says about it below. */
export function ChooseField(props: { label: string; bound: Bound; options: Options; hint?: ReactNode }) {
  const { bound, options, hint } = props;
  return (
    <label>
      <span className="field-name">{props.label}</span>
      <select className="choose" name={bound.name} value={bound.value} onChange={bound.onChange}>
        <Listed options={options} />
      </select>
      {bound.error !== undefined && <span className="xs strong">{bound.error}</span>}
      {hint !== undefined && <span className="dim xs">{hint}</span>}
    </label>
  );
}

/** What may be chosen, in a `select` of one's own. */
export function Listed({ options }: { options: Options }) {
  return options.map(([value, name]) => (
    <option key={value} value={value}>
      {name}
    </option>
  ));
}
