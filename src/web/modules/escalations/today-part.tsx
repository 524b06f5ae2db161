import { lazy, Suspense } from 'react';

const Today = lazy(() => import('./today-escalations.tsx'));

/** The part of Today that is fetched beside it: above the day what calls me, below it what others have in hand. */
export function EscalationsOfToday({ where }: { where: 'above' | 'below' }) {
  return (
    <Suspense fallback={null}>
      <Today where={where} />
    </Suspense>
  );
}
