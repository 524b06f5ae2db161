import { IconLock } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { dayWords } from '../../../figures/day-words.ts';
import { TimeText } from '../../ui/time-text.tsx';
import type { Improvement } from './improvement.data.ts';
import { expectedWords, metricWords } from './plan-words.ts';

/** What was promised before the start: hypothesis, metric, expected effect; with a lock once it stands for good. */
export function PlanStrip({ improvement }: { improvement: Improvement }) {
  const { t, i18n } = useTranslation(['fixing', 'charts']);
  const language = i18n.language;
  const { plan, startedOn } = improvement;
  const locked = startedOn !== null;
  const say = (key: string, values?: Record<string, unknown>) => t(key, values ?? {});
  const lock = locked ? <IconLock size={13} stroke={1.7} aria-hidden /> : null;
  return (
    <dl className="plan">
      <div>
        <dt>
          {lock}
          {t('plan.hypothesis')}
        </dt>
        <dd>{plan.hypothesis}</dd>
      </div>
      <div>
        <dt>
          {lock}
          {t('plan.metric')}
        </dt>
        <dd>
          {plan.touchpoint === null ? (
            metricWords(say, plan.metric, undefined)
          ) : (
            <Link to={`/journeys/touchpoints/${plan.touchpoint.id}`}>
              {metricWords(say, plan.metric, plan.touchpoint.name)}
            </Link>
          )}
          {plan.channel !== null && `, ${t('plan.by', { channel: t(`charts:channel.${plan.channel}`) })}`}
        </dd>
      </div>
      <div>
        <dt>
          {lock}
          {t('plan.expected')}
        </dt>
        <dd>{expectedWords(say, improvement, language)}</dd>
      </div>
      <div>
        <dt>{locked ? t('plan.stands') : t('plan.open')}</dt>
        <dd className="dim sm">
          {t('plan.written')} <TimeText at={plan.fixedAt} />
          {plan.fixedBy !== null && `, ${plan.fixedBy.name}`}
          {startedOn !== null && `. ${t('plan.started', { day: dayWords(startedOn, language, true) })}`}
        </dd>
      </div>
    </dl>
  );
}
