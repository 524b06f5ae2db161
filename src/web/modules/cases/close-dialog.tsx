import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useFields } from '../../ui/fields.ts';
import { TextField } from '../../ui/text-fields.tsx';
import type { Case } from './cases.data.ts';
import { useCaseDeeds } from './changing.ts';
import { companyQuery } from './company/company.data.ts';

/** Before a case is closed: what was it worth to the customer? One line, which may stay empty. */
export function CloseDialog({ found, onClose }: { found: Case; onClose: () => void }) {
  const { t } = useTranslation(['cases', 'company', 'words']);
  const progress = useQuery(companyQuery(found.id)).data?.progress;
  const unfinished = progress !== undefined && progress.done < progress.all;
  const { close } = useCaseDeeds(found);
  const form = useFields({ valueCreated: found.valueCreated ?? '' }, async (values) => {
    onClose();
    await close(values.valueCreated.trim(), unfinished);
  });
  return (
    <Dialog opened onClose={onClose} title={t('close.title', { number: found.number })}>
      <form className="stack" onSubmit={form.submit}>
        {found.successWish !== null && <p className="mid">{t('close.wish', { wish: found.successWish })}</p>}
        <TextField
          data-autofocus
          bound={form.bind('valueCreated')}
          label={t('close.value')}
          description={t('close.valueWhy')}
          maxLength={300}
        />
        {found.successWish !== null && form.bind('valueCreated').value === '' && (
          <Button size="s" kind="yes" onClick={() => form.set('valueCreated', found.successWish ?? '')}>
            {t('words:close.asWished')}
          </Button>
        )}
        {unfinished && (
          <p className="strong" role="status">
            {t('company:tasks.closing')}: {t('company:tasks.progress', { ...progress })}
          </p>
        )}
        <p className="dim xs">{t('close.asked', { name: found.customer.name })}</p>
        <div className="row end">
          <Button onClick={onClose}>{t('web:leaveIt')}</Button>
          <Button kind="go" type="submit">
            {t(unfinished ? 'company:tasks.closeAnyway' : 'close.go')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
