import '../../ui/small-forms.css';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../session.ts';
import { notify } from '../../toasts.ts';
import { useFields } from '../../ui/fields.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { TextAreaField } from '../../ui/text-fields.tsx';
import { ColleaguePicker } from './colleague-picker.tsx';
import { giveKudos } from './wins/wins.data.ts';

/** Thanks a colleague: who, for which standard, in one sentence. */
export function KudosDialog({
  standards,
  onClose,
}: {
  standards: readonly { id: string; name: string }[];
  onClose: () => void;
}) {
  const { t } = useTranslation('culture');
  const { user } = useSession();
  const [to, setTo] = useState<{ id: string; name: string }>();
  const form = useFields({ words: '', standardId: standards[0]?.id ?? '' }, async ({ words, standardId }) => {
    if (to === undefined) return;
    await giveKudos({ toUserId: to.id, standardId, words: words.trim() });
    notify(t('kudos.given', { name: to.name }));
    onClose();
  });
  const standard = form.bind('standardId');
  return (
    <FormDialog
      title={t('kudos.give')}
      form={form}
      go={t('kudos.send')}
      disabled={to === undefined || form.values.words.trim() === ''}
      onClose={onClose}
    >
      <ColleaguePicker label={t('kudos.to')} without={[user?.id ?? '']} chosen={to} onChoose={setTo} />
      <label style={{ display: 'grid' }}>
        <span className="field-name">{t('kudos.for')}</span>
        <select className="choose-one" name="standardId" value={standard.value} onChange={standard.onChange}>
          {standards.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
        </select>
      </label>
      <TextAreaField
        required
        minRows={2}
        maxLength={300}
        label={t('kudos.words')}
        description={t('kudos.wordsWhy')}
        bound={form.bind('words')}
      />
    </FormDialog>
  );
}
