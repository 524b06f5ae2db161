import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { countMoments, MomentDots } from '../../ui/moment-dots.tsx';
import { momentsQuery } from './customers.data.ts';

/** The customer's newest moments as notes on a stave. Nothing at all while there are none: an empty line says nothing. */
export function Moments({ customerId, most = 17 }: { customerId: string; most?: number }) {
  const { t } = useTranslation('customers');
  const found = useQuery(momentsQuery(customerId));
  const outcomes = found.data?.items.map((moment) => moment.outcome) ?? [];
  if (outcomes.length === 0) return null;
  const { won, neutral, lost } = countMoments(outcomes);
  return (
    <section className="sec">
      <header>
        <h3>{t('moments.title')}</h3>
        <span>{t('moments.counts', { won, neutral, lost })}</span>
      </header>
      <MomentDots moments={outcomes.slice(0, most).toReversed()} step={16.6} />
    </section>
  );
}
