import './journeys.css';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/journeys-touchpoints.ts';
import { call } from '../../api.ts';
import { useColleagues } from '../../colleagues.ts';
import { notify } from '../../toasts.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { useFields } from '../../ui/fields.ts';
import { FormEnd } from '../../ui/form-end.tsx';
import { TextAreaField, TextField } from '../../ui/text-fields.tsx';
import { showTouchpoint, type Touchpoint } from './journeys.data.ts';

const parties = ['own', 'partner', 'public'] as const;

/** The dissect sheet filled in: what the place is for, how one comes and goes, how hard it is, how it fails. */
export function TouchpointForm({ touchpoint, onClose }: { touchpoint?: Touchpoint; onClose: () => void }) {
  const { t } = useTranslation('map');
  const navigate = useNavigate();
  const colleagues = useColleagues();
  const form = useFields(
    {
      name: touchpoint?.name ?? '',
      channel: touchpoint?.channel ?? 'in-person',
      purpose: touchpoint?.purpose ?? '',
      ownerId: touchpoint?.owner?.id ?? '',
      party: touchpoint?.party ?? 'own',
      importance: String(touchpoint?.importance ?? 3),
      feelingBefore: touchpoint?.feelingBefore ?? '',
      feelingAfter: touchpoint?.feelingAfter ?? '',
      effort: touchpoint?.effort === null || touchpoint === undefined ? '' : String(touchpoint.effort),
      handOffs: touchpoint?.handOffs === null || touchpoint === undefined ? '' : String(touchpoint.handOffs),
      failureModes: touchpoint?.failureModes ?? '',
    },
    async (values) => {
      const whole = (text: string) => (text.trim() === '' ? null : Math.round(Number(text)));
      const body = {
        name: values.name.trim(),
        channel: values.channel.trim(),
        purpose: values.purpose,
        ownerId: values.ownerId || null,
        party: parties.find((one) => one === values.party) ?? 'own',
        importance: whole(values.importance) ?? 3,
        feelingBefore: values.feelingBefore,
        feelingAfter: values.feelingAfter,
        effort: whole(values.effort),
        handOffs: whole(values.handOffs),
        failureModes: values.failureModes,
      };
      const saved =
        touchpoint === undefined
          ? await call<typeof contract.createTouchpoint>('POST', '/touchpoints', { body })
          : await call<typeof contract.changeTouchpoint>('PATCH', '/touchpoints/:id', {
              params: { id: touchpoint.id },
              body,
            });
      showTouchpoint(saved);
      notify(t('saved'));
      onClose();
      if (touchpoint === undefined) void navigate({ to: `/journeys/touchpoints/${saved.id}` });
    },
  );
  const owner = form.bind('ownerId');
  const party = form.bind('party');
  return (
    <Dialog
      opened
      onClose={onClose}
      title={t(touchpoint === undefined ? 'touchpoint.new' : 'touchpoint.change')}
      width={640}
    >
      <form style={{ display: 'grid', gap: 14 }} onSubmit={form.submit}>
        <TextField data-autofocus required maxLength={300} bound={form.bind('name')} label={t('touchpoint.name')} />
        <TextAreaField minRows={1} bound={form.bind('purpose')} label={t('touchpoint.purpose')} />
        <div className="sheet">
          <label>
            <span className="strong sm">{t('touchpoint.owner')}</span>
            <select className="choose" name="ownerId" value={owner.value} onChange={owner.onChange}>
              <option value="">{t('road.nobody')}</option>
              {colleagues.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </label>
          <label>
            <span className="strong sm">{t('touchpoint.party')}</span>
            <select className="choose" name="party" value={party.value} onChange={party.onChange}>
              {parties.map((one) => (
                <option key={one} value={one}>
                  {t(`party.${one}`)}
                </option>
              ))}
            </select>
          </label>
          <TextField required maxLength={40} bound={form.bind('channel')} label={t('touchpoint.channel')} />
          <TextField type="number" min={1} max={5} bound={form.bind('importance')} label={t('touchpoint.importance')} />
          <TextField type="number" min={1} max={7} bound={form.bind('effort')} label={t('touchpoint.effort')} />
          <TextField type="number" min={0} max={100} bound={form.bind('handOffs')} label={t('touchpoint.handOffs')} />
          <TextField bound={form.bind('feelingBefore')} label={t('touchpoint.before')} />
          <TextField bound={form.bind('feelingAfter')} label={t('touchpoint.after')} />
        </div>
        <TextAreaField minRows={2} bound={form.bind('failureModes')} label={t('touchpoint.failures')} />
        <FormEnd form={form} go={t('save')} onLeave={onClose} />
      </form>
    </Dialog>
  );
}
