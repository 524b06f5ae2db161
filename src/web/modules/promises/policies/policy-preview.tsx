import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../../contract/promises-preview.ts';
import type { BodyOf } from '../../../../contract/route.ts';
import { call } from '../../../api.ts';

/** Before it is kept: how many running promises would get another hour by this change. */
export function PolicyPreview(props: { id: string; terms: BodyOf<typeof contract.previewPolicy> }) {
  const { t } = useTranslation('escalations');
  const terms = useDeferredValue(JSON.stringify(props.terms));
  const found = useQuery({
    queryKey: ['promises', 'policy-preview', props.id, terms],
    queryFn: async ({ signal }) => {
      // whoever still types is not asked for
      await new Promise((resolve) => setTimeout(resolve, 400));
      if (signal.aborted) throw new DOMException('typed on', 'AbortError');
      return call<typeof contract.previewPolicy>('POST', '/policies/:id/preview', {
        params: { id: props.id },
        body: JSON.parse(terms) as BodyOf<typeof contract.previewPolicy>,
        signal,
      });
    },
    placeholderData: keepPreviousData,
    retry: false,
  }).data;
  if (found === undefined) return null;
  return (
    <p className="sm" role="status">
      {found.moving === 0
        ? t('policy.movesNone', { n: found.running })
        : t('policy.moves', { k: found.moving, n: found.running, earlier: found.earlier, later: found.later })}
      {found.brokenAtOnce > 0 && ` ${t('policy.breaks', { count: found.brokenAtOnce })}`}
      {found.pinned > 0 && ` ${t('policy.pinned', { count: found.pinned })}`}
    </p>
  );
}
