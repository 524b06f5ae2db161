import './forms.css';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { unreadQuery } from '../modules/notifications/notifications.data.ts';
import { Told } from '../modules/notifications/told.tsx';
import { PageHeader } from '../ui/page-header.tsx';

/** What was I told? */
export function Screen() {
  const { t } = useTranslation('notifications');
  const unread = useQuery(unreadQuery).data;
  const count = unread?.unread ?? 0;
  return (
    <div className="page">
      <PageHeader
        eyebrow={[t('web:places.notifications.name')]}
        answer={count === 0 ? t('title') : t('unread', { count })}
      />
      <Told />
    </div>
  );
}
