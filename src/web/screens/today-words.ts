import { useTranslation } from 'react-i18next';
import { useManner, useNow } from '../ui/time-text.tsx';
import { instantWords } from '../ui/time-words.ts';
import type { PromiseRow, TodayPromise } from './today.data.ts';

/** The sentences about a promise on Today, in the person's language. */
export function usePromiseWords() {
  const { t } = useTranslation('today');
  const { language, timeZone } = useManner();
  const now = useNow();
  return {
    /** A policy's promise is named by its clock and the case; what a person said stays as he said it. */
    what(promise: Pick<PromiseRow, 'clock' | 'what' | 'case'> & { party?: PromiseRow['party'] }): string {
      if (promise.party?.side === 'by') return `${promise.party.name}: ${promise.what}`;
      if (promise.clock === null) return promise.what;
      return t(`clock.${promise.clock}`, { subject: promise.case?.subject ?? '' });
    },
    /** Why it will slip unless somebody steps in. */
    slip({ slip, keeper }: TodayPromise): string {
      if (slip === null) return '';
      const name = keeper?.name.split(/\s+/)[0] ?? '';
      if (slip.code === 'keeper-off') {
        if (slip.until === null) return t('slip.off', { name });
        return t('slip.offUntil', { name, hour: instantWords(new Date(slip.until), now, language, timeZone) });
      }
      return t(`slip.${slip.code}`, { percent: slip.percent ?? 0 });
    },
    /** Why its clock stands still. */
    paused({ customer }: Pick<PromiseRow, 'customer'>): string {
      return t('day.waits', { name: customer.name.split(/\s+/)[0] });
    },
  };
}
