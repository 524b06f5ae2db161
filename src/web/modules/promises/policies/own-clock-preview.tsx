import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useDeferredValue } from 'react';
import { useTranslation } from 'react-i18next';
import type { previewOwnClock } from '../../../../contract/promises-terms.ts';
import type { BodyOf } from '../../../../contract/route.ts';
import { call } from '../../../api.ts';
import { Chip } from '../../../ui/chip.tsx';
import { TimeText } from '../../../ui/time-text.tsx';

/** What such a clock would have done in the last weeks, with the cases it would have run in. */
export function OwnClockPreview({ terms }: { terms: BodyOf<typeof previewOwnClock> }) {
  const { t } = useTranslation('terms');
  const asked = useDeferredValue(JSON.stringify(terms));
  const whole = [...terms.starts, ...terms.stops].every(({ is }) => is.trim() !== '');
  const found = useQuery({
    queryKey: ['promises', 'clock-preview', asked],
    enabled: whole,
    queryFn: async ({ signal }) => {
      // whoever still types is not asked for
      await new Promise((resolve) => setTimeout(resolve, 400));
      if (signal.aborted) throw new DOMException('typed on', 'AbortError');
      const body = JSON.parse(asked) as BodyOf<typeof previewOwnClock>;
      return call<typeof previewOwnClock>('POST', '/own-clocks/preview', { body, signal });
    },
    placeholderData: keepPreviousData,
    retry: false,
  }).data;
  if (found === undefined) return null;
  return (
    <div role="status">
      <p className="sm">
        {t(found.started === 0 ? 'clocks.previewNone' : 'clocks.preview', { ...found })}
        {found.more && ` ${t('clocks.previewMore')}`}
        {found.runningNow > 0 && ` ${t('clocks.runningNow', { count: found.runningNow })}`}
      </p>
      {found.examples.length > 0 && (
        <ul className="xs stack" style={{ listStyle: 'none', padding: 0, gap: 4 }}>
          {found.examples.map((one) => (
            <li key={`${one.caseId} ${one.startedAt}`} className="row">
              <Link
                className="cut grow"
                to="/inbox/{-$number}"
                params={{ number: String(one.number) }}
                search={{} as never}
              >
                #{one.number} {one.subject}
              </Link>
              {one.dueAt !== null && <TimeText at={one.dueAt} />}
              <Chip kind={one.outcome === 'late' ? 'risk' : 'plain'}>{t(`clocks.outcome.${one.outcome}`)}</Chip>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
