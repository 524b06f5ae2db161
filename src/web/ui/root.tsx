import { Outlet, useRouter } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSpoken } from '../announce.ts';
import { startShortcuts } from '../shortcuts.ts';
import { expectFocus } from './page-header.tsx';
import { ScreenSkeleton } from './skeletons.tsx';
import { Toaster } from './toaster.tsx';
import { usePaletteKeys } from './overlay-keys.ts';

const Overlays = lazy(() => import('./overlays.tsx'));

/** Around every screen: the keyboard, what floats, and the voice for people who listen. */
export function Root() {
  const router = useRouter();
  const { t } = useTranslation();
  const [overlay, setOverlay] = useState(false);
  usePaletteKeys(() => setOverlay(true));
  useEffect(() => startShortcuts(), []);
  useEffect(
    () =>
      router.subscribe('onBeforeNavigate', ({ fromLocation, pathChanged }) => {
        if (fromLocation !== undefined && pathChanged) expectFocus();
      }),
    [router],
  );
  return (
    <>
      <a className="skip" href="#content">
        {t('skip')}
      </a>
      <Suspense fallback={<ScreenSkeleton />}>
        <Outlet />
      </Suspense>
      <Toaster />
      {overlay && (
        <Suspense>
          <Overlays />
        </Suspense>
      )}
      <Voice />
    </>
  );
}

function Voice() {
  return (
    <output className="sr" aria-live="polite">
      {useSpoken()}
    </output>
  );
}
