import { Outlet, useRouter } from '@tanstack/react-router';
import { Suspense, useEffect, type ComponentType } from 'react';
import { speak } from '../language.ts';
import { startLive } from '../live.ts';
import { useSession } from '../session.ts';
import { ScreenSkeleton } from './skeletons.tsx';

/** Around every screen behind sign-in, with the frame or bare: the stream of changes, the language, what lies over all. */
export function Inside({ over }: { over: readonly ComponentType[] }) {
  const { user } = useSession();
  const router = useRouter();
  useEffect(() => startLive(), []);
  useEffect(() => {
    // Signed out elsewhere: the guard of the routes leads to sign-in and back here afterwards.
    if (user === null) void router.invalidate();
    else void speak(user.language);
  }, [user, router]);
  return (
    <>
      <Suspense fallback={<ScreenSkeleton />}>
        <Outlet />
      </Suspense>
      {over.map((Over, place) => (
        // The table never changes, so the place is the name.
        // oxlint-disable-next-line react/no-array-index-key
        <Suspense key={place}>
          <Over />
        </Suspense>
      ))}
    </>
  );
}
