import '../../ui/small-forms.css';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useColleagues } from '../../colleagues.ts';
import { Initials } from '../../ui/initials.tsx';

interface Person {
  id: string;
  name: string;
}

/** Picks one colleague: a few letters, then a press, or arrows and space. */
export function ColleaguePicker(props: {
  label: string;
  /** Ids that cannot be picked. */
  without: readonly string[];
  chosen: Person | undefined;
  onChoose: (person: Person) => void;
}) {
  const { t } = useTranslation('today');
  const [typed, setTyped] = useState('');
  const name = useId();
  const wanted = typed.trim().toLowerCase();
  const all = useColleagues().filter((one) => !props.without.includes(one.id));
  const fitting = all.filter((one) => one.name.toLowerCase().includes(wanted)).slice(0, 40);
  return (
    <fieldset className="picker">
      <legend>{props.label}</legend>
      {all.length > 6 && (
        <input
          className="line"
          data-autofocus
          aria-label={t('pass.find')}
          placeholder={t('pass.find')}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      )}
      <div className="choices">
        {fitting.map((one) => (
          <label key={one.id} className="choice">
            <input
              type="radio"
              name={name}
              checked={props.chosen?.id === one.id}
              onChange={() => props.onChoose({ id: one.id, name: one.name })}
            />
            <Initials name={one.name} />
            <span className="grow cut">{one.name}</span>
            <span className="label cut">{one.teams.map((team) => team.name).join(', ')}</span>
          </label>
        ))}
        {fitting.length === 0 && <p className="dim sm">{t(all.length === 0 ? 'pass.alone' : 'pass.nobody')}</p>}
      </div>
    </fieldset>
  );
}
