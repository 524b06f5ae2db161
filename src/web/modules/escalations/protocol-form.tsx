import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/escalations-protocols.ts';
import { call } from '../../api.ts';
import { queryClient } from '../../query-client.ts';
import { notify } from '../../toasts.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useFields } from '../../ui/fields.ts';
import { FormEnd } from '../../ui/form-end.tsx';
import { TextField } from '../../ui/text-fields.tsx';
import type { Definition, Protocol, Step, Trigger } from './escalations.data.ts';
import { StepLine } from './step-line.tsx';
import { TriggerLine } from './trigger-line.tsx';

const kinds = ['incident', 'request', 'question', 'complaint', 'compliment'] as const;
const actions = ['call-customer', 'apologise', 'note-cause', 'add-hands', 'change-promise'] as const;
const firstStep: Step = { whom: 'team-lead', mail: true, waitMinutes: 30 };

/** A protocol in its order: when, who after whom, and what has to be done. */
export function ProtocolForm({ protocol, onClose }: { protocol?: Protocol; onClose: () => void }) {
  const { t } = useTranslation(['escalations', 'cases']);
  const [triggers, setTriggers] = useState<readonly Trigger[]>(protocol?.triggers ?? [{ on: 'broken' }]);
  const [steps, setSteps] = useState<readonly Step[]>(protocol?.steps ?? [firstStep]);
  const [only, setOnly] = useState<readonly string[]>(protocol?.conditions.kinds ?? []);
  const form = useFields(
    {
      name: protocol?.name ?? '',
      way: (protocol?.way ?? 'hierarchical') as string,
      action: (protocol?.task?.action ?? '') as string,
      minutes: String(protocol?.task?.minutes ?? 120),
    },
    async (values) => {
      const body = {
        name: values.name.trim(),
        way: values.way as Definition['way'],
        triggers: [...triggers],
        conditions: { ...protocol?.conditions, kinds: kinds.filter((kind) => only.includes(kind)) },
        steps: [...steps],
        task:
          values.action === ''
            ? null
            : { action: values.action as (typeof actions)[number], minutes: Number(values.minutes) || 120 },
      };
      if (protocol === undefined) await call<typeof contract.createProtocol>('POST', '/escalation-protocols', { body });
      else
        await call<typeof contract.changeProtocol>('PATCH', '/escalation-protocols/:id', {
          params: { id: protocol.id },
          body,
        });
      await queryClient.invalidateQueries({ queryKey: ['escalations'] });
      notify(t('settings.saved', { name: body.name }));
      onClose();
    },
  );
  const way = form.bind('way');
  const action = form.bind('action');
  const put = <T,>(list: readonly T[], place: number, value: T | undefined): readonly T[] =>
    value === undefined ? list.toSpliced(place, 1) : list.toSpliced(place, 1, value);
  return (
    <Dialog opened onClose={onClose} title={protocol?.name ?? t('settings.new')} width={720}>
      <form className="escalation-form" onSubmit={form.submit}>
        <TextField data-autofocus required bound={form.bind('name')} label={t('settings.name')} maxLength={300} />
        <fieldset>
          <legend className="label">{t('settings.triggers')}</legend>
          {triggers.map((trigger, place) => (
            <TriggerLine
              key={String(place)}
              trigger={trigger}
              onChange={(next) => setTriggers(put(triggers, place, next))}
            />
          ))}
          <div>
            <Button size="s" kind="quiet" onClick={() => setTriggers([...triggers, { on: 'at-risk' }])}>
              {t('settings.addTrigger')}
            </Button>
          </div>
        </fieldset>
        <fieldset>
          <legend className="label">{t('settings.forKinds')}</legend>
          <div className="row wrap">
            {kinds.map((kind) => (
              <Checkbox
                key={kind}
                label={t(`cases:kind.${kind}`)}
                checked={only.includes(kind)}
                onChange={() => setOnly(only.includes(kind) ? only.filter((one) => one !== kind) : [...only, kind])}
              />
            ))}
            {only.length === 0 && <span className="dim sm">{t('settings.allKinds')}</span>}
          </div>
        </fieldset>
        <fieldset>
          <legend className="label">{t('settings.steps')}</legend>
          {steps.map((step, place) => (
            <StepLine
              key={String(place)}
              place={place}
              step={step}
              only={steps.length === 1}
              onChange={(next) => setSteps(put(steps, place, next))}
              onUp={() => setSteps(steps.toSpliced(place, 1).toSpliced(place - 1, 0, step))}
            />
          ))}
          <div>
            <Button
              size="s"
              kind="quiet"
              onClick={() => setSteps([...steps, { whom: 'role', role: 'manager', mail: true, waitMinutes: 30 }])}
            >
              {t('settings.addStep')}
            </Button>
          </div>
          <p className="dim sm">{t('settings.waitWhy')}</p>
        </fieldset>
        <div className="escalation-line">
          <label className="grow">
            <span className="label">{t('settings.wayLabel')}</span>
            <select className="choose" name="way" value={way.value} onChange={way.onChange}>
              <option value="hierarchical">{t('way.hierarchical')}</option>
              <option value="functional">{t('way.functional')}</option>
            </select>
          </label>
          <label className="grow">
            <span className="label">{t('settings.task')}</span>
            <select className="choose" name="action" value={action.value} onChange={action.onChange}>
              <option value="">{t('settings.noTask')}</option>
              {actions.map((one) => (
                <option key={one} value={one}>
                  {t(`action.${one}`)}
                </option>
              ))}
            </select>
          </label>
          {action.value !== '' && (
            <TextField type="number" min={1} bound={form.bind('minutes')} label={t('settings.taskMinutes')} />
          )}
        </div>
        <FormEnd form={form} go={t('settings.save')} onLeave={onClose} />
      </form>
    </Dialog>
  );
}
