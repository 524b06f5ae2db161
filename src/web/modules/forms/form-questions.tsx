import { Checkbox, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Field } from '../../../contract/fields.ts';
import type * as contract from '../../../contract/forms.ts';
import { ownCaseFieldsQuery } from '../../own-case-fields.ts';
import { Button } from '../../ui/button.tsx';
import { WhenPicker } from '../../ui/when-picker.tsx';

type Question = contract.Form['questions'][number];
type Texts = NonNullable<NonNullable<contract.Form['texts']['en']>['questions']>;

/** The questions of a form in their order: which field, whether it must be answered, when it is asked, how it is put. */
export function FormQuestions(props: {
  questions: readonly Question[];
  texts: Texts;
  onChange: (questions: Question[]) => void;
  onSay: (texts: Texts) => void;
}) {
  const { t } = useTranslation('forms');
  const fields = useQuery(ownCaseFieldsQuery).data ?? [];
  const { questions } = props;
  const named = (key: string) => fields.find((field) => field.key === key);
  const free = fields.filter((field) => !questions.some((question) => question.field === field.key));
  const put = (at: number, part: Partial<Question>) =>
    props.onChange(questions.map((question, place) => (place === at ? { ...question, ...part } : question)));
  const up = (at: number) => {
    const moved = [...questions];
    moved.splice(at - 1, 2, questions[at]!, questions[at - 1]!);
    props.onChange(moved);
  };
  return (
    <fieldset>
      <legend className="label">{t('questions')}</legend>
      {questions.map((question, at) => {
        const name = named(question.field)?.name ?? question.field;
        return (
          <div key={question.field} className="form-question stack">
            <div className="row">
              <b className="strong grow">{name}</b>
              {at > 0 && (
                <Button size="s" kind="quiet" aria-label={t('up', { title: name })} onClick={() => up(at)}>
                  ↑
                </Button>
              )}
              <Button
                size="s"
                kind="quiet"
                aria-label={t('leaveOutOne', { name })}
                onClick={() => props.onChange(questions.filter((one) => one !== question))}
              >
                {t('leaveOut')}
              </Button>
            </div>
            <TextInput
              label={t('put')}
              placeholder={name}
              maxLength={200}
              value={props.texts[question.field]?.label ?? ''}
              onChange={(event) => {
                const label = event.currentTarget.value;
                const { label: _before, ...rest } = props.texts[question.field] ?? {};
                props.onSay({ ...props.texts, [question.field]: label === '' ? rest : { ...rest, label } });
              }}
            />
            <Checkbox
              label={t('must')}
              checked={question.required}
              onChange={(event) => put(at, { required: event.currentTarget.checked })}
            />
            <WhenPicker
              fields={questions
                .filter((one) => one !== question)
                .map((one) => named(one.field))
                .filter((one): one is Field => one !== undefined)}
              value={question.showWhen}
              onChange={(showWhen) => put(at, { showWhen })}
            />
          </div>
        );
      })}
      {free.length > 0 ? (
        <label>
          <span className="label">{t('addQuestion')}</span>
          <select
            className="choose"
            value=""
            onChange={(event) =>
              props.onChange([...questions, { field: event.currentTarget.value, required: false, showWhen: null }])
            }
          >
            <option value="">{t('choose')}</option>
            {free.map((field) => (
              <option key={field.key} value={field.key}>
                {field.name}
              </option>
            ))}
          </select>
        </label>
      ) : (
        fields.length === 0 && <p className="dim xs">{t('noFields')}</p>
      )}
    </fieldset>
  );
}
