import { useTranslation } from 'react-i18next';
import { fullInstant } from '../../ui/time-words.ts';
import { useManner } from '../../ui/time-text.tsx';

/** Since when we know somebody: month and year, the day when one points at it. */
export function Since({ at }: { at: string }) {
  const { t } = useTranslation('customers');
  const { language, timeZone } = useManner();
  const date = new Date(at);
  const month = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    month: 'long',
    year: 'numeric',
    timeZone,
  });
  return (
    <>
      {t('since')}{' '}
      <time dateTime={at} title={fullInstant(date, language, timeZone)}>
        {month.format(date)}
      </time>
    </>
  );
}
