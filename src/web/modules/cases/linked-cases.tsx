import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Case } from './cases.data.ts';

/** Cases that belong together, and where a merged one went on. */
export function LinkedCases({ found }: { found: Case }) {
  const { t } = useTranslation('cases');
  const { linked, mergedInto } = found;
  if (linked.length === 0 && mergedInto === null) return null;
  return (
    <p className="linked">
      {mergedInto !== null && (
        <>
          {t('linked.merged')}{' '}
          <Link to="/inbox/{-$number}" params={{ number: String(mergedInto) }} search={true as never}>
            #{mergedInto}
          </Link>
        </>
      )}
      {linked.map((one) => (
        <span key={one.id}>
          {t(`linked.${one.relation}`)}{' '}
          <Link to="/inbox/{-$number}" params={{ number: String(one.number) }} search={true as never}>
            #{one.number} {one.subject}
          </Link>
        </span>
      ))}
    </p>
  );
}
