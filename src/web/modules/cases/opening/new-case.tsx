import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Field } from '../../../../contract/fields.ts';
import type { Form } from '../../../../contract/forms.ts';
import { caseChannels, caseKinds, priorities } from '../../../../domain/cases/words.ts';
import { useTeams } from '../../../colleagues.ts';
import { liveFormsQuery } from '../../../live-forms.ts';
import { ownCaseFieldsQuery } from '../../../own-case-fields.ts';
import { notify } from '../../../toasts.ts';
import { Button } from '../../../ui/button.tsx';
import { ChooseField } from '../../../ui/choices.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { type Bound, fieldErrors } from '../../../ui/fields.ts';
import { RowsSkeleton } from '../../../ui/skeletons.tsx';
import { TextAreaField, TextField } from '../../../ui/text-fields.tsx';
import { AttachButton } from '../answering/attach-button.tsx';
import { UploadList } from '../answering/upload-list.tsx';
import { useUploads } from '../answering/uploads.ts';
import { refreshCases, showCase } from '../cases.data.ts';
import { feelings } from '../thread/feeling.tsx';
import { AskedQuestions } from './asked-questions.tsx';
import { newCaseStartQuery, type NewCaseStart, type NewCaseWords, noWords, useKept } from './new-case-draft.ts';
import { putForm, questionsByHand, readingOf } from './questions.ts';
import { openNewCase, refusedAnswers } from './sending.ts';
import { Whose } from './whose.tsx';

/**
 * A case opened for a customer, by hand or through one of the forms: who, what about, in whose words, and what is asked of a case
 * of this kind. What was typed is kept until it is opened, on every device.
 */
export default function NewCase({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['new-case', 'cases']);
  const draft = useQuery(newCaseStartQuery);
  const fields = useQuery(ownCaseFieldsQuery);
  const forms = useQuery(liveFormsQuery);
  // without an answer one begins with what is there: a call does not wait
  const ready = !draft.isPending && !fields.isPending && !forms.isPending;
  return (
    <Dialog opened onClose={onClose} title={t('cases:new.title')} width={620}>
      {ready ? (
        <NewCaseForm
          start={draft.data ?? { words: noWords, files: [], onServer: false }}
          fields={fields.data ?? []}
          forms={forms.data ?? []}
          onClose={onClose}
        />
      ) : (
        <RowsSkeleton rows={5} />
      )}
    </Dialog>
  );
}

type Typed = Exclude<keyof NewCaseWords, 'customer' | 'answers'>;
type Bind = (name: Typed) => Bound;

