import './escalations.css';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as onCall from '../../../contract/escalations-on-call.ts';
import { call } from '../../api.ts';
import { whole } from '../../paged.ts';
import { queryClient } from '../../query-client.ts';
import { useSession } from '../../session.ts';
import { notify, notifyProblem } from '../../toasts.ts';
import { Block } from '../../ui/block.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ListFrame } from '../../ui/list-frame.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { type Rota, rotasQuery } from './escalations.data.ts';
import { RotaForm } from './rota-form.tsx';
import { StandIn } from './stand-in.tsx';

/** Who is on call now, and who is next. */
export function Rotas() {
  const { t } = useTranslation(['escalations', 'settings']);
  const { may } = useSession();
  const list = whole(useQuery(rotasQuery));
  const [open, setOpen] = useState<Rota | 'new'>();
  const [standing, setStanding] = useState<Rota>();
  const write = may('policies.write');
  const doing = async (work: () => Promise<unknown>, said?: string) => {
    try {
      await work();
      await queryClient.invalidateQueries({ queryKey: ['escalations'] });
      if (said !== undefined) notify(said);
    } catch (problem) {
      notifyProblem(problem);
    }
  };
  return (
    <Block
      id="rotas"
      title={t('rota.title')}
      tools={write && <Button onClick={() => setOpen('new')}>{t('rota.new')}</Button>}
      why={t('rota.why')}
    >
      <ListFrame
        list={list}
        rows={1}
        height={72}
        none={<EmptyState what={t('rota.emptyWhat')} why={t('rota.emptyWhy')} />}
      >
        <ul className="rows">
          {list.items.map((rota) => (
            <li key={rota.id} className="wrap">
              <div className="grow" style={{ minWidth: 'min(100%, 280px)' }}>
                <p className="row wrap">
                  <b className="strong">{rota.name}</b>
                  <span>
                    {rota.onCall === null ? t('rota.nobody') : t('rota.now', { name: rota.onCall.name })}
                    {rota.until !== null && (
                      <span className="dim">
                        {' '}
                        {t('rota.until')} <TimeText at={rota.until} />
                      </span>
                    )}
                  </span>
                </p>
                <p className="shifts dim sm">
                  {rota.shifts.slice(rota.onCall === null ? 0 : 1, 5).map((shift) => (
                    <span key={shift.from}>
                      <TimeText at={shift.from} /> {shift.person.name}
                      {shift.instead !== null && ` (${t('rota.instead', { name: shift.instead.name })})`}
                    </span>
                  ))}
                </p>
                {rota.overrides.map((one) => (
                  <p key={one.id} className="row wrap sm">
                    <span>
                      {t('rota.standsIn', { name: one.person.name }).replace(/\.$/, '')}: <TimeText at={one.from} /> –{' '}
                      <TimeText at={one.until} /> {one.note !== '' && <span className="dim">{one.note}</span>}
                    </span>
                    <Button
                      size="s"
                      kind="quiet"
                      onClick={() =>
                        void doing(() =>
                          call<typeof onCall.removeOverride>('DELETE', '/on-call/:id/overrides/:overrideId', {
                            params: { id: rota.id, overrideId: one.id },
                          }),
                        )
                      }
                    >
                      {t('rota.takeBack')}
                    </Button>
                  </p>
                ))}
              </div>
              <Button
                size="s"
                kind="quiet"
                onClick={() => void navigator.clipboard.writeText(rota.feed).then(() => notify(t('rota.copied')))}
              >
                {t('rota.feed')}
              </Button>
              {may('cases.write') && (
                <Button
                  size="s"
                  aria-label={t('rota.standInOne', { name: rota.name })}
                  onClick={() => setStanding(rota)}
                >
                  {t('rota.standIn')}
                </Button>
              )}
              {write && (
                <>
                  <Button
                    size="s"
                    kind="quiet"
                    aria-label={t('settings.removeOne', { name: rota.name })}
                    onClick={() =>
                      void doing(
                        () => call<typeof onCall.removeRota>('DELETE', '/on-call/:id', { params: { id: rota.id } }),
                        t('rota.removed', { name: rota.name }),
                      )
                    }
                  >
                    {t('settings.remove')}
                  </Button>
                  <Button
                    size="s"
                    aria-label={t('settings.changeOne', { name: rota.name })}
                    onClick={() => setOpen(rota)}
                  >
                    {t('settings:change')}
                  </Button>
                </>
              )}
            </li>
          ))}
        </ul>
      </ListFrame>
      {open !== undefined && (
        <RotaForm {...(open === 'new' ? {} : { rota: open })} onClose={() => setOpen(undefined)} />
      )}
      {standing !== undefined && <StandIn rota={standing} onClose={() => setStanding(undefined)} />}
    </Block>
  );
}
