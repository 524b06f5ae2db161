import { useTranslation } from 'react-i18next';
import { useTeams } from '../../../colleagues.ts';
import type { Answer, Kind } from './search.data.ts';
import { filterIn, withFilter } from './search-view.ts';

const kinds: readonly Kind[] = ['case', 'message', 'customer', 'organisation', 'article', 'file'];
const states = ['open', 'waiting', 'unassigned', 'closed'] as const;
const periods = ['7d', '30d', '1y'] as const;

/** What narrows the results: their kind, and filters of the query that are chosen instead of typed. */
export function SearchFacets(props: {
  q: string;
  kind: Kind | undefined;
  counts: Answer['counts'];
  onKind: (kind: Kind | undefined) => void;
  onQuery: (q: string) => void;
}) {
  const { t } = useTranslation('search');
  const teams = useTeams();
  const { q } = props;
  const team = filterIn(q, 'team');
  const set = (name: string, value: string) => props.onQuery(withFilter(q, name, value === '' ? undefined : value));
  return (
    <div className="search-facets">
      <div className="kinds" role="group" aria-label={t('facet.kind')}>
        <button
          type="button"
          className="facet"
          aria-pressed={props.kind === undefined}
          onClick={() => props.onKind(undefined)}
        >
          {t('facet.all')}
        </button>
        {kinds.map((kind) => {
          const count = props.counts.find((one) => one.kind === kind);
          if (count === undefined && props.kind !== kind) return null;
          return (
            <button
              key={kind}
              type="button"
              className="facet"
              aria-pressed={props.kind === kind}
              onClick={() => props.onKind(props.kind === kind ? undefined : kind)}
            >
              {t(`kinds.${kind}`)}
              <span className="n">{count === undefined ? 0 : count.more ? `${String(count.n)}+` : count.n}</span>
            </button>
          );
        })}
      </div>
      <div className="row wrap">
        <select
          className="choose"
          aria-label={t('facet.state')}
          value={filterIn(q, 'is') ?? ''}
          onChange={(event) => set('is', event.currentTarget.value)}
        >
          <option value="">{t('facet.anyState')}</option>
          <Other value={filterIn(q, 'is')} known={states} />
          {states.map((state) => (
            <option key={state} value={state}>
              {t(`state.${state}`)}
            </option>
          ))}
        </select>
        <select
          className="choose"
          aria-label={t('facet.period')}
          value={filterIn(q, 'after') ?? ''}
          onChange={(event) => set('after', event.currentTarget.value)}
        >
          <option value="">{t('facet.anyTime')}</option>
          <Other value={filterIn(q, 'after')} known={periods} />
          {periods.map((period) => (
            <option key={period} value={period}>
              {t(`period.${period}`)}
            </option>
          ))}
        </select>
        {teams.length > 0 && (
          <select
            className="choose"
            aria-label={t('facet.team')}
            value={team ?? ''}
            onChange={(event) => set('team', event.currentTarget.value)}
          >
            <option value="">{t('facet.anyTeam')}</option>
            <Other value={team} known={teams.map(({ name }) => name)} />
            {teams.map(({ id, name }) => (
              <option key={id} value={name}>
                {name}
              </option>
            ))}
          </select>
        )}
      </div>
    </div>
  );
}

/** What was typed and is not among the choices is shown as it was typed. */
function Other({ value, known }: { value: string | undefined; known: readonly string[] }) {
  return value === undefined || known.includes(value) ? null : <option value={value}>{value}</option>;
}
