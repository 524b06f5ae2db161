import { useTranslation } from 'react-i18next';
import type { Place } from '../place.ts';
import { Dialog } from './dialog.tsx';
import { MeChoices } from './me-choices.tsx';
import { PlaceLink } from './place-link.tsx';

/** What the dock has no room for: the other places, and one's own choices. */
export default function DockMore(props: {
  places: readonly Place[];
  lit: string | undefined;
  opened: boolean;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  return (
    <Dialog opened={props.opened} onClose={props.onClose} title={t('places.more')}>
      <nav aria-label={t('places.more')} onClickCapture={props.onClose} style={{ marginBottom: 16 }}>
        {props.places.map((place) => (
          <PlaceLink key={place.key} place={place} lit={place.key === props.lit} />
        ))}
      </nav>
      <MeChoices />
    </Dialog>
  );
}
