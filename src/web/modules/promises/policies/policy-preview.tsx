import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import { useTranslation } from 'react-i18next';
import type { createPolicy } from '../../../../contract/promises-policies.ts';
import type * as contract from '../../../../contract/promises-preview.ts';
import type { previewNewPolicy } from '../../../../contract/promises-terms.ts';
import type { BodyOf } from '../../../../contract/route.ts';
import { call } from '../../../api.ts';

/** Before it is kept: how many running promises would get another hour by this change, or by this new policy. */
export function PolicyPreview(props: { id: string | undefined; terms: BodyOf<typeof createPolicy> }) {
  const { t } = useTranslation('escalations');
  const terms = useDeferredValue(JSON.stringify(props.terms));
  const { id } = props;
  const found = useQuery({
    queryKey: ['promises', 'policy-preview', id ?? 'new', terms],
    queryFn: async ({ signal }) => {
      // whoever still types is not asked for
      await new Promise((resolve) => setTimeout(resolve, 400));
      if (signal.aborted) throw new DOMException('typed on', 'AbortError');
      const body = JSON.parse(terms) as BodyOf<typeof createPolicy>;
      if (id === undefined)
        return call<typeof previewNewPolicy>('POST', '/policies/preview', {
          // a policy that has no name yet promises as much
          body: { ...body, name: body.name === '' ? '…' : body.name },
          signal,
        });
      return call<typeof contract.previewPolicy>('POST', '/policies/:id/preview', { params: { id }, body, signal });
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
