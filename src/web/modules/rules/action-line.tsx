import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { caseKinds, priorities } from '../../../domain/cases/words.ts';
import { actionNames, type ActionName, type RuleAction, settable } from '../../../domain/rules/words.ts';
import { useColleagues, useTeams } from '../../colleagues.ts';
import { Button } from '../../ui/button.tsx';
import { Choose, Write } from './choose.tsx';
import { choiceWord } from './rule-words.ts';

interface Props {
  action: RuleAction;
  path: string;
  faults: ReadonlyMap<string, string>;
  onChange: (action: RuleAction) => void;
  onRemove: () => void;
}

const placeholders = '{{ case.number }}, {{ case.subject }}, {{ customer.name }}';

const begins: Partial<Record<ActionName, Partial<RuleAction>>> = {
  set: { field: 'priority', value: 'high' },
  notify: { assignee: true, text: '' },
  assign: { userId: null },
  team: { teamId: null },
  snooze: { hours: 8 },
  promise: { hours: 8, text: '' },
};

/** One thing that the rule does, as a part of the sentence. */
export function ActionLine({ action, path, faults, onChange, onRemove }: Props) {
  const { t } = useTranslation(['rules', 'cases']);
  return (
    <div className="part">
      <Choose
        label={t('edit.action')}
        value={action.do}
        fault={faults.get(`${path}.do`)}
        onPick={(name) => onChange({ do: name as ActionName, ...begins[name as ActionName] })}
        options={actionNames.map((name) => [name, t(`action.${name}`)])}
      />
      <Details action={action} path={path} faults={faults} onChange={onChange} />
      <Button kind="icon" aria-label={t('edit.dropAction')} onClick={onRemove}>
        <IconX size={15} stroke={1.7} aria-hidden />
      </Button>
    </div>
  );
}

function Details({ action, path, faults, onChange }: Omit<Props, 'onRemove'>) {
  const { t } = useTranslation(['rules', 'cases']);
  const people = useColleagues().filter((one) => one.role !== 'colleague');
  const teams = useTeams();
  const fault = (field: string) => faults.get(`${path}.${field}`);
  const set = (change: Partial<RuleAction>) => onChange({ ...action, ...change });
  const words = (lines: number) => (
    <Write
      label={t('edit.words')}
      hint={t('edit.wordsHint', { names: placeholders })}
      lines={lines}
      value={action.text ?? ''}
      fault={fault('text')}
      onWrite={(text) => set({ text })}
    />
  );
  const hours = (
    <>
      <Write
        label={t('edit.hours')}
        type="number"
        value={String(action.hours ?? '')}
        fault={fault('hours')}
        onWrite={(text) => set({ hours: Number(text) })}
      />
      <span>{t('edit.openHours')}</span>
    </>
  );
  switch (action.do) {
    case 'set':
      return <SetField action={action} fault={fault('value')} onChange={set} />;
    case 'tags':
      return (
        <>
          <Write
            label={t('edit.addTags')}
            value={(action.add ?? []).join(', ')}
            fault={fault('add')}
            onWrite={(text) => set({ add: tagsOf(text) })}
          />
          <Write
            label={t('edit.removeTags')}
            value={(action.remove ?? []).join(', ')}
            onWrite={(text) => set({ remove: tagsOf(text) })}
          />
        </>
      );
    case 'team':
      return (
        <Choose
          label={t('field.team')}
          value={action.teamId ?? ''}
          fault={fault('teamId')}
          onPick={(id) => set({ teamId: id === '' ? null : id })}
          options={[['', t('edit.noTeam')], ...teams.map((one) => [one.id, one.name] as const)]}
        />
      );
    case 'assign':
      return (
        <Choose
          label={t('field.assignee')}
          value={action.userId ?? ''}
          fault={fault('userId')}
          onPick={(id) => set({ userId: id === '' ? null : id })}
          options={[['', t('edit.nobody')], ...people.map((one) => [one.id, one.name] as const)]}
        />
      );
    case 'snooze':
      return hours;
    case 'promise':
      return (
        <>
          {hours}
          {words(1)}
        </>
      );
    case 'note':
      return words(2);
    case 'reply':
      return words(4);
    case 'webhook':
      return (
        <Write
          label={t('edit.hookName')}
          value={action.name ?? ''}
          fault={fault('name')}
          onWrite={(name) => set({ name })}
        />
      );
    case 'notify':
      return (
        <>
          <span className="at" role="group" aria-label={t('edit.who')}>
            <span className="row wrap">
              <label className="tick">
                <input
                  type="checkbox"
                  checked={action.assignee === true}
                  onChange={(event) => set({ assignee: event.currentTarget.checked })}
                />
                {t('did.assignee')}
              </label>
              <label className="tick">
                <input
                  type="checkbox"
                  checked={action.mail === true}
                  onChange={(event) => set({ mail: event.currentTarget.checked })}
                />
                {t('edit.byMail')}
              </label>
            </span>
          </span>
          <Choose
            label={t('edit.alsoTell')}
            value={action.userIds?.[0] ?? action.teamIds?.[0] ?? ''}
            fault={fault('userIds')}
            onPick={(id) =>
              set({
                userIds: people.some((one) => one.id === id) ? [id] : [],
                teamIds: teams.some((one) => one.id === id) ? [id] : [],
              })
            }
            options={[
              ['', t('edit.nobodyElse')],
              ...people.map((one) => [one.id, one.name] as const),
              ...teams.map((one) => [one.id, one.name] as const),
            ]}
          />
          {words(2)}
        </>
      );
    default:
      return null;
  }
}

function SetField(props: {
  action: RuleAction;
  fault: string | undefined;
  onChange: (change: Partial<RuleAction>) => void;
}) {
  const { t } = useTranslation(['rules', 'cases']);
  const { action } = props;
  const choices: Partial<Record<string, readonly string[]>> = {
    priority: priorities,
    kind: caseKinds,
    state: ['open', 'waiting'],
  };
  const values = choices[action.field ?? ''];
  return (
    <>
      <Choose
        label={t('edit.field')}
        value={action.field ?? 'priority'}
        onPick={(field) =>
          props.onChange({ field: field as NonNullable<RuleAction['field']>, value: choices[field]?.[0] ?? '' })
        }
        options={settable.map((field) => [field, t(`field.${field === 'emotion' ? 'feeling' : field}`)])}
      />
      <span>{t('edit.to')}</span>
      {values === undefined ? (
        <Write
          label={t('edit.value')}
          value={action.value ?? ''}
          fault={props.fault}
          onWrite={(value) => props.onChange({ value })}
        />
      ) : (
        <Choose
          label={t('edit.value')}
          value={action.value ?? ''}
          fault={props.fault}
          onPick={(value) => props.onChange({ value })}
          options={values.map((word) => [
            word,
            choiceWord(action.field ?? '', word, (key, given) => t(key, given ?? {})),
          ])}
        />
      )}
    </>
  );
}

function tagsOf(text: string): string[] {
  return text === '' ? [] : text.split(/,\s*/);
}
