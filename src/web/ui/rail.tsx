import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Place } from '../place.ts';
import { useSession } from '../session.ts';
import { Me } from './me.tsx';
import { PlaceLink } from './place-link.tsx';
import { Mark, Wordmark } from './wordmark.tsx';

/** The left rail: the name, the one word above everything, the places in the order of the loop, who one is. */
export function Rail({ places, lit, folded }: { places: readonly Place[]; lit: string | undefined; folded: boolean }) {
  const { t } = useTranslation();
  const { word } = useSession();
  const list = (stands: Place['stands']) =>
    places
      .filter((place) => place.stands === stands)
      .map((place) => <PlaceLink key={place.key} place={place} lit={place.key === lit} tip={folded} />);
  return (
    <aside className="rail">
      <Link to="/" className="mark">
        {folded ? <Mark /> : <Wordmark />}
      </Link>
      {word && (
        <p className="word" title={word.meaning || undefined}>
          <small>{t('ourWord')}</small>
          <b>{word.word}</b>
        </p>
      )}
      <nav aria-label={t('places.label')}>{list('rail')}</nav>
      <div className="foot">
        {list('foot')}
        <Me />
      </div>
    </aside>
  );
}
