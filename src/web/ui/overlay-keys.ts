import { useEffect, useEffectEvent, useSyncExternalStore } from 'react';
import { useShortcut } from '../shortcuts.ts';

/** What may lie over the screen. Its code is fetched when the first of them is asked for. */
export type Overlay = 'none' | 'palette' | 'shortcuts';

let open: Overlay = 'none';
let load: () => void = () => {};
const listeners = new Set<() => void>();

/** Opens the palette or the sheet of shortcuts, or closes what is open. */
export function showOverlay(overlay: Overlay): void {
  open = overlay;
  if (overlay !== 'none') load();
  for (const listener of listeners) listener();
}

/** Fetches the code of what floats, for questions that come from elsewhere. */
export function needOverlays(): void {
  load();
}

/** What lies over the screen now. */
export function useOverlay(): Overlay {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    () => open,
  );
}

/** Binds Ctrl/⌘ K and `?`; `onNeeded` mounts the overlays. */
export function usePaletteKeys(onNeeded: () => void): void {
  const needed = useEffectEvent(onNeeded);
  useEffect(() => setLoader(() => needed()), []);
  useShortcut('mod+k', 'web:shortcuts.palette', () => showOverlay('palette'));
  useShortcut('?', 'web:shortcuts.sheet', () => showOverlay('shortcuts'));
}

function setLoader(loader: () => void) {
  load = loader;
}
