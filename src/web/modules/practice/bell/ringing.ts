import { createRegistry } from '../../../registry.ts';
import type { Bell } from '../wins/wins.data.ts';

/** Bells that rang and have not been shown to their end; the first is on screen. */
export const ringing = createRegistry<{ readonly bell: Bell; readonly done: () => void }>();
