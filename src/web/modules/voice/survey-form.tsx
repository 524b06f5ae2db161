import './voice.css';
import { Checkbox, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/voice-surveys.ts';
import { call } from '../../api.ts';
import { queryClient } from '../../query-client.ts';
import { useSession } from '../../session.ts';
import { notify } from '../../toasts.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { useFields } from '../../ui/fields.ts';
import { TextField } from '../../ui/text-fields.tsx';
import type { Survey } from './voice.data.ts';

const keys = ['solved', 'rating', 'word', 'why', 'likely', 'easy'] as const;
type Question = Survey['questions'][number];

/** What is asked, in which order and in whose words, how rarely, and whether at all. */
export function SurveyForm({ survey, language }: { survey: Survey; language: string }) {
  const { t } = useTranslation('listening');
  const { may } = useSession();
  const write = may('surveys.write');
  const [questions, setQuestions] = useState<readonly Question[]>(survey.questions);
  const form = useFields(
    { name: survey.name, quietDays: String(survey.quietDays), active: survey.active },
    async ({ name, quietDays, active }) => {
      const saved = await call<typeof contract.changeSurvey>('PATCH', '/surveys/:id', {
        params: { id: survey.id },
        body: {
          name: name.trim(),
          quietDays: Math.max(0, Math.min(365, Math.round(Number(quietDays)) || 0)),
          active,
          questions: [...questions],
        },
      });
      queryClient.setQueryData(['voice', 'survey', survey.id], saved);
      await queryClient.invalidateQueries({ queryKey: ['voice'] });
      notify(t('survey.saved'));
    },
  );
  const change = (key: string, next: Partial<Question>) =>
    setQuestions((now) => now.map((one) => (one.key === key ? { ...one, ...next } : one)));
  const move = (place: number, by: number) => {
    setQuestions((now) => {
      const next = [...now];
      const [taken] = next.splice(place, 1);
      if (taken !== undefined) next.splice(place + by, 0, taken);
      return next;
    });
  };
  return (
    <form style={{ display: 'grid', gap: 16 }} onSubmit={form.submit}>
      <TextField required disabled={!write} bound={form.bind('name')} label={t('survey.name')} />
      <TextField
        type="number"
        min={0}
        max={365}
        disabled={!write}
        bound={form.bind('quietDays')}
        label={t('survey.quiet')}
        description={t('survey.quietHint')}
      />
      <Checkbox
        disabled={!write}
        label={t('survey.active')}
        checked={form.values.active}
        onChange={(event) => form.set('active', event.currentTarget.checked)}
      />
      <fieldset disabled={!write}>
        <legend className="strong">{t('survey.questions')}</legend>
        {questions.map((question, place) => (
          <div key={question.key} className="question-edit">
            <TextInput
              label={`${place + 1}. ${t(`question.${question.key}`)}`}
              placeholder={t('survey.standard')}
              maxLength={300}
              value={question.texts[language] ?? ''}
              onChange={(event) =>
                change(question.key, { texts: { ...question.texts, [language]: event.currentTarget.value } })
              }
            />
            <span className="row" style={{ alignSelf: 'end', gap: 2 }}>
              <Button
                kind="icon"
                aria-label={t('survey.up', { name: t(`question.${question.key}`) })}
                disabled={place === 0}
                onClick={() => move(place, -1)}
              >
                <IconArrowUp size={16} stroke={1.7} aria-hidden />
              </Button>
              <Button
                kind="icon"
                aria-label={t('survey.down', { name: t(`question.${question.key}`) })}
                disabled={place === questions.length - 1}
                onClick={() => move(place, 1)}
              >
                <IconArrowDown size={16} stroke={1.7} aria-hidden />
              </Button>
            </span>
            <span className="row">
              <Checkbox
                label={t('survey.optional')}
                checked={question.optional}
                onChange={(event) => change(question.key, { optional: event.currentTarget.checked })}
              />
              <span className="grow" />
              <Button
                size="s"
                kind="quiet"
                disabled={questions.length === 1}
                onClick={() => setQuestions((now) => now.filter(({ key }) => key !== question.key))}
              >
                {t('survey.drop')}
              </Button>
            </span>
          </div>
        ))}
        <div className="row" style={{ flexWrap: 'wrap', paddingTop: 8 }}>
          {keys
            .filter((key) => !questions.some((question) => question.key === key))
            .map((key) => (
              <Button
                key={key}
                size="s"
                onClick={() => setQuestions((now) => [...now, { key, texts: {}, optional: true }])}
              >
                {t('survey.add', { name: t(`question.${key}`) })}
              </Button>
            ))}
        </div>
      </fieldset>
      {form.problem !== undefined && <ErrorNotice problem={form.problem} />}
      {write && (
        <p>
          <Button kind="go" type="submit" busy={form.busy}>
            {t('survey.save')}
          </Button>
        </p>
      )}
    </form>
  );
}
