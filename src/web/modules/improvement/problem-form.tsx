import './improvement.css';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/improvement-problems.ts';
import { call } from '../../api.ts';
import { useColleagues } from '../../colleagues.ts';
import { notify } from '../../toasts.ts';
import { ChooseField } from '../../ui/choices.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useFields } from '../../ui/fields.ts';
import { FormEnd } from '../../ui/form-end.tsx';
import { TextAreaField, TextField } from '../../ui/text-fields.tsx';
import { useTouchpointOptions } from '../../touchpoints.ts';
import { showProblem, type Problem } from './improvement.data.ts';

/** Opens a problem, or changes what it is about. Cause and workaround are found on its page. */
export function ProblemForm(props: {
  problem?: Problem;
  from?: { touchpointId?: string | undefined; caseIds?: string[] | undefined };
  onClose: () => void;
}) {
  const { t } = useTranslation('fixing');
  const { problem, from, onClose } = props;
  const navigate = useNavigate();
  const touchpoints = useTouchpointOptions();
  const colleagues = useColleagues();
  const form = useFields(
    {
      title: problem?.title ?? '',
      description: problem?.description ?? '',
      touchpointId: problem?.touchpoint?.id ?? from?.touchpointId ?? '',
      since: problem?.since ?? '',
      until: problem?.until ?? '',
      ownerId: problem?.owner?.id ?? '',
    },
    async (values) => {
      const body = {
        title: values.title.trim(),
        description: values.description,
        touchpointId: values.touchpointId || null,
        since: values.since || null,
        until: values.until || null,
        ownerId: values.ownerId || null,
      };
      const saved =
        problem === undefined
          ? await call<typeof contract.openProblem>('POST', '/problems', {
              body: { ...body, ...(from?.caseIds === undefined ? {} : { caseIds: from.caseIds }) },
            })
          : await call<typeof contract.changeProblem>('PATCH', '/problems/:id', { params: { id: problem.id }, body });
      showProblem(saved);
      notify(t(problem === undefined ? 'problem.opened' : 'form.saved'));
      onClose();
      if (problem === undefined) void navigate({ to: `/improve/problems/${saved.id}` });
    },
  );
  return (
    <Dialog opened onClose={onClose} title={t(problem === undefined ? 'problem.new' : 'problem.change')} width={560}>
      <form className="stacked" onSubmit={form.submit}>
        <TextField
          data-autofocus
          required
          maxLength={300}
          bound={form.bind('title')}
          label={t('problem.name')}
          description={t('problem.nameHint')}
        />
        <TextAreaField minRows={2} bound={form.bind('description')} label={t('problem.description')} />
        <div className="pair">
          <ChooseField
            label={t('form.place')}
            bound={form.bind('touchpointId')}
            options={[['', t('problems.everywhere')], ...touchpoints]}
            hint={t('problem.placeHint')}
          />
          <ChooseField
            label={t('owner')}
            bound={form.bind('ownerId')}
            options={[['', t('form.nobody')], ...colleagues.map(({ id, name }) => [id, name] as const)]}
          />
          <TextField type="date" bound={form.bind('since')} label={t('problem.since')} />
          <TextField type="date" bound={form.bind('until')} label={t('problem.until')} />
        </div>
        <FormEnd form={form} go={t(problem === undefined ? 'problem.open' : 'form.save')} onLeave={onClose} />
      </form>
    </Dialog>
  );
}
