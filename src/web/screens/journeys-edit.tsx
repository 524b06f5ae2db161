import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { JourneyForm } from '../modules/journeys/journey-form.tsx';
import { journeyQuery, touchpointsQuery } from '../modules/journeys/journeys.data.ts';
import { PageHeader } from '../ui/page-header.tsx';
import { ScreenSkeleton } from '../ui/skeletons.tsx';

/** The journey as forms, for the keyboard and for any length. */
export function Screen() {
  const { t } = useTranslation('map');
  const { id }: { id: string } = useParams({ strict: false });
  const journey = useQuery(journeyQuery(id));
  const touchpoints = useQuery(touchpointsQuery).data ?? [];
  if (journey.isPending) return <ScreenSkeleton />;
  if (journey.data === undefined) throw journey.error;
  return (
    <div className="page">
      <PageHeader
        eyebrow={[
          <Link key="up" to="/journeys">
            {t('web:places.journeys.name')}
          </Link>,
          t('head.version', { name: journey.data.name, version: journey.data.version }),
        ]}
        answer={t('edit.title')}
      />
      <JourneyForm key={journey.data.version} journey={journey.data} touchpoints={touchpoints} />
    </div>
  );
}
