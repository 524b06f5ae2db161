import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { numberWords } from '../../../figures/day-words.ts';
import { TextSkeleton } from '../../ui/skeletons.tsx';
import { percent } from '../../../figures/figure-words.ts';
import { powerQuery, type MeasuredWhere } from './improvement.data.ts';

/** Before anybody starts: how many weeks such a promise takes to be seen, or that it cannot be seen at all. */
export function PowerAnswer({ where }: { where: MeasuredWhere | undefined }) {
  const { t, i18n } = useTranslation('fixing');
  const power = useQuery(powerQuery(where));
  if (where === undefined) return <p className="power dim">{t('power.first')}</p>;
  if (power.isPending) {
    return (
      <div className="power">
        <TextSkeleton lines={2} />
      </div>
    );
  }
  if (power.isError) return <ErrorNotice problem={power.error} onAgain={() => void power.refetch()} />;
  const { state, weeks, baseline, smallestDetectable } = power.data;
  const language = i18n.language;
  return (
    <output className={state === 'known' ? 'power' : 'power cannot'}>
      <p className="strong">
        {t(`power.${state}`, {
          count: weeks ?? 0,
          points: smallestDetectable === null ? '' : numberWords(smallestDetectable * 100, language, 1),
        })}
      </p>
      <p className="dim xs">
        {baseline.n === 0
          ? t('power.nothing')
          : t('power.baseline', {
              share: baseline.n < 5 ? '' : percent(baseline.k / baseline.n, language),
              k: baseline.k,
              n: baseline.n,
            })}
      </p>
    </output>
  );
}
