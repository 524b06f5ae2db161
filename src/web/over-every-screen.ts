import { lazy, type ComponentType } from 'react';

/** What lies over every screen behind sign-in, the bare ones too; each in a file of its own, fetched after the screen. */
export const overEveryScreen: readonly ComponentType[] = [
  lazy(async () => ({ default: (await import('./modules/practice/bell/bell-overlay.tsx')).Over })),
  lazy(async () => ({ default: (await import('./modules/calls/phone-over.tsx')).Over })),
  lazy(async () => ({ default: (await import('./modules/cases/thread/chat-calls.tsx')).Over })),
];
