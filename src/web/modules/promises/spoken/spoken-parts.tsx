import { lazy, Suspense } from 'react';
import type { ComponentProps } from 'react';

const Chips = lazy(() => import('./spoken-chips.tsx'));
const Proposals = lazy(() => import('./spoken-proposals.tsx'));
const Unanswered = lazy(() => import('./spoken-unanswered.tsx'));

/** The promises in a draft. Their grammar is fetched with the first letter. */
export function SpokenChips(props: ComponentProps<typeof Chips>) {
  if (props.html === '') return null;
  return (
    <Suspense fallback={null}>
      <Chips {...props} />
    </Suspense>
  );
}

/** What was sent in a case and may be a promise. */
export function SpokenProposals({ caseId }: { caseId: string }) {
  return (
    <Suspense fallback={null}>
      <Proposals caseId={caseId} />
    </Suspense>
  );
}

/** What was sent anywhere and nobody has answered. */
export function SpokenUnanswered({ whose }: { whose: 'me' | 'all' }) {
  return (
    <Suspense fallback={null}>
      <Unanswered whose={whose} />
    </Suspense>
  );
}
