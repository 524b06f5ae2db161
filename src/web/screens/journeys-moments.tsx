import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Ledger } from '../modules/journeys/ledger.tsx';
import { useTeams } from '../colleagues.ts';
import { useSearchParams } from '../search-params.ts';
import { Button } from '../ui/button.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { touchpointsQuery } from '../touchpoints.ts';
import { UpLink } from '../ui/up-link.tsx';

const outcomes = ['won', 'neutral', 'lost'] as const;

/** The ledger of moments; what narrows it stands in the address, so that an answer can lead to exactly its records. */
export function Screen() {
  const { t } = useTranslation(['map', 'charts']);
  const [search, change] = useSearchParams();
  const touchpoints = useQuery(touchpointsQuery).data ?? [];
  const outcome = outcomes.find((one) => one === search['outcome']);
  const { from, to, touchpointId, channel, customerId, caseId, team } = search;
  const teams = useTeams();
  const narrowed = Object.keys(search).length > 0;
  return (
    <div className="page">
      <PageHeader
        eyebrow={[<UpLink key="up" to="journeys" />]}
        answer={t(outcome === undefined ? 'ledger.title' : `ledger.only.${outcome}`)}
      />
      <search className="filters" aria-label={t('ledger.filter')}>
        <select
          className="choose"
          aria-label={t('ledger.outcome')}
          value={outcome ?? ''}
          onChange={(event) => change({ outcome: event.currentTarget.value })}
        >
          <option value="">{t('ledger.all')}</option>
          {outcomes.map((one) => (
            <option key={one} value={one}>
              {t(`charts:outcome.${one}`)}
            </option>
          ))}
        </select>
        <select
          className="choose"
          aria-label={t('ledger.place')}
          value={touchpointId ?? ''}
          onChange={(event) => change({ touchpointId: event.currentTarget.value })}
        >
          <option value="">{t('ledger.everywhere')}</option>
          {touchpoints.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
        {teams.length > 1 && (
          <select
            className="choose"
            aria-label={t('ledger.team')}
            value={team ?? ''}
            onChange={(event) => change({ team: event.currentTarget.value })}
          >
            <option value="">{t('ledger.every-team')}</option>
            {teams.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        )}
        <input
          className="choose"
          type="date"
          aria-label={t('ledger.from')}
          value={from ?? ''}
          onChange={(event) => change({ from: event.currentTarget.value })}
        />
        <input
          className="choose"
          type="date"
          aria-label={t('ledger.to')}
          value={to ?? ''}
          onChange={(event) => change({ to: event.currentTarget.value })}
        />
        {narrowed && (
          <Button
            kind="quiet"
            onClick={() => change(Object.fromEntries(Object.keys(search).map((key) => [key, undefined])))}
          >
            {t('ledger.clear')}
          </Button>
        )}
      </search>
      <Ledger filter={{ outcome, touchpointId, from, to, channel, customerId, caseId, team }} />
    </div>
  );
}
