import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/journeys.ts';
import { call } from '../../api.ts';
import { queryClient } from '../../query-client.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { useFields } from '../../ui/fields.ts';
import { TextAreaField, TextField } from '../../ui/text-fields.tsx';

/** A journey begins with a name and its first destination; the rest is drawn. */
export default function NewJourney({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['trail', 'web']);
  const navigate = useNavigate();
  const form = useFields({ name: '', purpose: '', first: '' }, async (values) => {
    const made = await call<typeof contract.createJourney>('POST', '/journeys', {
      body: {
        name: values.name.trim(),
        purpose: values.purpose.trim(),
        destinations: [{ name: values.first.trim() }],
      },
    });
    await queryClient.invalidateQueries({ queryKey: ['journeys', 'list'] });
    onClose();
    void navigate({ to: `/journeys/${made.id}/edit` });
  });
  return (
    <Dialog opened onClose={onClose} title={t('new.title')}>
      <form className="stack" onSubmit={form.submit}>
        <TextField data-autofocus required maxLength={300} bound={form.bind('name')} label={t('new.name')} />
        <TextAreaField minRows={1} maxLength={2000} bound={form.bind('purpose')} label={t('new.purpose')} />
        <TextField
          required
          maxLength={300}
          bound={form.bind('first')}
          label={t('new.first')}
          description={t('new.firstWhy')}
        />
        {form.problem !== undefined && <ErrorNotice problem={form.problem} />}
        <div className="row end">
          <Button onClick={onClose}>{t('web:leaveIt')}</Button>
          <Button kind="go" type="submit" busy={form.busy}>
            {t('new.make')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
