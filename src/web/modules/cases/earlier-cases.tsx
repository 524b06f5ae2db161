import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Case } from './cases.data.ts';

/** The customer's cases before this one, with what came of each. */
export function EarlierCases({ found }: { found: Case }) {
  const { t } = useTranslation('cases');
  if (found.earlier.length === 0) return null;
  const confirmed = found.earlier.filter((one) => one.verdict === 'confirmed').length;
  return (
    <section className="sec">
      <header>
        <h3>{t('earlier.title')}</h3>
        <span>{t('earlier.confirmed', { count: confirmed, of: found.earlier.length })}</span>
      </header>
      <ul className="sims">
        {found.earlier.map((one) => (
          <li key={one.id}>
            <Link to="/inbox/{-$number}" params={{ number: String(one.number) }} search={true as never}>
              {one.subject} <small>#{one.number}</small>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
