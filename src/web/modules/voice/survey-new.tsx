import './survey.css';
import '../../ui/small-forms.css';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/voice-surveys.ts';
import { call } from '../../api.ts';
import { queryClient } from '../../query-client.ts';
import { useFields } from '../../ui/fields.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { TextField } from '../../ui/text-fields.tsx';
import type { Question, Survey } from './voice.data.ts';

const standard = (key: string, optional = false): Question => ({ key, texts: {}, optional });

/** What one begins with: the questions of each kind, in the order they are asked. */
const kinds = {
  satisfaction: { programme: 'custom', questions: [standard('rating'), standard('why', true)] },
  recommendation: { programme: 'relational', questions: [standard('likely'), standard('why', true)] },
  effort: { programme: 'custom', questions: [standard('easy'), standard('why', true)] },
  word: { programme: 'custom', questions: [standard('word')] },
  destination: {
    programme: 'destination',
    questions: [standard('solved'), standard('easy', true), standard('why', true)],
  },
  custom: { programme: 'custom', questions: [standard('rating'), standard('why', true)] },
} as const;

/** A new survey begins switched off, with the questions of its kind. */
export function NewSurvey({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('surveys');
  const navigate = useNavigate();
  const [kind, setKind] = useState<keyof typeof kinds>('satisfaction');
  const form = useFields({ name: '' }, async ({ name }) => {
    const made: Survey = await call<typeof contract.createSurvey>('POST', '/surveys', {
      body: {
        name: name.trim(),
        programme: kinds[kind].programme,
        questions: [...kinds[kind].questions],
        quietDays: 30,
        active: false,
      },
    });
    await queryClient.invalidateQueries({ queryKey: ['voice', 'surveys'] });
    onClose();
    void navigate({ to: `/voice/surveys/${made.id}` });
  });
  return (
    <FormDialog title={t('new.title')} width={560} form={form} go={t('new.make')} onClose={onClose}>
      <fieldset className="survey-kinds">
        <legend className="field-name">{t('new.kind')}</legend>
        {(Object.keys(kinds) as (keyof typeof kinds)[]).map((each) => (
          <label key={each}>
            <input
              type="radio"
              name="kind"
              aria-label={t(`new.kinds.${each}`)}
              aria-describedby={`what-${each}`}
              checked={kind === each}
              onChange={() => setKind(each)}
            />
            <span>
              <b className="strong">{t(`new.kinds.${each}`)}</b>
              <br />
              <span className="dim xs" id={`what-${each}`}>
                {t(`new.whats.${each}`)}
              </span>
            </span>
          </label>
        ))}
      </fieldset>
      <TextField required maxLength={300} bound={form.bind('name')} label={t('new.name')} description={t('new.hint')} />
    </FormDialog>
  );
}
