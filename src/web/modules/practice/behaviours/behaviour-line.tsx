import { IconArrowBackUp, IconCheck, IconMinus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { notifyProblem } from '../../../toasts.ts';
import { Button } from '../../../ui/button.tsx';
import { markPick, putBack, type Pick } from '../practice.data.ts';

/** One behaviour that I took on: its box to tick, where it came from, whom it went to. */
export function BehaviourLine({ pick, onPass }: { pick: Pick; onPass: () => void }) {
  const { t } = useTranslation('today');
  const { behaviour } = pick;
  const done = pick.state === 'done';
  const stop = behaviour.kind === 'stop';
  const mark = () =>
    void markPick(pick, done ? 'open' : 'done').catch((problem: unknown) => notifyProblem(problem, mark));
  const back = () => void putBack(pick).catch((problem: unknown) => notifyProblem(problem, back));
  const nameId = `behaviour-${pick.id}`;
  return (
    <li className="beh">
      {/* A tick as large as a finger, with a shape of its own for what to leave out: a button that says whether it is ticked. */}
      <button
        type="button"
        aria-pressed={done}
        aria-labelledby={nameId}
        className={`box ${stop ? 'stop' : ''} ${done ? 'done' : ''}`}
        onClick={mark}
      >
        {done ? (
          <IconCheck size={15} stroke={2.6} aria-hidden />
        ) : (
          stop && <IconMinus size={14} stroke={2.4} aria-hidden />
        )}
      </button>
      <p className="say" id={nameId} title={behaviour.action || undefined}>
        {stop && <span className="dim">{t('learn.stop')} </span>}
        {behaviour.title}
      </p>
      <div className="row">
        <span className="grow cut" title={words()}>
          {words()}
        </span>
        {!done && (
          <Button size="s" onClick={mark}>
            {t(stop ? 'learn.held' : 'learn.done')}
          </Button>
        )}
        <Button size="s" onClick={onPass} aria-label={t('learn.passName', { title: behaviour.title })}>
          {t('learn.pass')}
        </Button>
        {!done && pick.passedOn.length === 0 && pick.passedBy === null && (
          <Button
            size="s"
            kind="icon"
            onClick={back}
            title={t('learn.back')}
            aria-label={t('learn.backName', { title: behaviour.title })}
          >
            <IconArrowBackUp size={16} stroke={1.7} aria-hidden />
          </Button>
        )}
      </div>
    </li>
  );

  function words(): string {
    const given = pick.passedOn.filter((one) => one.state !== 'declined');
    const first = (name: string) => name.split(/\s+/)[0] ?? name;
    const doing = given.filter((one) => one.done).map((one) => first(one.to.name));
    const waiting = given.filter((one) => !one.done).map((one) => first(one.to.name));
    const parts = [
      done ? t(stop ? 'learn.heldToday' : 'learn.doneToday') : '',
      doing.length > 0 ? t('learn.doesItToo', { count: doing.length, names: doing.join(', ') }) : '',
      waiting.length > 0 ? t('learn.passedTo', { names: waiting.join(', ') }) : '',
      pick.passedBy === null ? '' : t('learn.passedBy', { name: first(pick.passedBy.name) }),
    ].filter(Boolean);
    if (parts.length > 0) return parts.join(' ');
    return behaviour.trigger === '' ? behaviour.action : behaviour.trigger;
  }
}
