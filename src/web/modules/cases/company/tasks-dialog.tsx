import { useQuery } from '@tanstack/react-query';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useColleagues } from '../../../colleagues.ts';
import { notifyProblem, notifyUndo } from '../../../toasts.ts';
import { Button } from '../../../ui/button.tsx';
import { Chip } from '../../../ui/chip.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { TimeText, useManner } from '../../../ui/time-text.tsx';
import { instantOfWall } from '../../../wall-time.ts';
import type { Case } from '../cases.data.ts';
import { companyDeeds, companyQuery } from './company.data.ts';

/** The tasks of a case: who does what by when, and how many are done. */
export function TasksDialog({ found, onClose }: { found: Case; onClose: () => void }) {
  const { t } = useTranslation('company');
  const { timeZone } = useManner();
  const colleagues = useColleagues();
  const company = useQuery(companyQuery(found.id));
  const deeds = companyDeeds(found.id);
  const [what, setWhat] = useState('');
  const [who, setWho] = useState('');
  const [due, setDue] = useState('');
  const tasks = company.data?.tasks ?? [];
  const add = async () => {
    const dueAt = due === '' ? undefined : instantOfWall(due, timeZone);
    try {
      await deeds.addTask({
        what: what.trim(),
        ...(who === '' ? {} : { assigneeId: who }),
        ...(dueAt === undefined ? {} : { dueAt }),
      });
      setWhat('');
      setDue('');
    } catch (problem) {
      notifyProblem(problem);
    }
  };
  return (
    <Dialog opened onClose={onClose} title={t('tasks.title')} width={560}>
      <div className="stack">
        {tasks.length === 0 && <p className="mid">{t('tasks.none')}</p>}
        <ul className="case-picks messages">
          {tasks.map((task) => (
            <li key={task.id} className="row">
              <label className="row grow">
                <input
                  type="checkbox"
                  checked={task.doneAt !== null}
                  onChange={(event) =>
                    void deeds.changeTask(task.id, { done: event.currentTarget.checked }).catch(notifyProblem)
                  }
                />
                <span className={task.doneAt === null ? 'grow' : 'grow dim'}>{task.what}</span>
              </label>
              {task.assignee !== null && <span className="dim xs">{task.assignee.name}</span>}
              {task.dueAt !== null && (
                <span className="xs">
                  {task.late ? <Chip kind="risk">{t('tasks.late')}</Chip> : <TimeText at={task.dueAt} />}
                </span>
              )}
              <Button
                kind="icon"
                size="s"
                aria-label={t('tasks.remove', { what: task.what })}
                onClick={() =>
                  void deeds
                    .removeTask(task.id)
                    .then(() =>
                      notifyUndo(
                        t('tasks.removed'),
                        () =>
                          void deeds.addTask({
                            what: task.what,
                            assigneeId: task.assignee?.id ?? null,
                            dueAt: task.dueAt,
                          }),
                      ),
                    )
                    .catch(notifyProblem)
                }
              >
                <IconTrash size={16} stroke={1.7} aria-hidden />
              </Button>
            </li>
          ))}
        </ul>
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault();
            void add();
          }}
        >
          <label className="stack" style={{ gap: 4 }}>
            <span className="label">{t('tasks.what')}</span>
            <input
              className="choose"
              data-autofocus
              required
              maxLength={300}
              value={what}
              onChange={(event) => setWhat(event.currentTarget.value)}
            />
          </label>
          <div className="row wrap">
            <label className="stack grow" style={{ gap: 4 }}>
              <span className="label">{t('tasks.who')}</span>
              <select className="choose" value={who} onChange={(event) => setWho(event.currentTarget.value)}>
                <option value="">{t('tasks.nobody')}</option>
                {colleagues.map((one) => (
                  <option key={one.id} value={one.id}>
                    {one.name}
                  </option>
                ))}
              </select>
            </label>
            <label className="stack grow" style={{ gap: 4 }}>
              <span className="label">{t('tasks.due')}</span>
              <input
                className="choose"
                type="datetime-local"
                value={due}
                onChange={(event) => setDue(event.currentTarget.value)}
              />
            </label>
          </div>
          <div className="row end">
            <Button onClick={onClose}>{t('done')}</Button>
            <Button kind="go" type="submit" disabled={what.trim() === ''}>
              {t('tasks.add')}
            </Button>
          </div>
        </form>
      </div>
    </Dialog>
  );
}
