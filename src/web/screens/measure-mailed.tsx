import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { addressOf } from '../modules/measures/records.tsx';
import { visit } from '../modules/reports/reports.data.ts';
import { useSearchParams } from '../search-params.ts';
import { ButtonLink } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { ScreenSkeleton } from '../ui/skeletons.tsx';

/** What a link of a mail with figures leads to: notes the visit of whoever is signed in, and goes on to the records. */
export function Screen() {
  const { t } = useTranslation('reports');
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const [{ figure }] = useSearchParams();
  const go = useNavigate();
  const found = useQuery({
    queryKey: ['reports', 'visit', id, figure],
    queryFn: () => visit(id, figure),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  const link = found.data?.link;
  useEffect(() => {
    if (link === undefined) return;
    void go(link === null ? { to: '/measure', replace: true } : { ...addressOf(link), replace: true });
  }, [link, go]);
  if (!found.isError) return <ScreenSkeleton />;
  return (
    <div className="page">
      <PageHeader eyebrow={[t('title')]} answer={t('visit.gone')} />
      <EmptyState
        what={t('visit.gone')}
        why={t('own.what')}
        action={
          <ButtonLink kind="go" to="/measure">
            {t('visit.going')}
          </ButtonLink>
        }
      />
    </div>
  );
}
