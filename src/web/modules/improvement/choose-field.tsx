import type { ReactNode } from 'react';
import type { Bound } from '../../ui/fields.ts';

/** One of a list, its name above and what the server says about it below. */
export function ChooseField(props: {
  label: string;
  bound: Bound;
  options: readonly { value: string; name: string }[];
  hint?: ReactNode;
}) {
  const { bound, options, hint } = props;
  return (
    <label>
      <span className="field-name">{props.label}</span>
      <select className="choose" name={bound.name} value={bound.value} onChange={bound.onChange}>
        {options.map(({ value, name }) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </select>
      {bound.error !== undefined && <span className="xs strong">{bound.error}</span>}
      {hint !== undefined && <span className="dim xs">{hint}</span>}
    </label>
  );
}
