import { useTranslation } from 'react-i18next';
import { caseChannels } from '../../../domain/cases/words.ts';
import { useTeams } from '../../colleagues.ts';
import { useNow } from '../../ui/time-text.tsx';
import type { Period } from './measures.data.ts';

const spans = [3, 6, 12, 24] as const;

/** Period, team and channel; all three stand in the address. */
export function PeriodFilter({
  period,
  onChange,
}: {
  period: Period;
  onChange: (change: Record<string, string | undefined>) => void;
}) {
  const { t } = useTranslation('progress');
  const teams = useTeams();
  const today = useNow();
  const since = (months: number) =>
    new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - months + 1, 1)).toISOString().slice(0, 10);
  const span = period.from === undefined ? 12 : spans.find((months) => since(months) === period.from);
  return (
    <>
      <label className="pick">
        <span className="sr">{t('filter.period')}</span>
        <select
          className="choose"
          value={span === undefined ? 'own' : String(span)}
          onChange={(event) => {
            const months = Number(event.currentTarget.value);
            onChange({ from: months === 12 ? undefined : since(months), to: undefined });
          }}
        >
          {span === undefined && <option value="own">{`${period.from ?? ''} – ${period.to ?? ''}`}</option>}
          {spans.map((months) => (
            <option key={months} value={months}>
              {t('filter.months', { count: months })}
            </option>
          ))}
        </select>
      </label>
      <label className="pick">
        <span className="sr">{t('filter.team')}</span>
        <select
          className="choose"
          value={period.team ?? ''}
          onChange={(event) => onChange({ team: event.currentTarget.value })}
        >
          <option value="">{t('filter.allTeams')}</option>
          {teams.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label className="pick">
        <span className="sr">{t('filter.channel')}</span>
        <select
          className="choose"
          value={period.channel ?? ''}
          onChange={(event) => onChange({ channel: event.currentTarget.value })}
        >
          <option value="">{t('filter.allChannels')}</option>
          {caseChannels.map((channel) => (
            <option key={channel} value={channel}>
              {t(`charts:channel.${channel}`)}
            </option>
          ))}
        </select>
      </label>
    </>
  );
}
