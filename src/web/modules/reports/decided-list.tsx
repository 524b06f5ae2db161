import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { decidedQuery } from './decided.data.ts';
import { DecidedLine } from './decided-on.tsx';

/** Each figure after which something was decided, with what was decided last. */
export function DecidedList() {
  const { t } = useTranslation('reports');
  const found = useQuery(decidedQuery).data ?? [];
  if (found.length === 0) return null;
  return (
    <section aria-labelledby="decided-after" style={{ marginTop: 16 }}>
      <h3 className="label" id="decided-after">
        {t('decided.after')}
      </h3>
      <ul className="mailed">
        {found.map(({ key, title, latest }) => (
          <li key={key} className="sm">
            <Link to={`/measure/decided/${key}`}>{title}</Link>
            <br />
            <DecidedLine decision={latest} />
          </li>
        ))}
      </ul>
    </section>
  );
}
