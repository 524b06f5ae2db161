import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useCommands } from '../commands.ts';
import { linkOf, type Place } from '../place.ts';
import { signOut } from '../session.ts';
import { showOverlay } from './overlay-keys.ts';

/** Every open place and the few things one can do anywhere, for the palette. */
export function usePlaceCommands(open: readonly Place[]): void {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const go = (to: string) => () => void navigate({ to });
  useCommands(
    () => ({
      id: 'places',
      heading: t('palette.places'),
      commands: open
        .filter((place) => place.stands !== undefined)
        .map((place) => ({
          id: place.key,
          label: t(`places.${place.key}.name`),
          hint: t(`places.${place.key}.question`),
          ...(place.icon === undefined ? {} : { icon: place.icon }),
          ...(place.letter === undefined ? {} : { keys: `g ${place.letter}` }),
          run: go(linkOf(place)),
        })),
    }),
    `${i18n.language} ${open.map((place) => place.key).join(' ')}`,
  );
  useCommands(
    () => ({
      id: 'anywhere',
      heading: t('palette.anywhere'),
      commands: [
        { id: 'shortcuts', label: t('shortcuts.sheet'), keys: '?', run: () => showOverlay('shortcuts') },
        { id: 'sign-out', label: t('me.signOut'), run: () => void signOut().then(() => location.assign('/sign-in')) },
      ],
    }),
    i18n.language,
  );
}