function NewCaseForm(props: {
  start: NewCaseStart;
  fields: readonly Field[];
  forms: readonly Form[];
  onClose: () => void;
}) {
  const { t, i18n } = useTranslation(['new-case', 'cases']);
  const { fields, forms, onClose } = props;
  const navigate = useNavigate();
  const [words, setWords] = useState(props.start.words);
  const uploads = useUploads((name) => t('cases:composer.tooLarge', { name, limit: 30 }), props.start.files);
  const keeping = useKept(words, uploads.files, props.start);
  const [answersRefused, setAnswersRefused] = useState<ReadonlyMap<string, string>>(new Map());
  const [problem, setProblem] = useState<unknown>();
  const [busy, setBusy] = useState(false);

  const chosen = forms.find((one) => one.id === words.formId);
  const put = chosen === undefined ? undefined : putForm(chosen, fields, i18n.language);
  const questions = put?.questions ?? questionsByHand(fields);
  const { asked, values, problems } = readingOf(questions, put?.kind ?? words.kind, words.answers);
  const text = put?.asks.text ?? 'required';
  const refused = fieldErrors(problem);
  const change = (part: Partial<NewCaseWords>) => setWords((before) => ({ ...before, ...part }));
  const bind: Bind = (name) => ({
    name,
    value: words[name],
    error: refused[name],
    onChange: (event) => change({ [name]: event.currentTarget.value }),
  });

  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    setProblem(undefined);
    setAnswersRefused(problems);
    if (problems.size > 0) return;
    setBusy(true);
    try {
      const made = await openNewCase(words, put, { fields: values, attachmentIds: uploads.ids });
      keeping.end();
      showCase(made);
      void refreshCases();
      notify(t('cases:new.done', { number: made.number }));
      onClose();
      await navigate({ to: '/inbox/{-$number}', params: { number: String(made.number) }, search: {} as never });
    } catch (refusal) {
      setAnswersRefused(refusedAnswers(refusal));
      setProblem(refusal);
      setBusy(false);
    }
  };
  const throwAway = () => {
    keeping.end();
    onClose();
  };
  return (
    <form className="stack" onSubmit={(event) => void send(event)}>
      {forms.length > 0 && (
        <ChooseField
          label={t('from')}
          bound={bind('formId')}
          options={[['', t('byHand')], ...forms.map((one) => [one.id, putForm(one, [], i18n.language).title] as const)]}
        />
      )}
      {put !== undefined && put.intro !== '' && <p className="dim sm">{put.intro}</p>}
      <Whose
        name={bind('name')}
        email={bind('email')}
        customer={words.customer}
        onCustomer={(customer) => change(customer === null ? { customer } : { customer, name: customer.name })}
      />
      {(put === undefined || put.asks.subject) && (
        <TextField required bound={bind('subject')} label={t('cases:new.subject')} maxLength={300} />
      )}
      {text !== 'no' && (
        <TextAreaField
          required={text === 'required'}
          minRows={3}
          maxRows={10}
          bound={bind('text')}
          label={put === undefined || put.ask === '' ? t('cases:new.words') : put.ask}
          className="voiced"
        />
      )}
      {put === undefined && <Usual bind={bind} />}
      <AskedQuestions
        asked={asked}
        answers={words.answers}
        problems={answersRefused}
        onAnswer={(key, value) => setWords((before) => ({ ...before, answers: { ...before.answers, [key]: value } }))}
      />
      {put?.asks.wish === true && <TextField bound={bind('wish')} label={t('wish')} maxLength={300} />}
      {(put === undefined || put.asks.files) && <Files uploads={uploads} />}
      {answersRefused.size > 0 && problem === undefined && (
        <p role="alert" className="sm strong">
          {t('problem.some', { count: answersRefused.size })}
        </p>
      )}
      {problem !== undefined && <ErrorNotice problem={problem} />}
      <div className="row end">
        {keeping.kept !== 'clean' && (
          <span className="grow dim xs">
            <output>{t(keeping.kept === 'here' ? 'draft.here' : 'draft.kept')}</output>{' '}
            <button type="button" className="plainly" onClick={throwAway}>
              {t('draft.drop')}
            </button>
          </span>
        )}
        <Button onClick={onClose}>{t(keeping.kept === 'clean' ? 'web:leaveIt' : 'draft.later')}</Button>
        <Button kind="go" type="submit" busy={busy} disabled={uploads.busy}>
          {t('cases:new.go')}
        </Button>
      </div>
    </form>
  );
}

function Files({ uploads }: { uploads: ReturnType<typeof useUploads> }) {
  return (
    <div>
      <AttachButton named uploads={uploads} />
      <UploadList uploads={uploads.uploads} onRemove={uploads.remove} />
    </div>
  );
}

/** What every case by hand can be said to be; it can all stay as it is. */
function Usual({ bind }: { bind: Bind }) {
  const { t } = useTranslation('cases');
  const teams = useTeams();
  return (
    <div className="three">
      <ChooseField
        label={t('filter.channel')}
        bound={bind('channel')}
        options={caseChannels.map((one) => [one, t(`channel.${one}`)] as const)}
      />
      <ChooseField
        label={t('filter.kind')}
        bound={bind('kind')}
        options={caseKinds.map((one) => [one, t(`kind.${one}`)] as const)}
      />
      <ChooseField
        label={t('filter.priority')}
        bound={bind('priority')}
        options={priorities.map((one) => [one, t(`priority.${one}`)] as const)}
      />
      <ChooseField
        label={t('team.label')}
        bound={bind('teamId')}
        options={[['', t('team.none')], ...teams.map((team) => [team.id, team.name] as const)]}
      />
      <ChooseField
        label={t('feeling.label')}
        bound={bind('emotion')}
        options={[['', t('feeling.none')], ...feelings.map((one) => [one, t(`web:emotions.${one}`)] as const)]}
      />
    </div>
  );
}
