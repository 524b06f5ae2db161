import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { notifyProblem } from '../../../toasts.ts';
import { useManner } from '../../../ui/time-text.tsx';
import { dayWords } from '../../../../figures/day-words.ts';
import { markAction, type HuddleAction } from './huddles.data.ts';

/** What somebody took, with a box to tick. */
export function ActionList({ actions }: { actions: readonly HuddleAction[] }) {
  const { t } = useTranslation('huddle');
  const { language } = useManner();
  const [ticked, setTicked] = useState<Readonly<Record<string, boolean>>>({});
  if (actions.length === 0) return null;
  const mark = (id: string, done: boolean) => {
    setTicked({ ...ticked, [id]: done });
    markAction(id, done).catch((problem: unknown) => {
      setTicked({ ...ticked, [id]: !done });
      notifyProblem(problem);
    });
  };
  return (
    <ul className="took">
      {actions.map((one) => (
        <li key={one.id}>
          <label>
            <input
              type="checkbox"
              checked={ticked[one.id] ?? one.doneAt !== null}
              onChange={(event) => mark(one.id, event.currentTarget.checked)}
            />
            <span className="grow">{one.what}</span>
            <span className="dim">
              {t('actions.line', { name: one.owner.name, day: dayWords(one.dueOn, language) })}
            </span>
          </label>
        </li>
      ))}
    </ul>
  );
}
