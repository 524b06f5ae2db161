import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTeams } from '../../colleagues.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { TextSkeleton } from '../../ui/skeletons.tsx';
import { totalsQuery } from './practice.data.ts';

/** What everybody, or a team, took on, did and passed on. Never by person; small groups are not shown at all. */
export function PracticeTotals() {
  const { t } = useTranslation('culture');
  const teams = useTeams();
  const [team, setTeam] = useState('');
  const [days, setDays] = useState(30);
  const totals = useQuery(totalsQuery(days, team === '' ? undefined : team));
  const { data } = totals;
  return (
    <section className="card sheet">
      <h2 className="title">{t('totals.title')}</h2>
      <p className="bar">
        <select
          className="choose-one"
          aria-label={t('totals.team')}
          value={team}
          onChange={(event) => setTeam(event.currentTarget.value)}
        >
          <option value="">{t('totals.everybody')}</option>
          {teams.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
        </select>
        <select
          className="choose-one"
          aria-label={t('totals.span')}
          value={days}
          onChange={(event) => setDays(Number(event.currentTarget.value))}
        >
          {[7, 30, 90].map((count) => (
            <option key={count} value={count}>
              {t('totals.days', { count })}
            </option>
          ))}
        </select>
      </p>
      {totals.isPending ? (
        <TextSkeleton />
      ) : data === undefined ? (
        <ErrorNotice problem={totals.error} onAgain={() => void totals.refetch()} />
      ) : data.hidden ? (
        <p className="mid">{t('totals.hidden')}</p>
      ) : data.picked === 0 ? (
        <p className="mid">{t('totals.empty')}</p>
      ) : (
        <>
          <p>
            {t('totals.part', { took: data.tookPart ?? 0, count: data.people })}{' '}
            {t('totals.sum', {
              picked: data.picked ?? 0,
              done: data.done ?? 0,
              passed: data.passedOn ?? 0,
              accepted: data.accepted ?? 0,
            })}
          </p>
          <table className="totals">
            <thead>
              <tr>
                <th scope="col">{t('totals.behaviour')}</th>
                <th scope="col">{t('totals.picked')}</th>
                <th scope="col">{t('totals.done')}</th>
                <th scope="col">{t('totals.passed')}</th>
              </tr>
            </thead>
            <tbody>
              {data.behaviours.slice(0, 20).map((row) => (
                <tr key={row.behaviour.id}>
                  <td>{row.behaviour.title}</td>
                  <td>{row.picked}</td>
                  <td>{row.done}</td>
                  <td>{row.passedOn}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </section>
  );
}
