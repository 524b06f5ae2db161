import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { linkOf, type Place } from '../place.ts';
import { useShortcut } from '../shortcuts.ts';

/** A place in the rail or the dock: icon, name, and what waits there. */
export function PlaceLink({ place, lit, tip }: { place: Place; lit: boolean; tip?: boolean }) {
  const { t } = useTranslation();
  const Icon = place.icon;
  const name = t(`places.${place.key}.name`);
  return (
    <Link
      to={linkOf(place)}
      className={lit ? 'place on' : 'place'}
      aria-current={lit ? 'page' : undefined}
      title={tip === true ? name : undefined}
    >
      {Icon && <Icon size={19} stroke={1.7} aria-hidden />}
      <span>{name}</span>
      {place.useCount && <Count use={place.useCount} />}
    </Link>
  );
}

function Count({ use }: { use: () => number | undefined }) {
  const { t } = useTranslation();
  const count = use();
  if (count === undefined || count === 0) return null;
  return (
    <span className="n">
      {count > 999 ? '999+' : count}
      <span className="sr"> {t('waiting', { count })}</span>
    </span>
  );
}

/** `g` and the place's letter go there. Renders nothing. */
export function PlaceShortcut({ place }: { place: Place }) {
  const navigate = useNavigate();
  useShortcut(
    `g ${place.letter ?? ''}`,
    `web:places.${place.key}.name`,
    () => void navigate({ to: linkOf(place) }),
    place.letter !== undefined,
  );
  return null;
}
