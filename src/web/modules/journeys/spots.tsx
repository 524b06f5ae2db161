import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Figure } from '../../ui/figure.tsx';
import { spotsQuery } from './discovery.data.ts';

/** Where surely more is lost than elsewhere, the most needless losses first; that none is named is an answer too. */
export function Spots() {
  const { t } = useTranslation('discovery');
  const { data } = useQuery(spotsQuery);
  if (data === undefined || data.compared < 2) return null;
  return (
    <section className="under-map" aria-labelledby="spots">
      <h2 className="title" id="spots">
        {t('spots.title')}
      </h2>
      <p className="dim sm">
        {t(data.items.length === 0 ? 'spots.none' : 'spots.how', { compared: data.compared, days: data.days })}
      </p>
      <ol>
        {data.items.map((spot) => (
          <li
            key={spot.touchpoint.id}
            className="row"
            style={{ padding: '7px 0', borderTop: '1px solid var(--line)', flexWrap: 'wrap' }}
          >
            <Link className="grow" to={`/journeys/touchpoints/${spot.touchpoint.id}`}>
              {spot.touchpoint.name}
            </Link>
            {/* that more is lost here is sure, however wide the interval of how much */}
            <Figure figure={spot.lost.say === 'not-enough' ? { ...spot.lost, say: 'k-of-n' } : spot.lost} />
            {spot.excessMoments >= 1 && (
              <span className="sm dim">{t('spots.needless', { count: Math.floor(spot.excessMoments) })}</span>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
