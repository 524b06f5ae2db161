import { useTranslation } from 'react-i18next';
import type * as contract from '../../../../contract/cases-macros.ts';
import { caseKinds, priorities } from '../../../../domain/cases/words.ts';
import { useColleagues, useTeams } from '../../../colleagues.ts';
import { Button } from '../../../ui/button.tsx';

export type Action = contract.MacroAction;

/** Each deed as it is when it has just been added. */
export const newAction: { readonly [K in Action['do']]: Extract<Action, { do: K }> } = {
  state: { do: 'state', state: 'waiting' },
  close: { do: 'close' },
  priority: { do: 'priority', priority: 'high' },
  kind: { do: 'kind', kind: 'incident' },
  'add-tags': { do: 'add-tags', tags: ['new'] },
  'remove-tags': { do: 'remove-tags', tags: ['new'] },
  assign: { do: 'assign', assigneeId: 'me' },
  team: { do: 'team', teamId: null },
  snooze: { do: 'snooze', hours: 24 },
  note: { do: 'note', html: '<p>{{ case.subject }}</p>' },
  promise: { do: 'promise', what: '–', hours: 24 },
  follow: { do: 'follow' },
};

/** One deed of a macro with what it needs. */
export function ActionRow({ action, onChange }: { action: Action; onChange: (action: Action | undefined) => void }) {
  const { t } = useTranslation(['macros', 'cases', 'hands']);
  const colleagues = useColleagues();
  const teams = useTeams();
  const label = t(`do.${action.do}`);
  const choose = (value: string, options: readonly (readonly [string, string])[], pick: (value: string) => void) => (
    <select className="choose" aria-label={label} value={value} onChange={(event) => pick(event.currentTarget.value)}>
      {options.map(([id, name]) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
  );
  const line = (value: string, name: string, type: (value: string) => void) => (
    <input
      className="choose"
      aria-label={name}
      required
      defaultValue={value}
      onBlur={(event) => event.currentTarget.value.trim() !== '' && type(event.currentTarget.value.trim())}
    />
  );
  const hours = (value: number, type: (hours: number) => void) => (
    <label className="row" style={{ gap: 5 }}>
      <input
        className="choose"
        type="number"
        min={1}
        max={8760}
        style={{ width: 80 }}
        value={value}
        onChange={(event) => type(Math.max(1, Math.round(Number(event.currentTarget.value))))}
      />
      {t('hours')}
    </label>
  );
  const parts = () => {
    switch (action.do) {
      case 'state':
        return choose(
          action.state,
          [
            ['open', t('hands:bulk.open')],
            ['waiting', t('hands:bulk.waiting')],
          ],
          (state) => onChange({ do: 'state', state: state as 'open' }),
        );
      case 'priority':
        return choose(
          action.priority,
          priorities.map((one) => [one, t(`cases:priority.${one}`)]),
          (priority) => onChange({ do: 'priority', priority: priority as 'high' }),
        );
      case 'kind':
        return choose(
          action.kind,
          caseKinds.map((one) => [one, t(`cases:kind.${one}`)]),
          (kind) => onChange({ do: 'kind', kind: kind as 'incident' }),
        );
      case 'add-tags':
      case 'remove-tags':
        return line(action.tags.join(', '), label, (typed) =>
          onChange({
            do: action.do,
            tags: typed
              .split(',')
              .map((one) => one.trim())
              .filter(Boolean),
          }),
        );
      case 'assign':
        return choose(
          action.assigneeId ?? '',
          [['me', t('me')], ['', t('nobody')], ...colleagues.map((user) => [user.id, user.name] as const)],
          (id) => onChange({ do: 'assign', assigneeId: id === '' ? null : id }),
        );
      case 'team':
        return choose(
          action.teamId ?? '',
          [['', t('cases:team.none')], ...teams.map((team) => [team.id, team.name] as const)],
          (id) => onChange({ do: 'team', teamId: id === '' ? null : id }),
        );
      case 'snooze':
        return hours(action.hours, (after) => onChange({ do: 'snooze', hours: after }));
      case 'note':
        return line(action.html.replace(/<[^>]*>/g, ''), label, (typed) =>
          onChange({ do: 'note', html: `<p>${typed.replace(/[<>&]/g, '')}</p>` }),
        );
      case 'promise':
        return (
          <>
            {line(action.what, label, (what) => onChange({ ...action, what }))}
            {hours(action.hours, (after) => onChange({ ...action, hours: after }))}
          </>
        );
      default:
        return null;
    }
  };
  return (
    <div className="row">
      <span style={{ minWidth: 130 }}>{label}</span>
      {parts()}
      <span className="grow" />
      <Button
        size="s"
        kind="quiet"
        type="button"
        aria-label={`${t('remove')}: ${label}`}
        onClick={() => onChange(undefined)}
      >
        ×
      </Button>
    </div>
  );
}
