import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePaged } from '../../../paged.ts';
import { useSearchParams } from '../../../search-params.ts';
import { Button } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ListFrame } from '../../../ui/list-frame.tsx';
import { BellList } from '../bell/bell-list.tsx';
import { BellSettings } from '../bell/bell-settings.tsx';
import { RingDialog } from '../bell/ring-dialog.tsx';
import { WinEntry } from './win-entry.tsx';
import { winFiguresQuery, winsQuery, type Win } from './wins.data.ts';

/** Wins, with what makes them count; what rang lately; the bell on this device. */
export function WinsPart() {
  const { t } = useTranslation('culture');
  const [{ state, mine }, change] = useSearchParams();
  const [ringing, setRinging] = useState<Win | 'claim'>();
  const figures = useQuery(winFiguresQuery(30)).data;
  const list = usePaged(
    winsQuery({
      state: state === 'claimed' || state === 'evidenced' ? state : undefined,
      mine: mine === 'yes' ? true : undefined,
    }),
  );
  return (
    <div className="two-sides">
      <div>
        <p className="bar">
          <Button kind="go" onClick={() => setRinging('claim')}>
            {t('wins.claim')}
          </Button>
          <select
            className="choose-one"
            aria-label={t('wins.state')}
            value={state ?? ''}
            onChange={(event) => change({ state: event.currentTarget.value })}
          >
            <option value="">{t('wins.all')}</option>
            <option value="evidenced">{t('wins.evidenced')}</option>
            <option value="claimed">{t('wins.claimed')}</option>
          </select>
          <label className="row">
            <input
              type="checkbox"
              checked={mine === 'yes'}
              onChange={(event) => change({ mine: event.currentTarget.checked ? 'yes' : undefined })}
            />
            {t('wins.mine')}
          </label>
        </p>
        {figures && figures.evidenced + figures.waiting + figures.onlyClaimed > 0 && (
          <p className="mid">
            {t('wins.figures', { evidenced: figures.evidenced, waiting: figures.waiting, only: figures.onlyClaimed })}
          </p>
        )}
        <ListFrame
          list={list}
          rows={6}
          height={60}
          none={<EmptyState what={t('wins.emptyWhat')} why={t('wins.emptyWhy')} />}
        >
          <ul className="entries">
            {list.items.map((win) => (
              <WinEntry key={win.id} win={win} onRing={() => setRinging(win)} />
            ))}
          </ul>
        </ListFrame>
      </div>
      <div>
        <BellList />
        <BellSettings />
      </div>
      {ringing !== undefined && (
        <RingDialog
          onClose={() => setRinging(undefined)}
          {...(ringing === 'claim' ? { claim: true } : { win: ringing })}
        />
      )}
    </div>
  );
}
