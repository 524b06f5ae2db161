import './forms.css';
import { Checkbox, TextInput, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Language, languages } from '../../../domain/languages.ts';
import type * as contract from '../../../contract/forms.ts';
import type { BodyOf } from '../../../contract/route.ts';
import { caseKinds, priorities } from '../../../domain/cases/words.ts';
import { call } from '../../api.ts';
import { useTeams } from '../../colleagues.ts';
import { deskSettingsQuery } from '../../desk-settings.ts';
import { notify } from '../../toasts.ts';
import { Choice } from '../../ui/choices.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FormEnd } from '../../ui/form-end.tsx';
import { FormQuestions } from './form-questions.tsx';
import { refreshForms } from './forms.data.ts';

type Draft = BodyOf<typeof contract.createForm> &
  Required<Pick<contract.Form, 'questions' | 'asks' | 'steps' | 'tags'>>;

/** A form as it is made: words per language, what is asked, where it goes, what is to be done then. */
export function FormEditor({ form, onClose }: { form?: contract.Form; onClose: () => void }) {
  const { t, i18n } = useTranslation('forms');
  const teams = useTeams();
  const plain = useQuery(deskSettingsQuery).data?.plain ?? true;
  const own = languages.find((one) => i18n.language.startsWith(one)) ?? 'en';
  const [draft, setDraft] = useState<Draft>(() => startOf(form, own));
  const [language, setLanguage] = useState<Language>(draft.language);
  const [problem, setProblem] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const set = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  const texts = draft.texts[language] ?? { title: '' };
  const say = (part: Partial<typeof texts>) => set({ texts: { ...draft.texts, [language]: { ...texts, ...part } } });
  const save = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setProblem(undefined);
    const written = Object.entries(draft.texts).filter(([, one]) => one !== undefined && one.title.trim() !== '');
    const body = {
      ...draft,
      texts: Object.fromEntries(written),
      steps: draft.steps.filter((step) => step.what.trim() !== ''),
    };
    try {
      if (form === undefined) await call<typeof contract.createForm>('POST', '/forms', { body });
      else await call<typeof contract.changeForm>('PATCH', '/forms/:id', { params: { id: form.id }, body });
      await refreshForms();
      notify(t('saved'));
      onClose();
    } catch (caught) {
      setProblem(caught);
      setBusy(false);
    }
  };
  return (
    <Dialog opened onClose={onClose} title={form === undefined ? t('new') : t('changeIt')} width={680}>
      <form className="stack" onSubmit={(event) => void save(event)}>
        <Choice
          name={t('language')}
          value={language}
          options={languages.map((one) => [one, languageName(one, i18n.language)])}
          onPick={(one) => setLanguage(languages.find((it) => it === one) ?? 'en')}
        />
        <TextInput
          data-autofocus
          label={t('formTitle')}
          required={language === draft.language}
          maxLength={300}
          value={texts.title}
          onChange={(event) => say({ title: event.currentTarget.value })}
        />
        <Textarea
          label={t('intro')}
          autosize
          maxLength={2000}
          value={texts.intro ?? ''}
          onChange={(event) => say({ intro: event.currentTarget.value })}
        />
        <TextInput
          label={t('ask')}
          description={t('askWhy')}
          maxLength={200}
          value={texts.ask ?? ''}
          onChange={(event) => say({ ask: event.currentTarget.value })}
        />
        <TextInput
          label={t('thanks')}
          maxLength={2000}
          value={texts.thanks ?? ''}
          onChange={(event) => say({ thanks: event.currentTarget.value })}
        />
        <FormQuestions
          questions={draft.questions}
          texts={texts.questions ?? {}}
          onChange={(questions) => set({ questions })}
          onSay={(questions) => say({ questions })}
        />
        <fieldset>
          <legend className="label">{t('asks')}</legend>
          {(['subject', 'wish', 'files'] as const).map((one) => (
            <Checkbox
              key={one}
              label={t(`asksOf.${one}`)}
              checked={draft.asks[one]}
              onChange={(event) => set({ asks: { ...draft.asks, [one]: event.currentTarget.checked } })}
            />
          ))}
          <Choice
            name={t('asksOf.text')}
            value={draft.asks.text}
            options={(['required', 'optional', 'no'] as const).map((one) => [one, t(`text.${one}`)])}
            onPick={(one) => set({ asks: { ...draft.asks, text: one as Draft['asks']['text'] } })}
          />
        </fieldset>
        <div className="two">
          <Choice
            name={t('who')}
            value={draft.audience ?? 'public'}
            options={(['public', 'customers', 'staff'] as const).map((one) => [one, t(`audience.${one}`)])}
            onPick={(one) => set({ audience: one as contract.Form['audience'] })}
          />
          <Choice
            name={t('phone.kind')}
            value={draft.kind ?? 'request'}
            options={caseKinds.map((one) => [one, t(`kind.${one}`)])}
            onPick={(one) => set({ kind: one as contract.Form['kind'] })}
          />
          {!plain && (
            <Choice
              name={t('team')}
              value={draft.teamId ?? ''}
              options={[['', t('noTeam')], ...teams.map((team): [string, string] => [team.id, team.name])]}
              onPick={(one) => set({ teamId: one === '' ? null : one })}
            />
          )}
          <Choice
            name={t('priority')}
            value={draft.priority ?? 'normal'}
            options={priorities.map((one) => [one, t(`cases:priority.${one}`)])}
            onPick={(one) => set({ priority: one as contract.Form['priority'] })}
          />
          <TextInput
            label={t('tags')}
            value={draft.tags.join(', ')}
            onChange={(event) => set({ tags: event.currentTarget.value.split(',').map((one) => one.trimStart()) })}
            onBlur={() => set({ tags: draft.tags.map((one) => one.trim()).filter((one) => one !== '') })}
          />
          <TextInput
            label={t('days')}
            inputMode="numeric"
            value={draft.expectedDays === null || draft.expectedDays === undefined ? '' : String(draft.expectedDays)}
            onChange={(event) => {
              const days = event.currentTarget.value.replaceAll(/\D/g, '').slice(0, 3);
              set({ expectedDays: days === '' ? null : Math.min(365, Number(days)) });
            }}
          />
        </div>
        <Checkbox
          label={t('inCatalogue')}
          checked={draft.catalogue ?? false}
          onChange={(event) => set({ catalogue: event.currentTarget.checked })}
        />
        <Textarea
          label={t('steps')}
          description={t('stepsWhy')}
          autosize
          minRows={2}
          value={draft.steps.map((step) => step.what).join('\n')}
          onChange={(event) =>
            set({
              steps: event.currentTarget.value.split('\n').map((what, at) => ({
                what: what.slice(0, 300),
                assigneeId: draft.steps[at]?.assigneeId ?? null,
                afterHours: draft.steps[at]?.afterHours ?? null,
              })),
            })
          }
        />
        <FormEnd form={{ busy, problem }} go={t('save')} onLeave={onClose} />
      </form>
    </Dialog>
  );
}

function startOf(form: contract.Form | undefined, language: Language): Draft {
  if (form === undefined)
    return {
      language,
      texts: { [language]: { title: '' } },
      questions: [],
      asks: { subject: false, text: 'required', wish: false, files: true },
      steps: [],
      tags: [],
      kind: 'request',
      state: 'draft',
    };
  const { id: _id, slug: _slug, state: _state, position: _place, changedAt: _at, url: _url, ...rest } = form;
  return rest;
}

function languageName(language: string, inLanguage: string): string {
  return new Intl.DisplayNames([inLanguage], { type: 'language' }).of(language) ?? language;
}
