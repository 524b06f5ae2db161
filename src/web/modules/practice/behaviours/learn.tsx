import './learn.css';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { notifyProblem } from '../../../toasts.ts';
import { Button } from '../../../ui/button.tsx';
import { BehaviourLine } from './behaviour-line.tsx';
import { takeProposed, type Behaviour, type Pick, type PracticeDay } from '../practice.data.ts';
import { ProposedLine, WaitingLine } from '../huddles/proposed-line.tsx';

const PassOnDialog = lazy(async () => ({ default: (await import('./pass-on-dialog.tsx')).PassOnDialog }));
const ChooseDialog = lazy(async () => ({ default: (await import('./choose-dialog.tsx')).ChooseDialog }));

/** Mine to learn: two behaviours and one to stop, what is proposed for free places, what colleagues passed to me. */
export function Learn({ day }: { day: PracticeDay }) {
  const { t } = useTranslation('today');
  const [passing, setPassing] = useState<Pick>();
  const [choosing, setChoosing] = useState<Behaviour['kind']>();
  const [busy, setBusy] = useState(false);
  const picks = day.picks.toSorted((one, other) => rank(one) - rank(other));
  const untouched = picks.length === 0;
  const take = () => {
    setBusy(true);
    takeProposed()
      .catch((problem: unknown) => notifyProblem(problem, take))
      .finally(() => setBusy(false));
  };
  return (
    <section className="card learn" aria-labelledby="mine-to-learn">
      <header>
        <h2 id="mine-to-learn">{t('learn.title')}</h2>
        <span className="label">{t('learn.two')}</span>
      </header>
      {untouched && day.proposed.length > 0 && <p className="sm mid">{t('learn.teach')}</p>}
      {picks.length + day.proposed.length === 0 && <p className="sm mid">{t('learn.empty')}</p>}
      <ul>
        {day.waiting.map((one) => (
          <WaitingLine key={one.id} waiting={one} />
        ))}
        {picks.map((pick) => (
          <BehaviourLine key={pick.id} pick={pick} onPass={() => setPassing(pick)} />
        ))}
        {day.proposed.map((behaviour) => (
          <ProposedLine key={behaviour.id} behaviour={behaviour} onOther={() => setChoosing(behaviour.kind)} />
        ))}
      </ul>
      {day.proposed.length > 0 && (
        <p className="take">
          <Button kind={untouched ? 'go' : 'plain'} size={untouched ? 'm' : 's'} busy={busy} onClick={take}>
            {t('learn.takeAll', { count: day.proposed.length })}
          </Button>
        </p>
      )}
      <p className="foot sm dim">
        {day.streak.practice > 1 ? t('learn.streak', { count: day.streak.practice }) : t('learn.tomorrow')}{' '}
        <Link to="/culture/{-$part}" params={{ part: 'relays' }}>
          {t('learn.travelled')}
        </Link>
      </p>
      <Suspense>
        {passing && <PassOnDialog pick={passing} onClose={() => setPassing(undefined)} />}
        {choosing && <ChooseDialog kind={choosing} onClose={() => setChoosing(undefined)} />}
      </Suspense>
    </section>
  );
}

/** What to do first, what to stop last. */
function rank(pick: Pick): number {
  return pick.behaviour.kind === 'do' ? 0 : 1;
}
