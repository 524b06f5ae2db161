import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/themes.ts';
import { call } from '../../api.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { useFields } from '../../ui/fields.ts';
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
    <Dialog opened onClose={onClose} title={theme === undefined ? t('theme.new') : t('theme.edit')}>
      <form className="stack" onSubmit={form.submit}>
        <TextField data-autofocus required maxLength={300} bound={form.bind('name')} label={t('theme.name')} />
        <TextAreaField minRows={3} maxLength={4000} bound={form.bind('keywords')} label={t('theme.keywords')} />
        <label className="row">
          <input type="checkbox" checked={hated} onChange={(event) => setHated(event.currentTarget.checked)} />
          {t('theme.hated')}
        </label>
        {form.problem !== undefined && <ErrorNotice problem={form.problem} />}
        <div className="row end">
          {theme !== undefined && (
            <Button kind="quiet" onClick={() => void retire()}>
              {t('theme.retire')}
            </Button>
          )}
          <span className="grow" />
          <Button onClick={onClose}>{t('web:leaveIt')}</Button>
          <Button kind="go" type="submit" busy={form.busy}>
            {t('need.keep')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
