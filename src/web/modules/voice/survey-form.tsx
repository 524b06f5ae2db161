import './voice.css';
import './survey.css';
import '../../ui/small-forms.css';
import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/voice-surveys.ts';
import { standardQuestions } from '../../../domain/voice/questions.ts';
import { call } from '../../api.ts';
import { queryClient } from '../../query-client.ts';
import { useSession } from '../../session.ts';
import { notify } from '../../toasts.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { useFields } from '../../ui/fields.ts';
import { TextField } from '../../ui/text-fields.tsx';
import { freshKey, QuestionEdit } from './survey-question.tsx';
import type { Question, Survey } from './voice.data.ts';

/** What is asked, in which order and in whose words; how the page looks; whether anything is asked at all. */
export function SurveyForm({ survey, language }: { survey: Survey; language: string }) {
  const { t } = useTranslation('surveys');
  const { may } = useSession();
  const write = may('surveys.write');
  const [questions, setQuestions] = useState<readonly Question[]>(survey.questions);
  const { theme } = survey;
  const [titles, setTitles] = useState(theme.title ?? {});
  const [thanks, setThanks] = useState(theme.thanks ?? {});
  const form = useFields(
    { name: survey.name, active: survey.active, colour: theme.colour ?? '', logo: theme.logo ?? '' },
    async ({ name, active, colour, logo }) => {
      const saved = await call<typeof contract.changeSurvey>('PATCH', '/surveys/:id', {
        params: { id: survey.id },
        body: {
          name: name.trim(),
          active,
          questions: questions.map(withoutHoles),
          theme: {
            ...(colour === '' ? {} : { colour }),
            ...(logo.trim() === '' ? {} : { logo: logo.trim() }),
            title: titles,
            thanks,
          },
        },
      });
      queryClient.setQueryData(['voice', 'survey', survey.id], saved);
      await queryClient.invalidateQueries({ queryKey: ['voice'] });
      notify(t('listening:survey.saved'));
    },
  );
  const move = (place: number, by: number) => {
    setQuestions((now) => {
      const next = [...now];
      const [taken] = next.splice(place, 1);
      if (taken !== undefined) next.splice(place + by, 0, taken);
      return next;
    });
  };
  const add = (question: Question) => setQuestions((now) => [...now, question]);
  return (
    <form className="stack" onSubmit={form.submit}>
      <TextField required disabled={!write} bound={form.bind('name')} label={t('listening:survey.name')} />
      <Checkbox
        disabled={!write}
        label={t('listening:survey.active')}
        checked={form.values.active}
        onChange={(event) => form.set('active', event.currentTarget.checked)}
      />
      <fieldset disabled={!write}>
        <legend className="strong">{t('listening:survey.questions')}</legend>
        <ol>
          {questions.map((question, place) => (
            <QuestionEdit
              key={question.key}
              question={question}
              place={place}
              language={language}
              before={questions.slice(0, place)}
              last={place === questions.length - 1}
              only={questions.length === 1}
              onChange={(next) =>
                setQuestions((now) => now.map((one) => (one.key === question.key ? { ...one, ...next } : one)))
              }
              onMove={(by) => move(place, by)}
              onDrop={() => setQuestions((now) => now.filter(({ key }) => key !== question.key))}
            />
          ))}
        </ol>
        <div className="row" style={{ flexWrap: 'wrap', paddingTop: 8 }}>
          <Button
            size="s"
            kind="yes"
            onClick={() => add({ key: freshKey('own', questions), kind: 'scale', texts: {}, optional: true })}
          >
            {t('editor.addOwn')}
          </Button>
          {standardQuestions
            .filter((key) => !questions.some((question) => question.key === key))
            .map((key) => (
              <Button key={key} size="s" onClick={() => add({ key, texts: {}, optional: true })}>
                {t('listening:survey.add', { name: t(`listening:question.${key}`) })}
              </Button>
            ))}
        </div>
      </fieldset>
      <fieldset disabled={!write} className="survey-look">
        <legend className="strong">{t('editor.look')}</legend>
        <label>
          <span className="field-name">{t('editor.colour')}</span>
          <span className="row">
            <input
              type="color"
              value={form.values.colour === '' ? '#1f4d38' : form.values.colour}
              onChange={(event) => form.set('colour', event.currentTarget.value)}
            />
            {form.values.colour !== '' && (
              <Button size="s" kind="quiet" onClick={() => form.set('colour', '')}>
                {t('editor.noColour')}
              </Button>
            )}
          </span>
        </label>
        <TextField maxLength={60} bound={form.bind('logo')} label={t('editor.logo')} />
        <Worded label={t('editor.title')} texts={titles} language={language} onChange={setTitles} />
        <Worded label={t('editor.thanks')} texts={thanks} language={language} onChange={setThanks} />
      </fieldset>
      {form.problem !== undefined && <ErrorNotice problem={form.problem} />}
      {write && (
        <p className="row">
          <Button kind="go" type="submit" busy={form.busy}>
            {t('listening:survey.save')}
          </Button>
          <span className="dim xs">{t('editor.version', { version: survey.version })}</span>
        </p>
      )}
    </form>
  );
}

function Worded(props: {
  label: string;
  texts: Record<string, string>;
  language: string;
  onChange: (texts: Record<string, string>) => void;
}) {
  return (
    <label>
      <span className="field-name">{props.label}</span>
      <input
        className="line"
        maxLength={300}
        value={props.texts[props.language] ?? ''}
        onChange={(event) => props.onChange({ ...props.texts, [props.language]: event.currentTarget.value })}
      />
    </label>
  );
}

/** The wire knows no undefined: what is not said is left out. */
function withoutHoles(question: Question): Question {
  return Object.fromEntries(Object.entries(question).filter(([, value]) => value !== undefined)) as Question;
}
