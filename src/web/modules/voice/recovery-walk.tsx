import './voice.css';
import { useTranslation } from 'react-i18next';
import type { RecoveryInFull } from './voice.data.ts';

/** The way back in five steps: where it is now is said in words and drawn. */
export function RecoveryWalk({ recovery }: { recovery: RecoveryInFull }) {
  const { t } = useTranslation('listening');
  const { contactedAt, cause, state, askedAgainAt, endedAt } = recovery;
  const steps = [
    { key: 'contact', done: contactedAt !== null },
    { key: 'cause', done: cause !== '' },
    { key: 'remedy', done: ['remedied', 'asked-again', 'recovered', 'not-recovered'].includes(state) },
    { key: 'ask', done: askedAgainAt !== null },
    { key: 'verdict', done: endedAt !== null },
  ];
  const now = steps.findIndex(({ done }) => !done);
  return (
    <ol className="walk" aria-label={t('recovery.walk.label')}>
      {steps.map(({ key, done }, place) => (
        <li
          key={key}
          className={done ? 'done' : place === now ? 'now' : undefined}
          aria-current={place === now ? 'step' : undefined}
        >
          {t(`recovery.walk.${key}`)}
          <span className="sr"> {t(done ? 'recovery.walk.done' : 'recovery.walk.todo')}</span>
        </li>
      ))}
    </ol>
  );
}
