import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { queryClient } from '../query-client.ts';
import { sessionQuery } from '../session.ts';

const lookAgainAfter = 2000;

/** How far the sample company has come, over every screen until it has reached today; then all that is shown is read anew. */
export default function LivingPast() {
  const { t, i18n } = useTranslation('past');
  const { data } = useQuery({ ...sessionQuery, refetchInterval: lookAgainAfter });
  useEffect(() => () => void queryClient.invalidateQueries(), []);
  const past = data?.past;
  if (past == null) return null;
  const day = new Intl.DateTimeFormat(i18n.language === 'en' ? 'en-GB' : i18n.language, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(past.today));
  return (
    <p className="weather">
      {t('lives', { day })} {past.secondsLeft !== null && t('left', { count: Math.max(past.secondsLeft, 1) })}
    </p>
  );
}
