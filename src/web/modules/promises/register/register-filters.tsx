import { useTranslation } from 'react-i18next';
import { useColleagues, useTeams } from '../../../colleagues.ts';
import { useSession } from '../../../session.ts';

const kinds = ['policy', 'personal', 'estimate', 'internal'] as const;
const states = ['all', 'open', 'kept', 'broken', 'withdrawn'] as const;
const outcomes = ['kept-first-time', 'kept-later', 'broken-said', 'broken-silent', 'withdrawn'] as const;

/** What the register is narrowed by; all of it stands in the address. Colleagues are offered only to who leads. */
export function RegisterFilters(props: {
  search: Readonly<Record<string, string | undefined>>;
  onChange: (change: Record<string, string | undefined>) => void;
}) {
  const { t } = useTranslation('register');
  const { search, onChange } = props;
  const teams = useTeams();
  const colleagues = useColleagues();
  const role = useSession().user?.role ?? 'agent';
  const leads = role !== 'agent' && role !== 'colleague';
  const pick = (key: string, label: string, options: readonly { value: string; name: string }[]) => (
    <label className="pick">
      <span className="sr">{label}</span>
      <select
        className="choose"
        value={search[key] ?? ''}
        onChange={(event) =>
          onChange({ [key]: event.currentTarget.value === '' ? undefined : event.currentTarget.value })
        }
      >
        {options.map(({ value, name }) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
  const day = (key: string, label: string) => (
    <label className="pick">
      <span className="xs mid">{label}</span>{' '}
      <input
        type="date"
        className="choose"
        value={search[key] ?? ''}
        onChange={(event) =>
          onChange({ [key]: event.currentTarget.value === '' ? undefined : event.currentTarget.value })
        }
      />
    </label>
  );
  return (
    <div className="row" style={{ flexWrap: 'wrap', gap: 8, margin: '14px 0' }}>
      {day('from', t('register.filter.from'))}
      {day('to', t('register.filter.to'))}
      {pick(
        'state',
        t('register.filter.state'),
        states.map((value) => ({ value: value === 'all' ? '' : value, name: t(`register.state.${value}`) })),
      )}
      {pick('kind', t('register.filter.kind'), [
        { value: '', name: t('register.filter.anyKind') },
        ...kinds.map((value) => ({ value, name: t(`register.kind.${value}`) })),
      ])}
      {pick('outcome', t('register.filter.outcome'), [
        { value: '', name: t('register.filter.anyOutcome') },
        ...outcomes.map((value) => ({ value, name: t(`register.outcome.${value}`) })),
      ])}
      {pick('team', t('register.filter.team'), [
        { value: '', name: t('register.filter.anyTeam') },
        ...teams.map(({ id, name }) => ({ value: id, name })),
      ])}
      {pick('keeper', t('register.filter.keeper'), [
        { value: '', name: t('register.filter.anyKeeper') },
        { value: 'me', name: t('register.filter.mine') },
        { value: 'nobody', name: t('register.filter.nobody') },
        ...(leads ? colleagues.map(({ id, name }) => ({ value: id, name })) : []),
      ])}
    </div>
  );
}
