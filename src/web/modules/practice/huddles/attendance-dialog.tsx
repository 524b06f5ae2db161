import '../../../ui/small-forms.css';
import { useTranslation } from 'react-i18next';
import { notifyProblem } from '../../../toasts.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Initials } from '../../../ui/initials.tsx';
import { markHere, type Huddle } from './huddles.data.ts';

/** Ticks who is here. */
export function AttendanceDialog({ huddle, onClose }: { huddle: Huddle; onClose: () => void }) {
  const { t } = useTranslation('huddle');
  const mark = (id: string, here: boolean) => {
    markHere(huddle, [id], here).catch((problem: unknown) => notifyProblem(problem, () => mark(id, here)));
  };
  return (
    <Dialog opened onClose={onClose} title={t('stage.who')} width={420}>
      <div className="stack">
        <div className="choices" style={{ maxHeight: '50dvh' }}>
          {huddle.attendance.map(({ person, here }) => (
            <label key={person.id} className="choice">
              <input
                type="checkbox"
                checked={here}
                onChange={(event) => mark(person.id, event.currentTarget.checked)}
              />
              <Initials name={person.name} />
              <span className="grow cut">{person.name}</span>
            </label>
          ))}
        </div>
        <div className="row end">
          <Button
            onClick={() =>
              void markHere(
                huddle,
                huddle.attendance.map(({ person }) => person.id),
                true,
              ).catch(notifyProblem)
            }
          >
            {t('stage.everybody')}
          </Button>
          <Button kind="go" onClick={onClose}>
            {t('stage.good')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
