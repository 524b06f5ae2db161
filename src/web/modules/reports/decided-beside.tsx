import { lazy, Suspense } from 'react';
import { useSession } from '../../session.ts';

const DecidedOn = lazy(() => import('./decided-on.tsx'));

/**
 * Beside a figure, on whatever screen it stands: what was decided last after it. All figures of a screen share one request, and
 * nothing is shown to whoever may not read figures.
 * @param figure as it is wished for by mail: `kept`, or `survey:` and its id
 */
export function DecidedBeside({ figure }: { figure: string }) {
  const { may } = useSession();
  if (!may('measures.read')) return null;
  return (
    <Suspense>
      <DecidedOn figure={figure} />
    </Suspense>
  );
}
