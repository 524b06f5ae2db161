import './promises.css';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { BarAlone } from '../../ui/promise-bar.tsx';
import { useManner, useNow } from '../../ui/time-text.tsx';
import { barOf, promiseTitle, shortDue } from './promise-words.ts';
import { customerKeptQuery, customerPromisesQuery, type PromiseRow } from './promises.data.ts';

/** What is promised to a customer now, and how many promises to him were kept; apart from it what is owed within the house. */
export function OpenPromises({ customerId }: { customerId: string }) {
  const { t } = useTranslation('cases');
  const open = useQuery(customerPromisesQuery(customerId, 'customer')).data ?? [];
  const inside = useQuery(customerPromisesQuery(customerId, 'house')).data ?? [];
  const kept = useQuery(customerKeptQuery(customerId)).data;
  const told = kept !== undefined && kept.n > 0;
  if (open.length === 0 && inside.length === 0 && !told) return null;
  return (
    <section className="sec">
      <header>
        <h3>{t('promise.open')}</h3>
        {told && <span>{t('promise.keptOf', { k: kept.k, n: kept.n })}</span>}
      </header>
      {open.length === 0 ? (
        <p className="dim">{t('promise.noneOpen')}</p>
      ) : (
        <ul className="own">
          {open.map((promise) => (
            <PromiseLine key={promise.id} promise={promise} />
          ))}
        </ul>
      )}
      {inside.length > 0 && (
        <>
          <h4 className="label inside" id="owed-inside">
            {t('promise.kind.internal')}
          </h4>
          <ul className="own" aria-labelledby="owed-inside">
            {inside.map((promise) => (
              <PromiseLine key={promise.id} promise={promise} />
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

/** One promise in a narrow column: bar, deed, hour. */
function PromiseLine({ promise }: { promise: PromiseRow }) {
  const { t } = useTranslation('cases');
  const now = useNow();
  const { language, timeZone } = useManner();
  const bar = barOf(promise, now);
  const say = {
    t: (key: string, values?: Record<string, unknown>) => t(`promise.${key}`, values ?? {}),
    language,
    timeZone,
  };
  const risk = bar.state === 'risk' || bar.state === 'broken';
  return (
    <li>
      <BarAlone {...bar} />
      <Link to="/promises/$id" params={{ id: promise.id }} className="cut">
        {promiseTitle(promise, say.t)}
      </Link>
      <span className={risk ? 'due risk' : 'due'}>{shortDue(promise, now, say)}</span>
    </li>
  );
}
