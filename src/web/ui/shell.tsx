import './shell.css';
import { useMediaQuery } from '@mantine/hooks';
import { Outlet, useRouterState } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useLiveState } from '../live.ts';
import type { Place } from '../place.ts';
import { places } from '../places.ts';
import { useSession } from '../session.ts';
import { Dock } from './dock.tsx';
import { usePlaceCommands } from './place-commands.ts';
import { PlaceShortcut } from './place-link.tsx';
import { Rail } from './rail.tsx';
import { ScreenSkeleton } from './skeletons.tsx';
import { Wordmark } from './wordmark.tsx';

const LivingPast = lazy(() => import('./living-past.tsx'));

/** The frame of every screen behind sign-in: the rail on a desk, the dock on a phone, the screen in between. */
export function Shell() {
  const { word, may, past } = useSession();
  const phone = useMediaQuery('(max-width: 767px)', matchMedia('(max-width: 767px)').matches);
  const narrow = useMediaQuery('(max-width: 1439px)', matchMedia('(max-width: 1439px)').matches);
  const here = useHere();
  const open = places.filter((place) => may(place.permission));
  usePlaceCommands(open);
  const folded = narrow || here?.frame === 'folded';
  const lit = here?.within ?? here?.key;
  return (
    <div className={phone ? 'app phone' : folded ? 'app folded' : 'app'}>
      {open.map((place) => (
        <PlaceShortcut key={place.key} place={place} />
      ))}
      {phone ? (
        <header className="top">
          <span className="mark">
            <Wordmark width={58} />
          </span>
          <span className="word">{word?.word}</span>
        </header>
      ) : (
        <Rail places={open} lit={lit} folded={folded} />
      )}
      <main id="content" tabIndex={-1}>
        <Weather />
        {past !== null && (
          <Suspense>
            <LivingPast />
          </Suspense>
        )}
        <Suspense fallback={<ScreenSkeleton />}>
          <Outlet />
        </Suspense>
      </main>
      {phone && <Dock places={open} lit={lit} />}
    </div>
  );
}

/** The place one is at, from the matched route. */
function useHere(): Place | undefined {
  const key = useRouterState({
    select: (state) => state.matches.at(-1)?.staticData.place,
  });
  return places.find((place) => place.key === key);
}

function Weather() {
  const { t } = useTranslation();
  if (useLiveState() !== 'away') return null;
  return <output className="weather">{t('away')}</output>;
}
