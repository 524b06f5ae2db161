import { useTranslation } from 'react-i18next';
import { dayWords, monthWords, periodWords } from '../../../figures/day-words.ts';
import { useManner } from '../../ui/time-text.tsx';
import type { Report } from './reports.data.ts';

const ofProgress = ['moments', 'trend', 'typical', 'promises', 'hurts', 'fixes', 'stays'];

/** Words about mails with figures in the person's language and zone. */
export function useReportWords() {
  const { t } = useTranslation(['reports', 'progress']);
  const { language, timeZone } = useManner();
  const day = (at: string) => dayWords(dayIn(at, timeZone), language, true);
  return {
    /** The question a figure answers; `name` for a survey. */
    figure(key: string, name: string | null): string {
      if (name !== null) return t('ask.survey', { name });
      return ofProgress.includes(key) ? t(`progress:ask.${key}`) : t(`ask.${key}`);
    },
    /** What time a mail tells of. */
    period({ rhythm, from, to }: Report): string {
      if (rhythm === 'asked') return t('list.asked', { day: dayWords(to, language, true) });
      const period = rhythm === 'monthly' ? monthWords(from, language, true) : periodWords(from, to, language);
      return t(`list.${rhythm}`, { period });
    },
    /** 1 = Monday. */
    weekday: (number: number) => format(language, { weekday: 'long' }, Date.UTC(2024, 0, number)),
    hour: (hour: number) => format(language, { hour: '2-digit', minute: '2-digit' }, Date.UTC(2024, 0, 1, hour)),
    day,
  };
}

function format(language: string, options: Intl.DateTimeFormatOptions, at: number): string {
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { ...options, timeZone: 'UTC' }).format(at);
}

function dayIn(at: string, timeZone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone }).format(new Date(at));
}
