import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePaged } from '../../paged.ts';
import { notify, notifyOpening, notifyProblem } from '../../toasts.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { ShowMore } from '../../ui/show-more.tsx';
import { type Candidate, candidatesQuery, decideCandidate, searchCandidates } from './discovery.data.ts';
import type { Touchpoint } from './journeys.data.ts';

/** Places customers speak of that nobody wrote down: each with who says so, to take over, to join, or to set aside. */
export function Candidates({ touchpoints }: { touchpoints: readonly Touchpoint[] }) {
  const { t } = useTranslation(['discovery', 'map']);
  const navigate = useNavigate();
  const list = usePaged(candidatesQuery);
  const [busy, setBusy] = useState(false);
  const run = async (work: () => Promise<unknown>) => {
    setBusy(true);
    try {
      await work();
    } catch (problem) {
      notifyProblem(problem);
    } finally {
      setBusy(false);
    }
  };
  const look = () =>
    run(async () => {
      const { messages, found } = await searchCandidates();
      notify(t('looked', { messages, found }));
    });
  const decide = (one: Candidate, accept: boolean, touchpointId?: string) =>
    run(async () => {
      const { touchpoint } = await decideCandidate(one.id, accept, touchpointId);
      if (touchpoint === null) notify(t('aside', { name: one.name }));
      else
        notifyOpening(
          t('taken', { name: one.name }),
          t('map:touchpoint.change'),
          () => void navigate({ to: `/journeys/touchpoints/${touchpoint.id}` }),
        );
    });
  return (
    <section className="under-map" aria-labelledby="candidates">
      <header className="row">
        <h2 className="title grow" id="candidates">
          {t('title')}
        </h2>
        <Button size="s" busy={busy} onClick={() => void look()}>
          {t('look')}
        </Button>
      </header>
      {list.error !== null && <ErrorNotice problem={list.error} onAgain={list.again} />}
      {!list.pending && list.items.length === 0 && <p className="dim sm">{t('none')}</p>}
      <ul>
        {list.items.map((one) => (
          <li
            key={one.id}
            className="row"
            style={{ padding: '9px 0', borderTop: '1px solid var(--line)', flexWrap: 'wrap' }}
          >
            <div className="grow" style={{ minWidth: 220 }}>
              <b className="strong">{one.name}</b>{' '}
              <span className="dim sm">
                {t(`kind.${one.kind}`)} · {t('by', { count: one.customers })}
              </span>
              {one.examples.map((example) => (
                <p key={example} className="voice sm" style={{ overflowWrap: 'anywhere' }}>
                  “{example}”
                </p>
              ))}
            </div>
            <Button
              size="s"
              disabled={busy}
              aria-label={`${t('take')}: ${one.name}`}
              onClick={() => void decide(one, true)}
            >
              {t('take')}
            </Button>
            <select
              className="choose"
              style={{ width: 'auto', maxWidth: 230 }}
              disabled={busy}
              aria-label={`${t('join')}: ${one.name}`}
              value=""
              onChange={(event) => void decide(one, true, event.currentTarget.value)}
            >
              <option value="">{t('join')}</option>
              {touchpoints.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
            <Button
              size="s"
              disabled={busy}
              aria-label={`${t('drop')}: ${one.name}`}
              onClick={() => void decide(one, false)}
            >
              {t('drop')}
            </Button>
          </li>
        ))}
      </ul>
      {list.more.has && <ShowMore more={list.more} />}
    </section>
  );
}
