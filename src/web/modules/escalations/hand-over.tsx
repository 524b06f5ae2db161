import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/escalations.ts';
import { call } from '../../api.ts';
import { useColleagues } from '../../colleagues.ts';
import { queryClient } from '../../query-client.ts';
import { notify } from '../../toasts.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { useFields } from '../../ui/fields.ts';
import { FormEnd } from '../../ui/form-end.tsx';
import { TextAreaField } from '../../ui/text-fields.tsx';
import type { EscalationDetail } from './escalations.data.ts';

/** Gives the case to a colleague with what he has to know. */
export function HandOver({ one, onClose }: { one: EscalationDetail; onClose: () => void }) {
  const { t } = useTranslation('escalations');
  const people = useColleagues().filter(({ role }) => role !== 'colleague');
  const form = useFields({ userId: '', note: '' }, async (body) => {
    const params = { id: one.id };
    const done = await call<typeof contract.handOverEscalation>('POST', '/escalations/:id/hand-over', { params, body });
    await queryClient.invalidateQueries({ queryKey: ['escalations'] });
    notify(t('today.taken', { name: done.handedTo?.name ?? '' }));
    onClose();
  });
  const who = form.bind('userId');
  return (
    <Dialog opened onClose={onClose} title={t('screen.handOver')}>
      <form className="escalation-form" onSubmit={form.submit}>
        <label>
          <span className="label">{t('screen.handTo')}</span>
          <select className="choose" name="userId" required value={who.value} onChange={who.onChange} data-autofocus>
            <option value="">{t('screen.handTo')}</option>
            {people.map((person) => (
              <option key={person.id} value={person.id}>
                {person.name}
              </option>
            ))}
          </select>
        </label>
        <TextAreaField
          required
          autosize
          minRows={3}
          maxLength={4000}
          bound={form.bind('note')}
          label={t('screen.handNote')}
          description={t('screen.handWhy')}
        />
        <FormEnd form={form} go={t('screen.handOver')} onLeave={onClose} />
      </form>
    </Dialog>
  );
}
