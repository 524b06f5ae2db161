import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../../session.ts';
import { notify } from '../../../toasts.ts';
import { useFields } from '../../../ui/fields.ts';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { TextField } from '../../../ui/text-fields.tsx';
import { ColleaguePicker } from '../colleague-picker.tsx';
import { passOn, type Pick } from '../practice.data.ts';

/** Passes a behaviour on: to whom, and a word with it if one likes. He gets it on his next working day. */
export function PassOnDialog({ pick, onClose }: { pick: Pick; onClose: () => void }) {
  const { t } = useTranslation('today');
  const { user } = useSession();
  const [to, setTo] = useState<{ id: string; name: string }>();
  const form = useFields({ note: '' }, async ({ note }) => {
    if (to === undefined) return;
    await passOn(pick, to.id, note.trim());
    notify(t('pass.done', { name: to.name }));
    onClose();
  });
  const gone = [user?.id ?? '', ...pick.passedOn.map((one) => one.to.id)];
  return (
    <FormDialog
      title={t('pass.title')}
      form={form}
      go={to === undefined ? t('learn.pass') : t('pass.go', { name: to.name.split(/\s+/)[0] })}
      disabled={to === undefined}
      onClose={onClose}
    >
      <p className="mid">
        {pick.behaviour.kind === 'stop' && `${t('learn.stop')} `}
        <b className="strong">{pick.behaviour.title}</b> {t('pass.why')}
      </p>
      <ColleaguePicker label={t('pass.to')} without={gone} chosen={to} onChoose={setTo} />
      <TextField label={t('pass.note')} maxLength={500} bound={form.bind('note')} />
    </FormDialog>
  );
}
