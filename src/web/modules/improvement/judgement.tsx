import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { dayWords } from '../../../figures/day-words.ts';
import { percent } from '../../../figures/figure-words.ts';
import { Verdict } from '../../ui/verdict.tsx';
import type { ImprovementPage } from './improvement.data.ts';
import { pointsNumber, verdictSentence } from './plan-words.ts';

const kinds = {
  better: 'better',
  worse: 'worse',
  'no-detectable-change': 'no-change',
  'too-early': 'too-early',
} as const;

/** Did it work? The verdict as a sentence, and under it what it must be held against. */
export function Judgement({ improvement }: { improvement: ImprovementPage }) {
  const { t, i18n } = useTranslation('fixing');
  const language = i18n.language;
  const { report, plan, untouched, alsoChanged, startedOn, verdictOn } = improvement;
  if (report === null || startedOn === null) {
    return (
      <section className="judged">
        <Verdict verdict="too-early">
          {startedOn === null || verdictOn === null
            ? t('verdict.notStarted')
            : t('verdict.on', { day: dayWords(verdictOn, language, true) })}
        </Verdict>
      </section>
    );
  }
  const say = (key: string, values?: Record<string, unknown>) => t(key, values ?? {});
  const points = (share: number | null) =>
    share === null ? '' : t('points', { count: share * 100, n: pointsNumber(share, language) });
  return (
    <section className="judged">
      <Verdict verdict={kinds[report.verdict]}>
        {verdictSentence(say, report, language, plan.metric === 'moments-lost')}
      </Verdict>
      <div className="below">
        <dl className="facts-row">
          <div>
            <dt>{t('plan.expected')}</dt>
            <dd>
              {points(plan.expectedEffect)}
              {report.expectedReached === true && `, ${t('verdict.reached')}`}
              {report.expectedReached === false &&
                `, ${t(report.expectedPossible === true ? 'verdict.possible' : 'verdict.notReached')}`}
            </dd>
          </div>
          {plan.untouched !== null && untouched !== null && (
            <div>
              <dt>{t('verdict.untouched', { name: plan.untouched.name })}</dt>
              <dd>
                {untouched.before.n < 5 || untouched.after.n < 5
                  ? t('web:figure.unknown')
                  : t('verdict.then', {
                      before: percent(untouched.before.k / untouched.before.n, language),
                      after: percent(untouched.after.k / untouched.after.n, language),
                    })}
                {untouched.verdict !== null && `: ${t(`charts:verdict.${untouched.verdict}`)}`}
              </dd>
            </div>
          )}
          <div>
            <dt>{t('verdict.smallest')}</dt>
            <dd>{report.smallestDetectable === null ? t('web:figure.unknown') : points(report.smallestDetectable)}</dd>
          </div>
          <div>
            <dt>{t('verdict.also')}</dt>
            <dd>
              {alsoChanged.length === 0
                ? t('verdict.nothingElse')
                : alsoChanged.map((other, place) => (
                    <span key={other.id}>
                      {place > 0 && ', '}
                      <Link to={`/improve/improvements/${other.id}`}>{other.title}</Link>
                    </span>
                  ))}
            </dd>
          </div>
        </dl>
        {report.verdict === 'too-early' && verdictOn !== null && (
          <p className="dim sm" style={{ marginTop: 10 }}>
            {t('verdict.on', { day: dayWords(verdictOn, language, true) })}
          </p>
        )}
      </div>
    </section>
  );
}
