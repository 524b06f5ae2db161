import '../../../ui/small-forms.css';
import { useTranslation } from 'react-i18next';
import { useFields } from '../../../ui/fields.ts';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { TextAreaField, TextField } from '../../../ui/text-fields.tsx';
import { changeBehaviour, createBehaviour, type Behaviour } from '../practice.data.ts';

/** Writes a behaviour: small enough to do today, plain enough for anybody to see whether it was done. */
export function BehaviourDialog(props: {
  behaviour: Behaviour | undefined;
  standards: readonly { id: string; name: string }[];
  onClose: () => void;
}) {
  const { t } = useTranslation('culture');
  const { behaviour, onClose } = props;
  const form = useFields<
    Record<'kind' | 'title' | 'trigger' | 'action' | 'example' | 'antiExample' | 'standardId', string>
  >(
    {
      kind: behaviour?.kind ?? 'do',
      title: behaviour?.title ?? '',
      trigger: behaviour?.trigger ?? '',
      action: behaviour?.action ?? '',
      example: behaviour?.example ?? '',
      antiExample: behaviour?.antiExample ?? '',
      standardId: behaviour?.standard?.id ?? '',
    },
    async ({ kind, standardId, ...values }) => {
      const body = { ...values, title: values.title.trim(), standardId: standardId === '' ? null : standardId };
      if (behaviour === undefined) await createBehaviour({ ...body, kind: kind === 'stop' ? 'stop' : 'do' });
      else await changeBehaviour(behaviour.id, body);
      onClose();
    },
  );
  const standard = form.bind('standardId');
  return (
    <FormDialog
      title={t(behaviour === undefined ? 'behaviours.add' : 'behaviours.edit')}
      width={560}
      form={form}
      go={t('standards.save')}
      onClose={onClose}
    >
      {behaviour === undefined && (
        <div className="row" role="radiogroup" aria-label={t('behaviours.kind')} style={{ gap: 20 }}>
          {(['do', 'stop'] as const).map((kind) => (
            <label key={kind} className="row">
              <input
                type="radio"
                name="kind"
                checked={form.values.kind === kind}
                onChange={() => form.set('kind', kind)}
              />
              {t(kind === 'do' ? 'behaviours.do' : 'behaviours.stops')}
            </label>
          ))}
        </div>
      )}
      <TextField required data-autofocus label={t('behaviours.title')} maxLength={300} bound={form.bind('title')} />
      <TextField
        label={t('behaviours.trigger')}
        description={t('behaviours.triggerWhy')}
        maxLength={300}
        bound={form.bind('trigger')}
      />
      <TextAreaField minRows={2} label={t('behaviours.action')} maxLength={600} bound={form.bind('action')} />
      <TextAreaField minRows={2} label={t('behaviours.example')} maxLength={600} bound={form.bind('example')} />
      <TextAreaField minRows={2} label={t('behaviours.antiExample')} maxLength={600} bound={form.bind('antiExample')} />
      <label style={{ display: 'grid' }}>
        <span className="field-name">{t('behaviours.standard')}</span>
        <select className="choose-one" name="standardId" value={standard.value} onChange={standard.onChange}>
          <option value="">{t('behaviours.noStandard')}</option>
          {props.standards.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
        </select>
      </label>
    </FormDialog>
  );
}
