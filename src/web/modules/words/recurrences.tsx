import './words.css';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePaged } from '../../paged.ts';
import { useSession } from '../../session.ts';
import { notify, notifyProblem, notifyUndo } from '../../toasts.ts';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Choice } from '../../ui/choices.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ListFrame } from '../../ui/list-frame.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { decide, recurrencesQuery, recurrenceStates } from './recurrences.data.ts';
import type { Recurrence } from './words.data.ts';

/** Needs that came back under a new number: which case, which one it was before, why we think so, and the word of a person on it. */
export default function Recurrences() {
  const { t } = useTranslation('recurrences');
  const [wanted, setWanted] = useState('');
  const state = recurrenceStates.find((one) => one === wanted);
  const list = usePaged(recurrencesQuery(state));
  return (
    <section aria-labelledby="recurrences" style={{ marginTop: 24 }}>
      <header className="row wrap" style={{ alignItems: 'end' }}>
        <div className="grow">
          <h3 className="strong" id="recurrences">
            {t('title')}
          </h3>
          <p className="dim sm">{t('why')}</p>
        </div>
        <Choice
          name={t('show')}
          value={wanted}
          options={[['', t('all')] as const, ...recurrenceStates.map((one) => [one, t(`state.${one}`)] as const)]}
          onPick={setWanted}
        />
      </header>
      <ListFrame
        list={list}
        rows={3}
        height={56}
        none={<EmptyState what={t(state === undefined ? 'emptyWhat' : 'noneSuch')} why={t('emptyWhy')} />}
      >
        <ul className="words-list">
          {list.items.map((found) => (
            <Row key={found.case.id} found={found} />
          ))}
        </ul>
      </ListFrame>
    </section>
  );
}

function Row({ found }: { found: Recurrence }) {
  const { t } = useTranslation('recurrences');
  const { may } = useSession();
  const [busy, setBusy] = useState(false);
  const { state, case: again, of, customer } = found;
  const which = ` (#${again.number}, #${of.number})`;
  const say = (to: 'confirmed' | 'dismissed') => {
    setBusy(true);
    void decide(found, to)
      .then(() => {
        const words = t(`said.${to}`, { number: again.number, of: of.number });
        // a proposal that was answered is not one any more; what a person said before can be said again
        if (state === 'confirmed' || state === 'dismissed')
          notifyUndo(words, () => void decide(found, state).catch((problem: unknown) => notifyProblem(problem)));
        else notify(words);
      })
      .catch((problem: unknown) => notifyProblem(problem, () => say(to)))
      .finally(() => setBusy(false));
  };
  return (
    <li className="recurrence">
      <div className="grow">
        <p>
          <Link to="/inbox/{-$number}" params={{ number: String(again.number) }}>
            #{again.number} {again.subject}
          </Link>
        </p>
        <p className="sm">
          {t('after')}{' '}
          <Link to="/inbox/{-$number}" params={{ number: String(of.number) }}>
            #{of.number} {of.subject}
          </Link>
          {of.closedAt !== null && (
            <span className="dim">
              {' '}
              {t('solved')} <TimeText at={of.closedAt} />
            </span>
          )}
        </p>
        <p className="dim xs">
          <Link to="/customers/$id" params={{ id: customer.id }}>
            {customer.name}
          </Link>{' '}
          · <TimeText at={found.at} />
          {found.reasons.length > 0 && ` · ${found.reasons.map((reason) => t(`reason.${reason}`)).join(', ')}`}
        </p>
      </div>
      <Chip kind={state === 'proposed' ? 'think' : state === 'dismissed' ? 'unknown' : 'line'}>
        {t(`state.${state}`)}
      </Chip>
      {may('cases.write') && (
        <span className="row">
          {state !== 'confirmed' && (
            <Button size="s" kind="yes" busy={busy} onClick={() => say('confirmed')}>
              {t('yes')}
              <span className="sr">{which}</span>
            </Button>
          )}
          {state !== 'dismissed' && (
            <Button size="s" busy={busy} onClick={() => say('dismissed')}>
              {t('no')}
              <span className="sr">{which}</span>
            </Button>
          )}
        </span>
      )}
    </li>
  );
}
