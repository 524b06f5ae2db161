import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

/** The way up from a screen to its place, by the place's name. */
export function UpLink({ to }: { to: 'improve' | 'journeys' | 'measure' | 'voice' }) {
  const { t } = useTranslation();
  return <Link to={`/${to}`}>{t(`places.${to}.name`)}</Link>;
}
