import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { namelessReviewsQuery } from './survey.data.ts';

/** Bad reviews whose author nobody knows: their recoveries wait for somebody to say whose they are. */
export function NamelessReviews() {
  const { t } = useTranslation('surveys');
  const found = useQuery(namelessReviewsQuery).data;
  const count = found?.items.length ?? 0;
  if (count === 0) return null;
  return (
    <p className="sm" style={{ marginBottom: 14 }}>
      {t('reviews.waiting', { count })}
      {found?.next != null && ' …'}{' '}
      <Link to="/voice" search={{ show: 'reviews', bad: 'true', nameless: 'true' }}>
        {t('reviews.look')}
      </Link>
    </p>
  );
}
