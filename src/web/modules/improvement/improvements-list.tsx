import './improvement.css';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { usePaged } from '../../paged.ts';
import { Chip } from '../../ui/chip.tsx';
import { dayWords, moneyWords, numberWords } from '../../../figures/day-words.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Initials } from '../../ui/initials.tsx';
import { ShowMore } from '../../ui/show-more.tsx';
import { RowsSkeleton } from '../../ui/skeletons.tsx';
import { improvementsQuery, type Improvement, type ImprovementFilter } from './improvement.data.ts';
import { expectedWords, metricWords } from './plan-words.ts';
import { SmallVerdict } from './small-verdict.tsx';

/** The register of improvements, most worth first: what is expected, where it stands, what it is worth. */
export function ImprovementsList({ filter, empty }: { filter: ImprovementFilter; empty?: ReactNode }) {
  const { t } = useTranslation(['fixing', 'charts']);
  const list = usePaged(improvementsQuery(filter));
  if (list.pending) return <RowsSkeleton rows={6} height={68} />;
  if (list.error !== null) return <ErrorNotice problem={list.error} onAgain={list.again} />;
  if (list.items.length === 0) {
    return <EmptyState what={t('improvements.emptyWhat')} why={t('improvements.emptyWhy')} action={empty} />;
  }
  return (
    <>
      <ul className="register">
        {list.items.map((one) => (
          <li key={one.id}>
            <Entry improvement={one} />
          </li>
        ))}
      </ul>
      <ShowMore more={list.more} />
    </>
  );
}

function Entry({ improvement }: { improvement: Improvement }) {
  const { t, i18n } = useTranslation(['fixing', 'charts']);
  const language = i18n.language;
  const { plan, ranking, state, currency } = improvement;
  const say = (key: string, values?: Record<string, unknown>) => t(key, values ?? {});
  return (
    <Link className="entry" to={`/improve/improvements/${improvement.id}`}>
      <span className="grow">
        <span className="name">{improvement.title}</span>
        <span className="more" style={{ display: 'block' }}>
          {metricWords(say, plan.metric, plan.touchpoint?.name)} · {expectedWords(say, improvement, language)}
        </span>
      </span>
      <span className="sm">
        {state === 'running' && improvement.verdict !== null ? (
          <SmallVerdict verdict={improvement.verdict} />
        ) : state === 'closed' && improvement.verdict !== null ? (
          <SmallVerdict verdict={improvement.verdict} />
        ) : (
          <Chip kind={state === 'proposed' ? 'think' : 'plain'}>{t(`improvements.state.${state}`)}</Chip>
        )}
        <span className="dim xs row" style={{ marginTop: 4 }}>
          {improvement.owner !== null && <Initials size="s" name={improvement.owner.name} />}
          {improvement.owner?.name}
          {state === 'running' &&
            improvement.startedOn !== null &&
            ` ${t('improvements.since', { day: dayWords(improvement.startedOn, language) })}`}
        </span>
      </span>
      <span className="end">
        {ranking.expectedValue === null ? (
          <span className="dim sm">
            {ranking.momentsPerYear === null
              ? t('improvements.worthUnknown')
              : t('improvements.moments', {
                  count: Math.round(ranking.momentsPerYear),
                  n: numberWords(ranking.momentsPerYear, language),
                })}
          </span>
        ) : (
          <>
            <span className="worth">{moneyWords(ranking.expectedValue, currency, language)}</span>
            <span className="dim xs">
              {t('improvements.atStake', { sum: moneyWords(ranking.valueAtStake ?? 0, currency, language) })}
            </span>
          </>
        )}
      </span>
    </Link>
  );
}
