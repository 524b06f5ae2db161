import { lazy, Suspense } from 'react';

const Today = lazy(() => import('./today-escalations.tsx'));

/** The part of Today that is fetched beside it. */
export function EscalationsOfToday() {
  return (
    <Suspense fallback={null}>
      <Today />
    </Suspense>
  );
}
