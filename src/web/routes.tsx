import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { overEveryScreen } from './over-every-screen.ts';
import { linkOf, type Place } from './place.ts';
import { places } from './places.ts';
import { apiProblem } from './problem.ts';
import { queryClient } from './query-client.ts';
import { sessionQuery } from './session.ts';
import { Inside } from './ui/inside.tsx';
import { Root } from './ui/root.tsx';
import { Shell } from './ui/shell.tsx';
import { BareError, Lost, ScreenError, ScreenNotFound } from './ui/screen-states.tsx';
import { ScreenSkeleton } from './ui/skeletons.tsx';

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    /** Key of the place in places.ts. */
    place?: string;
  }
}

const root = createRootRoute({ component: Root, notFoundComponent: Lost });

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): { next?: string } => ({ next: ownAddress(search['next']) }),
  beforeLoad: async () => {
    const session = await queryClient.ensureQueryData(sessionQuery);
    if (!session.setUp) throw redirect({ to: '/set-up' });
    if (session.user !== null) throw redirect({ to: '/' });
  },
  errorComponent: BareError,
  component: lazyRouteComponent(() => import('./screens/sign-in.tsx'), 'Screen'),
});

const choosePassword = createRoute({
  getParentRoute: () => root,
  path: '/choose-password',
  errorComponent: BareError,
  component: lazyRouteComponent(() => import('./screens/choose-password.tsx'), 'Screen'),
});

const setUp = createRoute({
  getParentRoute: () => root,
  path: '/set-up',
  beforeLoad: async () => {
    const session = await queryClient.ensureQueryData(sessionQuery);
    if (session.setUp) throw redirect({ to: '/' });
  },
  errorComponent: BareError,
  component: lazyRouteComponent(() => import('./screens/set-up.tsx'), 'Screen'),
});

const parts = createRoute({
  getParentRoute: () => root,
  path: '/parts',
  errorComponent: BareError,
  component: lazyRouteComponent(() => import('./screens/parts.tsx'), 'Screen'),
});

/** Behind sign-in: without a company comes set-up, without a person sign-in, which leads back here. */
const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  beforeLoad: async ({ location }) => {
    const session = await queryClient.ensureQueryData(sessionQuery);
    if (!session.setUp) throw redirect({ to: '/set-up' });
    if (session.user === null) {
      throw redirect({ to: '/sign-in', search: location.href === '/' ? {} : { next: location.href } });
    }
  },
  component: () => <Inside over={overEveryScreen} />,
});

const framed = createRoute({ getParentRoute: () => inside, id: 'framed', component: Shell });

/** Without a Today yet, or without the right to it, the first place that is open. */
const home = createRoute({
  getParentRoute: () => framed,
  path: '/',
  beforeLoad: () => {
    const held = queryClient.getQueryData(sessionQuery.queryKey)?.permissions ?? [];
    const first = places.find((place) => place.stands !== undefined && mayEnter(place, held));
    if (first !== undefined) throw redirect({ to: linkOf(first) });
  },
  component: ScreenNotFound,
});

/** What no place has: typed short, or nothing. */
const anywhere = createRoute({
  getParentRoute: () => framed,
  path: '$',
  component: lazyRouteComponent(() => import('./screens/door.tsx'), 'Screen'),
});

const framedPlaces = places.filter((place) => place.frame !== 'bare').map((place) => placeRoute(place, framed));
const barePlaces = places.filter((place) => place.frame === 'bare').map((place) => placeRoute(place, inside));
const withHome = places.some((place) => place.path === '/') ? framedPlaces : [home, ...framedPlaces];

/** All addresses of the staff app. Addresses come from the table of places, so links are plain strings. */
export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    choosePassword,
    setUp,
    parts,
    inside.addChildren([framed.addChildren([...withHome, anywhere]), ...barePlaces]),
  ]),
  defaultPreload: 'intent',
  defaultPreloadStaleTime: 0,
  defaultPendingMs: 120,
  defaultPendingComponent: ScreenSkeleton,
  defaultErrorComponent: ScreenError,
  defaultNotFoundComponent: ScreenNotFound,
  scrollRestoration: true,
});

function placeRoute(place: Place, parent: typeof framed | typeof inside) {
  return createRoute({
    getParentRoute: () => parent as typeof framed,
    path: place.path,
    staticData: { place: place.key },
    beforeLoad: ({ params }: { params: { id?: string } }) => {
      const held = queryClient.getQueryData(sessionQuery.queryKey)?.permissions ?? [];
      if (!mayEnter(place, held)) throw apiProblem({ status: 403, code: 'forbidden' });
      if (params.id !== undefined && !record.test(params.id) && place.tails?.test(params.id) !== true)
        throw apiProblem({ status: 404, code: 'not-found' });
    },
    ...(place.frame === 'bare' ? { errorComponent: BareError } : {}),
    component: lazyRouteComponent(place.screen, 'Screen'),
  });
}

/** A tail that can name a record at all: nobody needs to be asked about anything else. */
const record = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

function mayEnter(place: Place, held: readonly string[]): boolean {
  return place.permission === undefined || held.includes(place.permission);
}

/** Only addresses of this app may be returned to after sign-in; `//elsewhere` is not one. */
function ownAddress(next: unknown): string | undefined {
  return typeof next === 'string' && /^\/(?![/\\])/.test(next) ? next : undefined;
}
