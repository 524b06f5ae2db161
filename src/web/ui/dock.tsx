import { IconDots } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Place } from '../place.ts';
import { PlaceLink } from './place-link.tsx';

const More = lazy(() => import('./dock-more.tsx'));

/** The foot of a phone: four places and everything else. */
export function Dock({ places, lit }: { places: readonly Place[]; lit: string | undefined }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState<boolean>();
  const docked = places.filter((place) => place.dock === true).slice(0, 4);
  const rest = places.filter((place) => place.stands !== undefined && !docked.includes(place));
  return (
    <nav className="dock" aria-label={t('places.label')}>
      {docked.map((place) => (
        <PlaceLink key={place.key} place={place} lit={place.key === lit} />
      ))}
      <button
        type="button"
        className={rest.some((place) => place.key === lit) ? 'place on' : 'place'}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        <IconDots size={19} stroke={1.7} aria-hidden />
        <span>{t('places.more')}</span>
      </button>
      {open !== undefined && (
        <Suspense>
          <More places={rest} lit={lit} opened={open} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </nav>
  );
}
