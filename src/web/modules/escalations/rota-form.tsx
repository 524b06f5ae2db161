import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as onCall from '../../../contract/escalations-on-call.ts';
import { call } from '../../api.ts';
import { useColleagues } from '../../colleagues.ts';
import { queryClient } from '../../query-client.ts';
import { notify } from '../../toasts.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useFields } from '../../ui/fields.ts';
import { FormEnd } from '../../ui/form-end.tsx';
import { ZoneField } from '../../ui/place-fields.tsx';
import { TextField } from '../../ui/text-fields.tsx';
import { useManner, useNow } from '../../ui/time-text.tsx';
import type { Rota } from './escalations.data.ts';

/** A rota: people in the order of their turns, how long a turn is, and when it changes. */
export function RotaForm({ rota, onClose }: { rota?: Rota; onClose: () => void }) {
  const { t } = useTranslation(['escalations', 'settings']);
  const { timeZone } = useManner();
  const now = useNow();
  const colleagues = useColleagues().filter(({ role }) => role !== 'colleague');
  const [people, setPeople] = useState<readonly string[]>(rota?.people.map(({ id }) => id) ?? []);
  const form = useFields(
    {
      name: rota?.name ?? '',
      zone: rota?.zone ?? timeZone,
      startsOn: rota?.startsOn ?? new Intl.DateTimeFormat('sv-SE', { timeZone }).format(now),
      changesAt: rota?.changesAt ?? '09:00',
      turnDays: String(rota?.turnDays ?? 7),
    },
    async (values) => {
      const body = { ...values, name: values.name.trim(), turnDays: Number(values.turnDays), people: [...people] };
      if (rota === undefined) await call<typeof onCall.createRota>('POST', '/on-call', { body });
      else await call<typeof onCall.changeRota>('PATCH', '/on-call/:id', { params: { id: rota.id }, body });
      await queryClient.invalidateQueries({ queryKey: ['escalations'] });
      notify(t('rota.saved', { name: body.name }));
      onClose();
    },
  );
  return (
    <Dialog opened onClose={onClose} title={rota?.name ?? t('rota.new')}>
      <form className="escalation-form" onSubmit={form.submit}>
        <TextField data-autofocus required bound={form.bind('name')} label={t('settings.name')} maxLength={300} />
        <fieldset>
          <legend className="label">{t('rota.people')}</legend>
          <ol>
            {people.map((id, place) => {
              const gone = rota?.people.find((one) => one.id === id && one.left);
              const name = gone?.name ?? colleagues.find((one) => one.id === id)?.name ?? '';
              return (
                <li key={id} className="row">
                  <span className="grow">
                    {place + 1}. {name}
                    {gone !== undefined && <span className="dim sm"> · {t('rota.left')}</span>}
                  </span>
                  <Button
                    kind="icon"
                    aria-label={t('settings.removeOne', { name })}
                    onClick={() => setPeople(people.filter((one) => one !== id))}
                  >
                    <IconX size={15} stroke={1.7} aria-hidden />
                  </Button>
                </li>
              );
            })}
          </ol>
          <select
            className="choose"
            aria-label={t('rota.addPerson')}
            value=""
            onChange={({ currentTarget }) => setPeople([...people, currentTarget.value])}
          >
            <option value="">{t('rota.addPerson')}</option>
            {colleagues
              .filter(({ id }) => !people.includes(id))
              .map((one) => (
                <option key={one.id} value={one.id}>
                  {one.name}
                </option>
              ))}
          </select>
        </fieldset>
        <TextField required type="date" bound={form.bind('startsOn')} label={t('rota.startsOn')} />
        <TextField required type="time" bound={form.bind('changesAt')} label={t('rota.changesAt')} />
        <TextField required type="number" min={1} max={92} bound={form.bind('turnDays')} label={t('rota.turnDays')} />
        <ZoneField bound={form.bind('zone')} label={t('settings:zone')} />
        <FormEnd form={form} go={t('settings.save')} onLeave={onClose} />
      </form>
    </Dialog>
  );
}
