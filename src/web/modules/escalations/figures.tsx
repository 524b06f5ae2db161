import { queryOptions, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/escalations.ts';
import { call } from '../../api.ts';
import { secondsWords } from './escalation-words.ts';

const figuresQuery = queryOptions({
  queryKey: ['escalations', 'figures'],
  queryFn: ({ signal }) => call<typeof contract.readEscalationFigures>('GET', '/escalations/figures', { signal }),
});

/** How quickly somebody answers, over the last thirty days; always with of how many. */
export function AnswerFigures() {
  const { t } = useTranslation('escalations');
  const found = useQuery(figuresQuery).data;
  if (found === undefined || found.acknowledged.n + found.unheard + found.tasks.done + found.drills.alerts === 0)
    return null;
  const time = (seconds: number | null) =>
    seconds === null ? '–' : secondsWords(seconds, (key, values) => t(key, values ?? {}));
  return (
    <dl className="shifts sm">
      {found.acknowledged.n + found.unheard > 0 && (
        <div>
          <dt className="label">{t('figures.answered')}</dt>
          <dd>
            {found.acknowledged.n > 0 &&
              t('figures.median', { time: time(found.acknowledged.medianSeconds), n: found.acknowledged.n })}
            {found.unheard > 0 &&
              ` ${found.acknowledged.n > 0 ? '· ' : ''}${t('figures.unheard', { count: found.unheard })}`}
          </dd>
        </div>
      )}
      {found.tasks.done > 0 && (
        <div>
          <dt className="label">{t('figures.tasks')}</dt>
          <dd>{t('figures.inTime', { k: found.tasks.inTime, n: found.tasks.done })}</dd>
        </div>
      )}
      {found.drills.alerts > 0 && (
        <div>
          <dt className="label">{t('drill.title')}</dt>
          <dd>{t('drill.answered', { k: found.drills.answered, n: found.drills.alerts })}</dd>
        </div>
      )}
    </dl>
  );
}
