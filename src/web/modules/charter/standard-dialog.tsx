import { useTranslation } from 'react-i18next';
import { useFields } from '../../ui/fields.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { TextAreaField, TextField } from '../../ui/text-fields.tsx';
import { saveStandard, type Standard } from './charter.data.ts';

/** Writes a standard: its name, and what it asks of everybody. */
export function StandardDialog(props: { standard: Standard | undefined; position: number; onClose: () => void }) {
  const { t } = useTranslation('culture');
  const { standard, position, onClose } = props;
  const form = useFields({ name: standard?.name ?? '', description: standard?.description ?? '' }, async (values) => {
    await saveStandard(standard?.id, {
      name: values.name.trim(),
      description: values.description.trim(),
      ...(standard === undefined ? { position } : {}),
    });
    onClose();
  });
  return (
    <FormDialog
      title={t(standard === undefined ? 'standards.add' : 'standards.edit')}
      form={form}
      go={t('standards.save')}
      onClose={onClose}
    >
      <TextField required data-autofocus label={t('standards.name')} maxLength={300} bound={form.bind('name')} />
      <TextAreaField minRows={3} label={t('standards.description')} maxLength={2000} bound={form.bind('description')} />
    </FormDialog>
  );
}
