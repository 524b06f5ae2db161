import { useTranslation } from 'react-i18next';
import { Figure } from '../../ui/figure.tsx';
import { numberWords } from '../../../figures/day-words.ts';
import type { Progress } from './measures.data.ts';

/** What will show before long, and what has already happened: two quiet rows under the seven answers. */
export function Indicators({ leading, lagging }: Pick<Progress, 'leading' | 'lagging'>) {
  const { t, i18n } = useTranslation('progress');
  const number = (value: number, decimals = 0) => numberWords(value, i18n.language, decimals);
  const { netPromoter } = lagging;
  const margin = netPromoter.say === 'score' && netPromoter.value !== null;
  const soon: readonly [string, string][] = [
    [
      t('leading.openPromises'),
      t('leading.ofRisk', { n: number(leading.openPromises), count: leading.promisesAtRisk }),
    ],
    [t('leading.openCases'), t('leading.unassigned', { n: number(leading.openCases), count: leading.unassignedCases })],
    [
      t('leading.age'),
      leading.medianAgeOfOpenCases === null
        ? t('web:figure.unknown')
        : t('leading.days', {
            n: number(leading.medianAgeOfOpenCases, 1),
            week: leading.openOverWeek,
            month: leading.openOverMonth,
          }),
    ],
    [t('leading.growth'), `${leading.backlogGrowth > 0 ? '+' : ''}${number(leading.backlogGrowth)}`.replace('-', '−')],
  ];
  return (
    <div className="indicators">
      <section aria-labelledby="leading">
        <h2 className="title" id="leading">
          {t('leading.title')}
        </h2>
        <dl>
          {soon.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </section>
      <section aria-labelledby="lagging">
        <h2 className="title" id="lagging">
          {t('lagging.title')}
        </h2>
        <dl>
          {(['satisfied', 'confirmed', 'solved', 'easy', 'reopened'] as const).map((key) => (
            <div key={key}>
              <dt>{t(`lagging.${key}`)}</dt>
              <dd>
                <Figure figure={lagging[key]} />
              </dd>
            </div>
          ))}
          <div>
            <dt>{t('lagging.netPromoter')}</dt>
            <dd>
              {margin ? (
                <>
                  <b className="strong">{number(netPromoter.value ?? 0)}</b>{' '}
                  <span className="dim">
                    {t('lagging.margin', {
                      low: number(netPromoter.low ?? 0),
                      high: number(netPromoter.high ?? 0),
                      n: netPromoter.n,
                    })}
                  </span>
                </>
              ) : (
                <span style={{ color: 'var(--unknown-ink)' }}>{t('lagging.cannot', { count: netPromoter.n })}</span>
              )}
            </dd>
          </div>
        </dl>
      </section>
    </div>
  );
}
