import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { numberWords } from '../../../figures/day-words.ts';
import { Figure } from '../../ui/figure.tsx';
import { perceptionQuery } from './discovery.data.ts';

/** What customers say about the time it takes here, beside what the clock says. */
export function PerceivedTime({ id }: { id: string }) {
  const { t, i18n } = useTranslation('discovery');
  const { data } = useQuery(perceptionQuery(id));
  if (data === undefined) return null;
  const hours = (value: number) =>
    t('time.hours', { count: value, n: numberWords(value, i18n.language, value < 10 ? 1 : 0) });
  return (
    <section aria-labelledby="perceived">
      <h2 className="title" id="perceived" style={{ marginBottom: 6 }}>
        {t('time.title')}
      </h2>
      <p>
        {t('time.slow')} <Figure figure={data.slow} />
      </p>
      {data.halfHours !== null && data.ninetyHours !== null ? (
        <p>{t('time.clock', { half: hours(data.halfHours), ninety: hours(data.ninetyHours), n: data.answered })}</p>
      ) : (
        <p className="dim">{t('time.noClock')}</p>
      )}
      <p className={data.verdict === 'apart' || data.verdict === 'agree' ? 'strong' : 'dim'}>
        {t(`time.${data.verdict}`)}
      </p>
      {data.examples.map((example) => (
        <p key={example} className="voice sm" style={{ overflowWrap: 'anywhere' }}>
          “{example}”
        </p>
      ))}
    </section>
  );
}
