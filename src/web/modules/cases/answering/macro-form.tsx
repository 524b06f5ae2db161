import '../hands.css';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../../contract/cases-macros.ts';
import type { BodyOf } from '../../../../contract/route.ts';
import { caseChannels, caseKinds, caseStates, priorities } from '../../../../domain/cases/words.ts';
import { macroTextUses, placeholders } from '../../../../domain/cases/macros.ts';
import { viewScopes } from '../../../../domain/cases/views.ts';
import { call } from '../../../api.ts';
import { useTeams } from '../../../colleagues.ts';
import { queryClient } from '../../../query-client.ts';
import { useSession } from '../../../session.ts';
import { notify, notifyProblem, notifyUndo } from '../../../toasts.ts';
import { Button } from '../../../ui/button.tsx';
import { Choice, Field } from '../../../ui/choices.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { RichTextEditor } from '../../../ui/rich-text-editor.tsx';
import { handKeys, type Macro } from '../hands.data.ts';
import { ActionRow, newAction, type Action } from './macro-actions.tsx';

type Input = BodyOf<typeof contract.addMacro>;
type Conditions = NonNullable<Input['conditions']>;

const refresh = () => void queryClient.invalidateQueries({ queryKey: handKeys.macros });

/** A macro: its text with places, what is done with it, where it is offered; what it will look like stands below. */
export default function MacroForm({ macro, onClose }: { macro?: Macro; onClose: () => void }) {
  const { t } = useTranslation(['macros', 'cases']);
  const { may } = useSession();
  const teams = useTeams();
  const [input, setInput] = useState<Input>({
    name: macro?.name ?? '',
    shortcut: macro?.shortcut ?? null,
    scope: macro?.scope ?? 'personal',
    teamId: macro?.team?.id ?? null,
    html: macro?.html ?? '',
    textUse: macro?.textUse ?? 'insert',
    actions: macro?.actions ?? [],
    conditions: macro?.conditions ?? {},
  });
  const [problem, setProblem] = useState<unknown>();
  const set = (change: Partial<Input>) => setInput((before) => ({ ...before, ...change }));
  const actions = input.actions ?? [];
  const put = (index: number, action: Action | undefined) =>
    set({ actions: actions.flatMap((one, at) => (at !== index ? [one] : action === undefined ? [] : [action])) });
  const keep = async () => {
    try {
      if (macro === undefined) await call<typeof contract.addMacro>('POST', '/macros', { body: input });
      else await call<typeof contract.changeMacro>('PATCH', '/macros/:id', { params: { id: macro.id }, body: input });
      refresh();
      notify(t('saved'));
      onClose();
    } catch (refusal) {
      setProblem(refusal);
    }
  };
  const drop = async (one: Macro) => {
    try {
      await call<typeof contract.dropMacro>('DELETE', '/macros/:id', { params: { id: one.id } });
      refresh();
      const { name, shortcut, scope, html, textUse, actions: deeds, conditions } = one;
      const body = { name, shortcut, scope, teamId: one.team?.id ?? null, html, textUse, actions: deeds, conditions };
      notifyUndo(t('dropped', { name }), () => {
        void call<typeof contract.addMacro>('POST', '/macros', { body }).then(refresh).catch(notifyProblem);
      });
      onClose();
    } catch (refusal) {
      setProblem(refusal);
    }
  };
  const when = (key: 'kinds' | 'states' | 'channels' | 'priorities', words: readonly string[], from: string) => (
    <Choice
      name={t(key)}
      value={input.conditions?.[key]?.[0] ?? ''}
      options={[
        ['', t('any')],
        ...words.map((one) => [one, t(`cases:${from}.${one}`, { defaultValue: one })] as const),
      ]}
      onPick={(one) => set({ conditions: withWord(input.conditions ?? {}, key, one === '' ? [] : [one]) })}
    />
  );
  return (
    <Dialog opened onClose={onClose} title={macro?.name ?? t('add')} width={760}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void keep();
        }}
      >
        {problem !== undefined && <ErrorNotice problem={problem} />}
        <div className="conditions">
          <Field name={t('name')}>
            <input
              className="choose"
              required
              data-autofocus
              maxLength={300}
              value={input.name}
              onChange={(event) => set({ name: event.currentTarget.value })}
            />
          </Field>
          <Field name={t('shortcut')}>
            <input
              className="choose"
              maxLength={31}
              value={input.shortcut ?? ''}
              onChange={(event) => set({ shortcut: event.currentTarget.value.replace(/^\//, '').trim() || null })}
            />
          </Field>
          <Choice
            name={t('scope.label')}
            value={input.scope}
            options={viewScopes
              .filter((one) => one !== 'shared' || may('cases.manage') || macro?.scope === 'shared')
              .map((one) => [one, t(`scope.${one}`)])}
            onPick={(scope) => set({ scope: scope as Input['scope'] })}
          />
          {input.scope === 'team' && (
            <Choice
              name={t('team')}
              value={input.teamId ?? ''}
              options={[['', '–'], ...teams.map((team) => [team.id, team.name] as const)]}
              onPick={(teamId) => set({ teamId: teamId === '' ? null : teamId })}
            />
          )}
          <Choice
            name={t('textUse.label')}
            value={input.textUse ?? 'insert'}
            options={macroTextUses.map((one) => [one, t(`textUse.${one}`)])}
            onPick={(one) => set({ textUse: one as NonNullable<Input['textUse']> })}
          />
        </div>
        <RichTextEditor label={t('text')} value={input.html ?? ''} onChange={(html) => set({ html })} />
        <div className="picks" role="group" aria-label={t('places')}>
          {Object.keys(placeholders).map((name) => (
            <Button
              key={name}
              size="s"
              type="button"
              title={`{{ ${name} }}`}
              onClick={() => set({ html: withPlace(input.html ?? '', name) })}
            >
              {t(`placeholder.${name.replace('.', '-')}`)}
            </Button>
          ))}
        </div>
        <Preview html={input.html ?? ''} />
        <h3 className="label">{t('actions')}</h3>
        {actions.map((action, index) => (
          // deeds are told apart by their order alone
          // oxlint-disable-next-line react/no-array-index-key
          <ActionRow key={`${String(index)}-${action.do}`} action={action} onChange={(next) => put(index, next)} />
        ))}
        <Choice
          name={t('addAction')}
          value=""
          options={[['', '–'], ...Object.keys(newAction).map((one) => [one, t(`do.${one}`)] as const)]}
          onPick={(one) => {
            const made = newAction[one as Action['do']];
            if (made !== undefined) set({ actions: [...actions, made] });
          }}
        />
        <h3 className="label">{t('conditions')}</h3>
        <div className="conditions">
          {when('kinds', caseKinds, 'kind')}
          {when('states', caseStates, 'state')}
          {when('channels', caseChannels, 'channel')}
          {when('priorities', priorities, 'priority')}
          <Field name={t('tags')}>
            <input
              className="choose"
              defaultValue={input.conditions?.tags?.join(', ') ?? ''}
              onBlur={(event) =>
                set({ conditions: withWord(input.conditions ?? {}, 'tags', listOf(event.currentTarget.value)) })
              }
            />
          </Field>
        </div>
        <div className="row">
          {macro?.yours === true && (
            <Button size="s" type="button" onClick={() => void drop(macro)}>
              {t('drop')}
            </Button>
          )}
          <span className="grow" />
          <Button kind="go" type="submit">
            {t('save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** The text as it would stand, with examples; what nobody knows is an error here already. */
function Preview({ html }: { html: string }) {
  const { t } = useTranslation('macros');
  const { data } = useQuery({
    queryKey: [...handKeys.macros, 'preview', html],
    queryFn: ({ signal }) => call<typeof contract.previewMacro>('POST', '/macros/preview', { body: { html }, signal }),
    enabled: html !== '',
    staleTime: Infinity,
    placeholderData: (before) => before,
  });
  if (html === '' || data === undefined) return null;
  return (
    <section className="preview" aria-label={t('preview')}>
      <p className="label">
        {t('preview')} · {t('previewWhy')}
      </p>
      {/* the server has sanitised it */}
      {/* oxlint-disable-next-line react/no-danger */}
      <div className="voice" dangerouslySetInnerHTML={{ __html: data.html }} />
      {data.problems.length > 0 && (
        <p className="due risk" role="alert">
          {t('problems')}: {data.problems.map((one) => one.detail).join(' ')}
        </p>
      )}
    </section>
  );
}

function withWord(conditions: Conditions, key: keyof Conditions, words: string[]): Conditions {
  const next: Record<string, unknown> = { ...conditions, [key]: words };
  if (words.length === 0) delete next[key];
  return next as Conditions;
}

/** A place at the end of the last paragraph. */
function withPlace(html: string, name: string): string {
  const place = `{{ ${name} }}`;
  return html.endsWith('</p>') ? `${html.slice(0, -4)} ${place}</p>` : `${html}<p>${place}</p>`;
}

function listOf(typed: string): string[] {
  return typed
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean);
}
