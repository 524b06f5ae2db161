import './webhooks.css';
import { Switch } from '@mantine/core';
import '@mantine/core/styles/Switch.layer.css';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/webhooks.ts';
import { call } from '../../api.ts';
import { ask } from '../../questions.ts';
import { whole } from '../../paged.ts';
import { notify, notifyProblem } from '../../toasts.ts';
import { Block } from '../../ui/block.tsx';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ListFrame } from '../../ui/list-frame.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { WebhookForm } from './webhook-form.tsx';
import { WebhookLog } from './webhook-log.tsx';
import { askAgain, type Webhook, webhooksQuery } from './webhooks.data.ts';

/** Which other programs hear of what happens, and whether it arrives. */
export function Webhooks() {
  const { t } = useTranslation(['webhooks', 'settings']);
  const list = whole(useQuery(webhooksQuery));
  const [open, setOpen] = useState<Webhook | 'new'>();
  const [log, setLog] = useState<Webhook>();
  const [pinging, setPinging] = useState<string>();
  const trying = async (work: () => Promise<unknown>) => {
    try {
      await work();
      await askAgain();
    } catch (problem) {
      notifyProblem(problem);
    }
  };
  const turn = (hook: Webhook, on: boolean) =>
    trying(async () => {
      const body = { state: on ? ('active' as const) : ('paused' as const) };
      await call<typeof contract.changeWebhook>('PATCH', '/webhooks/:id', { params: { id: hook.id }, body });
      notify(t(on ? 'isOn' : 'isOff', { name: hook.name }));
    });
  const ping = (hook: Webhook) => {
    setPinging(hook.id);
    return trying(async () => {
      const { attempt } = await call<typeof contract.pingWebhook>('POST', '/webhooks/:id/ping', {
        params: { id: hook.id },
      });
      notify(
        attempt.error === null
          ? t('pingArrived', { status: attempt.status, ms: attempt.ms })
          : t('pingFailed', { error: attempt.error }),
      );
    }).finally(() => setPinging(undefined));
  };
  const remove = async (hook: Webhook) => {
    const text = t('removeWhy', { name: hook.name });
    if ((await ask({ title: t('removeTitle'), text, yes: t('settings:remove') })) === undefined) return;
    await trying(() => call<typeof contract.removeWebhook>('DELETE', '/webhooks/:id', { params: { id: hook.id } }));
  };
  return (
    <Block
      id="webhooks"
      title={t('title')}
      tools={<Button onClick={() => setOpen('new')}>{t('new')}</Button>}
      why={t('why')}
    >
      <ListFrame list={list} rows={3} height={60} none={<EmptyState what={t('emptyWhat')} why={t('emptyWhy')} />}>
        <ul className="rows webhooks">
          {list.items.map((hook) => (
            <li key={hook.id}>
              <div className="grow cut">
                <p className="row wrap">
                  <b className="strong">{hook.name}</b>
                  {hook.state === 'disabled' && <Chip kind="think">{t('state.disabled')}</Chip>}
                  {hook.state === 'active' && hook.failingSince !== null && (
                    <Chip kind="think">
                      {t('failingSince')} <TimeText at={hook.failingSince} />
                    </Chip>
                  )}
                  {hook.waiting > 0 && <Chip>{t('waiting', { count: hook.waiting })}</Chip>}
                </p>
                <p className="sm cut">{hook.url}</p>
                <p className="dim xs">
                  {hook.events.join(', ')} ·{' '}
                  {hook.lastSuccessAt === null ? (
                    t('neverArrived')
                  ) : (
                    <>
                      {t('lastArrived')} <TimeText at={hook.lastSuccessAt} />
                    </>
                  )}
                </p>
                {hook.state === 'disabled' && hook.disabledBecause !== null && (
                  <p className="sm">{t(`alert.${hook.disabledBecause}`, { url: hook.url })}</p>
                )}
              </div>
              <span className="row deeds">
                <Button
                  size="s"
                  kind="quiet"
                  busy={pinging === hook.id}
                  aria-label={t('pingOne', { name: hook.name })}
                  onClick={() => void ping(hook)}
                >
                  {t('ping')}
                </Button>
                <Button size="s" kind="quiet" aria-label={t('logOf', { name: hook.name })} onClick={() => setLog(hook)}>
                  {t('log')}
                </Button>
                <Button
                  size="s"
                  kind="quiet"
                  aria-label={t('removeOne', { name: hook.name })}
                  onClick={() => void remove(hook)}
                >
                  {t('settings:remove')}
                </Button>
                <Button size="s" aria-label={t('changeOne', { name: hook.name })} onClick={() => setOpen(hook)}>
                  {t('settings:change')}
                </Button>
                <Switch
                  aria-label={t('onOff', { name: hook.name })}
                  checked={hook.state === 'active'}
                  onChange={(event) => void turn(hook, event.currentTarget.checked)}
                />
              </span>
            </li>
          ))}
        </ul>
      </ListFrame>
      {open !== undefined && (
        <WebhookForm {...(open === 'new' ? {} : { webhook: open })} onClose={() => setOpen(undefined)} />
      )}
      {log !== undefined && <WebhookLog webhook={log} onClose={() => setLog(undefined)} />}
    </Block>
  );
}
