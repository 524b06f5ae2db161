import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/themes.ts';
import { call } from '../../api.ts';
import { Button } from '../../ui/button.tsx';
import { useFields } from '../../ui/fields.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { TextAreaField, TextField } from '../../ui/text-fields.tsx';
import { act, type Theme } from './needs.data.ts';

/** Tracks a theme by its words, or changes one. */
export function ThemeForm({ theme, onClose }: { theme?: Theme; onClose: () => void }) {
  const { t } = useTranslation(['needs', 'web']);
  const [hated, setHated] = useState(theme?.hated ?? false);
  const form = useFields({ name: theme?.name ?? '', keywords: theme?.keywords.join(', ') ?? '' }, async (values) => {
    const body = {
      name: values.name.trim(),
      hated,
      keywords: values.keywords
        .split(/[,;\n]/)
        .map((one) => one.trim())
        .filter((one) => one.length > 1),
    };
    if (theme === undefined) await call<typeof contract.createTheme>('POST', '/themes', { body });
    else await call<typeof contract.changeTheme>('PATCH', '/themes/:id', { params: { id: theme.id }, body });
    await act(() => Promise.resolve(), t('need.saved'));
    onClose();
  });
  const retire = async () => {
    if (theme === undefined) return;
    const params = { id: theme.id };
    await act(
      () => call<typeof contract.changeTheme>('PATCH', '/themes/:id', { params, body: { retired: true } }),
      t('need.retired'),
    );
    onClose();
  };
  return (
    <FormDialog
      title={theme === undefined ? t('theme.new') : t('theme.edit')}
      form={form}
      go={t('need.keep')}
      beside={
        theme !== undefined && (
          <Button kind="quiet" onClick={() => void retire()}>
            {t('theme.retire')}
          </Button>
        )
      }
      onClose={onClose}
    >
      <TextField data-autofocus required maxLength={300} bound={form.bind('name')} label={t('theme.name')} />
      <TextAreaField minRows={3} maxLength={4000} bound={form.bind('keywords')} label={t('theme.keywords')} />
      <label className="row">
        <input type="checkbox" checked={hated} onChange={(event) => setHated(event.currentTarget.checked)} />
        {t('theme.hated')}
      </label>
    </FormDialog>
  );
}
