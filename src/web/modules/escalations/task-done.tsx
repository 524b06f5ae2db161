import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/escalations.ts';
import { call } from '../../api.ts';
import { queryClient } from '../../query-client.ts';
import { notify } from '../../toasts.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { useFields } from '../../ui/fields.ts';
import { FormEnd } from '../../ui/form-end.tsx';
import { TextAreaField } from '../../ui/text-fields.tsx';
import type { Task } from './escalations.data.ts';

/** A task of management ends with a word. */
export function TaskDone({ task, onClose }: { task: Task; onClose: () => void }) {
  const { t } = useTranslation('escalations');
  const form = useFields({ word: '' }, async ({ word }) => {
    await call<typeof contract.finishEscalationTask>('POST', '/escalation-tasks/:id/done', {
      params: { id: task.id },
      body: { word },
    });
    await queryClient.invalidateQueries({ queryKey: ['escalations'] });
    notify(t('today.finished'));
    onClose();
  });
  return (
    <Dialog opened onClose={onClose} title={t(`action.${task.action}`)}>
      <form className="stack" style={{ display: 'grid', gap: 14 }} onSubmit={form.submit}>
        <TextAreaField
          data-autofocus
          required
          autosize
          minRows={2}
          maxLength={4000}
          bound={form.bind('word')}
          label={t('today.word')}
          description={t('today.wordWhy')}
        />
        <FormEnd form={form} go={t('today.finish')} onLeave={onClose} />
      </form>
    </Dialog>
  );
}
