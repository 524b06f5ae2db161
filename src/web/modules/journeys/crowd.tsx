import { useTranslation } from 'react-i18next';

const most = 36;
const perRow = 12;

/**
 * Customers on their way to a destination as dots, the late ones first and as rings. Above three dozen a dot stands for
 * several; the words beside it carry the numbers.
 */
export function Crowd({ waiting, late }: { waiting: number; late: number }) {
  const { t } = useTranslation('map');
  const each = Math.max(1, Math.ceil(waiting / most));
  const dots = Math.ceil(waiting / each);
  const rings = late === 0 ? 0 : Math.max(1, Math.round(late / each));
  const rows = Math.max(1, Math.ceil(dots / perRow));
  return (
    <>
      <svg width={perRow * 10} height={rows * 10} viewBox={`0 0 ${perRow * 10} ${rows * 10}`} aria-hidden>
        {Array.from({ length: dots }, (_, place) => {
          const x = 5 + (place % perRow) * 10;
          const y = 5 + Math.floor(place / perRow) * 10;
          return place < rings ? (
            <circle key={place} cx={x} cy={y} r="3" fill="none" stroke="var(--ink)" strokeWidth="1.8" />
          ) : (
            <circle key={place} cx={x} cy={y} r="3.6" fill="var(--ink-3)" />
          );
        })}
      </svg>
      <span className="counts">
        <b>{waiting}</b> {t('road.here', { count: waiting })}
        {late > 0 && (
          <>
            , <b>{late >= 10_000 ? '10 000+' : late}</b> {t('road.late', { count: late })}
          </>
        )}
        {each > 1 && <span className="dim"> ({t('road.each', { count: each })})</span>}
      </span>
    </>
  );
}
