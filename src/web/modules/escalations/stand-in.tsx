import { useTranslation } from 'react-i18next';
import type * as onCall from '../../../contract/escalations-on-call.ts';
import { call } from '../../api.ts';
import { useColleagues } from '../../colleagues.ts';
import { queryClient } from '../../query-client.ts';
import { useSession } from '../../session.ts';
import { notify } from '../../toasts.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { useFields } from '../../ui/fields.ts';
import { FormEnd } from '../../ui/form-end.tsx';
import { TextField } from '../../ui/text-fields.tsx';
import type { Rota } from './escalations.data.ts';

/** Somebody takes a stretch of a rota: oneself, or anybody where one leads. */
export function StandIn({ rota, onClose }: { rota: Rota; onClose: () => void }) {
  const { t } = useTranslation('escalations');
  const { user, may } = useSession();
  const everyone = useColleagues().filter(({ role }) => role !== 'colleague');
  const people = may('cases.manage') ? everyone : everyone.filter(({ id }) => id === user?.id);
  const form = useFields({ userId: user?.id ?? '', from: '', until: '', note: '' }, async (values) => {
    const instant = (local: string) => new Date(local).toISOString();
    await call<typeof onCall.addOverride>('POST', '/on-call/:id/overrides', {
      params: { id: rota.id },
      body: { userId: values.userId, from: instant(values.from), until: instant(values.until), note: values.note },
    });
    await queryClient.invalidateQueries({ queryKey: ['escalations'] });
    notify(t('rota.standsIn', { name: people.find(({ id }) => id === values.userId)?.name ?? '' }));
    onClose();
  });
  const who = form.bind('userId');
  return (
    <Dialog opened onClose={onClose} title={t('rota.standInOne', { name: rota.name })}>
      <form className="escalation-form" onSubmit={form.submit}>
        <label>
          <span className="label">{t('rota.who')}</span>
          <select className="choose" name="userId" value={who.value} onChange={who.onChange} data-autofocus>
            {people.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </select>
        </label>
        <TextField required type="datetime-local" bound={form.bind('from')} label={t('rota.from')} />
        <TextField required type="datetime-local" bound={form.bind('until')} label={t('rota.to')} />
        <TextField bound={form.bind('note')} label={t('screen.note')} maxLength={300} />
        <FormEnd form={form} go={t('rota.standIn')} onLeave={onClose} />
      </form>
    </Dialog>
  );
}
