import { IconMinus, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { notifyProblem } from '../../../toasts.ts';
import { Button } from '../../../ui/button.tsx';
import { answerPassedOn, pickBehaviour, type Behaviour, type PracticeDay } from '../practice.data.ts';

/** A behaviour proposed for a free place: take it on, or look for another. */
export function ProposedLine({ behaviour, onOther }: { behaviour: Behaviour; onOther: () => void }) {
  const { t } = useTranslation('today');
  const stop = behaviour.kind === 'stop';
  const take = () => void pickBehaviour(behaviour.id).catch((problem: unknown) => notifyProblem(problem, take));
  return (
    <li className="beh free">
      <button
        type="button"
        className={`box ${stop ? 'stop' : ''}`}
        aria-label={t('learn.takeName', { title: behaviour.title })}
        onClick={take}
      >
        {stop ? <IconMinus size={14} stroke={2.4} aria-hidden /> : <IconPlus size={14} stroke={2} aria-hidden />}
      </button>
      <p className="say">
        {stop && <span className="dim">{t('learn.stop')} </span>}
        {behaviour.title}
      </p>
      <div className="row">
        <span className="grow cut" title={behaviour.action || undefined}>
          {behaviour.trigger === '' ? behaviour.action : behaviour.trigger}
        </span>
        <Button size="s" kind="quiet" onClick={onOther}>
          {t('learn.other')}
        </Button>
      </div>
    </li>
  );
}

/** A behaviour that a colleague passed to me: yes or no. */
export function WaitingLine({ waiting }: { waiting: PracticeDay['waiting'][number] }) {
  const { t } = useTranslation('today');
  const answer = (accept: boolean) => {
    answerPassedOn(waiting.id, accept).catch((problem: unknown) => notifyProblem(problem, () => answer(accept)));
  };
  return (
    <li className="beh passed">
      <span className="from" aria-hidden>
        →
      </span>
      <p className="say">
        {waiting.behaviour.kind === 'stop' && <span className="dim">{t('learn.stop')} </span>}
        {waiting.behaviour.title}
      </p>
      <div className="row">
        <span className="grow">
          {t('learn.passes', { name: waiting.from.name.split(/\s+/)[0] })}
          {waiting.note !== '' && ` ${t('learn.note', { note: waiting.note })}`}
        </span>
        <Button size="s" kind="yes" onClick={() => answer(true)}>
          {t('learn.accept')}
        </Button>
        <Button size="s" onClick={() => answer(false)}>
          {t('learn.decline')}
        </Button>
      </div>
    </li>
  );
}
