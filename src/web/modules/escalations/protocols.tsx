import './escalations.css';
import { Switch } from '@mantine/core';
import '@mantine/core/styles/Switch.layer.css';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/escalations-protocols.ts';
import { call } from '../../api.ts';
import { useColleagues } from '../../colleagues.ts';
import { whole } from '../../paged.ts';
import { queryClient } from '../../query-client.ts';
import { useSession } from '../../session.ts';
import { notify, notifyProblem, notifyUndo } from '../../toasts.ts';
import { Block } from '../../ui/block.tsx';
import { ListFrame } from '../../ui/list-frame.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { triggersWords, whomWords } from './escalation-words.ts';
import { escalationsTodayQuery, type Protocol, protocolsQuery, rotasQuery } from './escalations.data.ts';
import { AnswerFigures } from './figures.tsx';
import { GapsOf } from './gaps.tsx';
import { ProtocolForm } from './protocol-form.tsx';

/** Who steps in when, one protocol a row, as a sentence. */
export function Protocols() {
  const { t } = useTranslation(['escalations', 'settings']);
  const { may } = useSession();
  const list = whole(useQuery(protocolsQuery));
  const people = new Map(useColleagues().map(({ id, name }) => [id, name]));
  const rotas = new Map((useQuery(rotasQuery).data ?? []).map(({ id, name }) => [id, name]));
  const [open, setOpen] = useState<Protocol | 'new'>();
  const gaps = useQuery({ ...escalationsTodayQuery, enabled: may('cases.manage') }).data?.gaps ?? [];
  const write = may('policies.write');
  const say = (key: string, values?: Record<string, unknown>) => t(key, values ?? {});
  const turn = async (protocol: Protocol, active: boolean) => {
    try {
      const params = { id: protocol.id };
      await call<typeof contract.changeProtocol>('PATCH', '/escalation-protocols/:id', { params, body: { active } });
      await queryClient.invalidateQueries({ queryKey: ['escalations'] });
      notify(t(active ? 'settings.isOn' : 'settings.isOff', { name: protocol.name }));
    } catch (problem) {
      notifyProblem(problem);
    }
  };
  const remove = async (protocol: Protocol) => {
    const params = { id: protocol.id };
    try {
      await call<typeof contract.removeProtocol>('DELETE', '/escalation-protocols/:id', { params });
      await queryClient.invalidateQueries({ queryKey: ['escalations'] });
      notifyUndo(t('settings.removed', { name: protocol.name }), async () => {
        await call<typeof contract.restoreProtocol>('POST', '/escalation-protocols/:id/restoring', { params });
        await queryClient.invalidateQueries({ queryKey: ['escalations'] });
      });
    } catch (problem) {
      notifyProblem(problem);
    }
  };
  return (
    <Block
      id="protocols"
      title={t('settings.title')}
      tools={write && <Button onClick={() => setOpen('new')}>{t('settings.new')}</Button>}
      why={t('settings.why')}
    >
      {may('measures.read') && <AnswerFigures />}
      <ListFrame
        list={list}
        rows={3}
        height={60}
        none={<EmptyState what={t('settings.emptyWhat')} why={t('settings.emptyWhy')} />}
      >
        <ol className="rows">
          {list.items.map((protocol) => (
            <li key={protocol.id} className="wrap">
              <div className="grow" style={{ minWidth: 'min(100%, 260px)' }}>
                <p>
                  <b className="strong">{protocol.name}</b>
                </p>
                <p className="dim sm">{triggersWords(protocol.triggers, say)}</p>
                <p className="dim sm">
                  {protocol.steps
                    .map(
                      (step) =>
                        `${whomWords(step, { people, rotas }, say)} (${say('settings.minutes', { n: step.waitMinutes })})`,
                    )
                    .join(` → `)}
                  {protocol.task !== null && ` · ${t(`action.${protocol.task.action}`)}`}
                </p>
                <GapsOf gaps={gaps.filter((gap) => gap.protocol.id === protocol.id)} />
              </div>
              {write && (
                <>
                  <Button
                    size="s"
                    kind="quiet"
                    aria-label={t('settings.removeOne', { name: protocol.name })}
                    onClick={() => void remove(protocol)}
                  >
                    {t('settings.remove')}
                  </Button>
                  <Button
                    size="s"
                    aria-label={t('settings.changeOne', { name: protocol.name })}
                    onClick={() => setOpen(protocol)}
                  >
                    {t('settings:change')}
                  </Button>
                </>
              )}
              <Switch
                aria-label={t('settings.onOff', { name: protocol.name })}
                checked={protocol.active}
                disabled={!write}
                onChange={(event) => void turn(protocol, event.currentTarget.checked)}
              />
            </li>
          ))}
        </ol>
      </ListFrame>
      {open !== undefined && (
        <ProtocolForm {...(open === 'new' ? {} : { protocol: open })} onClose={() => setOpen(undefined)} />
      )}
    </Block>
  );
}
