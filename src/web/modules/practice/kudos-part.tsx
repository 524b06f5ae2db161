import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePaged } from '../../paged.ts';
import { useSearchParams } from '../../search-params.ts';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ListFrame } from '../../ui/list-frame.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { KudosDialog } from './kudos-dialog.tsx';
import { kudosByStandardQuery, kudosQuery } from './wins/wins.data.ts';
import { StandardChoice } from './standard-choice.tsx';

/** Thanks among colleagues, each for a standard that was lived. There are no points and no ranks. */
export function KudosPart({ standards }: { standards: readonly { id: string; name: string }[] }) {
  const { t } = useTranslation('culture');
  const [{ standard }, change] = useSearchParams();
  const [giving, setGiving] = useState(false);
  const list = usePaged(kudosQuery(standard));
  const counts = useQuery(kudosByStandardQuery).data ?? [];
  const most = Math.max(1, ...counts.map((one) => one.count));
  return (
    <div className="two-sides">
      <div>
        <p className="bar">
          <Button kind="go" disabled={standards.length === 0} onClick={() => setGiving(true)}>
            {t('kudos.give')}
          </Button>
          <StandardChoice standards={standards} standard={standard} onPick={(one) => change({ standard: one })} />
        </p>
        <ListFrame
          list={list}
          rows={5}
          height={56}
          none={<EmptyState what={t('kudos.emptyWhat')} why={t('kudos.emptyWhy')} />}
        >
          <ul className="entries">
            {list.items.map((one) => (
              <li key={one.id}>
                <p className="say">{one.words}</p>
                <p className="row sm dim">
                  <span className="grow">
                    {t('kudos.line', { from: one.from.name, to: one.to.name })} <TimeText at={one.at} />
                  </span>
                  <Chip kind="line">{one.standard.name}</Chip>
                </p>
              </li>
            ))}
          </ul>
        </ListFrame>
      </div>
      <section className="card sheet">
        <h2 className="title">{t('kudos.byStandard')}</h2>
        {counts.every((one) => one.count === 0) ? (
          <p className="mid">{t('kudos.noCounts')}</p>
        ) : (
          <ul className="counts">
            {counts.map((one) => (
              <li key={one.standard.id}>
                <span>{one.standard.name}</span>
                <span aria-hidden>
                  <i className="much" style={{ width: `${(one.count / most) * 100}%` }} />
                </span>
                <b>{one.count}</b>
              </li>
            ))}
          </ul>
        )}
        <p className="dim xs">{t('kudos.span')}</p>
      </section>
      {giving && <KudosDialog standards={standards} onClose={() => setGiving(false)} />}
    </div>
  );
}
