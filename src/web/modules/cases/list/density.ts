import { useState } from 'react';
import type { ViewDensity } from '../../../../domain/cases/views.ts';

const storageKey = 'kept.density';

/** How high rows are: as the view says, until the person says otherwise on this device. */
export function useDensity(ofView: ViewDensity | undefined): [ViewDensity, () => void] {
  const [chosen, setChosen] = useState<ViewDensity | undefined>(() => {
    const kept = localStorage.getItem(storageKey);
    return kept === 'compact' || kept === 'comfortable' ? kept : undefined;
  });
  const density = ofView ?? chosen ?? 'comfortable';
  return [
    density,
    () => {
      const next = density === 'compact' ? 'comfortable' : 'compact';
      localStorage.setItem(storageKey, next);
      setChosen(next);
    },
  ];
}
