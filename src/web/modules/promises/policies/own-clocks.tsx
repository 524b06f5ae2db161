import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../../contract/promises-own-clocks.ts';
import type { restoreOwnClock } from '../../../../contract/promises-terms.ts';
import { call } from '../../../api.ts';
import { useSession } from '../../../session.ts';
import { notifyProblem } from '../../../toasts.ts';
import { Block } from '../../../ui/block.tsx';
import { Button } from '../../../ui/button.tsx';
import { Chip } from '../../../ui/chip.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { RowsSkeleton } from '../../../ui/skeletons.tsx';
import { OwnClockForm } from './own-clock-form.tsx';
import { clockWords } from './own-clock-history.tsx';
import { done, type OwnClock, ownClocksQuery } from './terms.data.ts';

/** Clocks of the company's own, beside the three that every policy has. */
export function OwnClocks() {
  const { t } = useTranslation(['terms', 'settings', 'cases']);
  const { may } = useSession();
  const list = useQuery(ownClocksQuery);
  const [open, setOpen] = useState<OwnClock | 'new'>();
  const write = may('policies.write');
  const remove = async ({ id, name }: OwnClock) => {
    try {
      await call<typeof contract.removeOwnClock>('DELETE', '/own-clocks/:id', { params: { id } });
      done(t('clocks.removed', { name }), () =>
        call<typeof restoreOwnClock>('POST', '/own-clocks/:id/restoration', { params: { id } }),
      );
    } catch (problem) {
      notifyProblem(problem);
    }
  };
  return (
    <Block
      id="own-clocks"
      title={t('clocks.title')}
      tools={write && <Button onClick={() => setOpen('new')}>{t('clocks.new')}</Button>}
      why={t('clocks.why')}
    >
      {list.isPending && <RowsSkeleton rows={2} height={44} />}
      {list.isError && <ErrorNotice problem={list.error} onAgain={() => void list.refetch()} />}
      {list.data?.length === 0 && <EmptyState what={t('clocks.emptyWhat')} why={t('clocks.emptyWhy')} />}
      <ul className="rows">
        {list.data?.map((clock) => (
          <li key={clock.id}>
            <div className="grow">
              <p className="row">
                <b className="strong">{clock.name}</b>
                {!clock.active && <Chip>{t('settings:policy.off')}</Chip>}
                {clock.visible && <span className="dim xs">{t('clocks.seen')}</span>}
              </p>
              <p className="dim xs">{clockWords(clock, (key, values) => t(key, values ?? {}))}</p>
            </div>
            {write && (
              <>
                <Button
                  size="s"
                  kind="quiet"
                  aria-label={`${t('settings:remove')}: ${clock.name}`}
                  onClick={() => void remove(clock)}
                >
                  {t('settings:remove')}
                </Button>
                <Button size="s" aria-label={`${t('settings:change')}: ${clock.name}`} onClick={() => setOpen(clock)}>
                  {t('settings:change')}
                </Button>
              </>
            )}
          </li>
        ))}
      </ul>
      {open !== undefined && (
        <OwnClockForm {...(open === 'new' ? {} : { clock: open })} onClose={() => setOpen(undefined)} />
      )}
    </Block>
  );
}
