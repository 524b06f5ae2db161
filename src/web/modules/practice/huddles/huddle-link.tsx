import { useTranslation } from 'react-i18next';
import { ButtonLink } from '../../../ui/button.tsx';
import { useManner, useNow } from '../../../ui/time-text.tsx';
import type { Today } from '../practice.data.ts';

/** "Huddle, 09:15 tomorrow", or the one that runs now. */
export function HuddleLink({ next }: { next: Today['nextHuddle'] }) {
  const { t } = useTranslation('today');
  const { language, timeZone } = useManner();
  const now = useNow();
  if (next?.runningId != null) {
    return (
      <ButtonLink kind="yes" to="/huddle/$id" params={{ id: next.runningId }}>
        {t('huddle.running')}
      </ButtonLink>
    );
  }
  return <ButtonLink to="/huddle">{next === null ? t('huddle.any') : words(next)}</ButtonLink>;

  function words({ at, time }: NonNullable<Today['nextHuddle']>): string {
    const days = dayOf(new Date(at), timeZone) - dayOf(now, timeZone);
    if (days <= 0) return t('huddle.today', { time });
    const day =
      days === 1
        ? new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(1, 'day')
        : new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { weekday: 'long', timeZone }).format(
            new Date(at),
          );
    return t('huddle.later', { time, day });
  }
}

function dayOf(at: Date, timeZone: string): number {
  const day = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(at);
  return Date.parse(`${day}T00:00:00Z`) / 86_400_000;
}
