import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { usePaged } from '../../paged.ts';
import { behavioursQuery } from './practice.data.ts';
import { kudosByStandardQuery } from './wins/wins.data.ts';

/** How a standard is lived: the behaviours tied to it, and how often somebody was thanked for it. */
export function StandardLived({ standardId }: { standardId: string }) {
  const { t } = useTranslation('culture');
  const behaviours = usePaged(behavioursQuery({ standardId }));
  const count = useQuery(kudosByStandardQuery).data?.find((one) => one.standard.id === standardId)?.count ?? 0;
  if (behaviours.pending) return null;
  return (
    <div className="sm">
      {behaviours.items.length === 0 ? (
        <p className="dim">{t('standards.notLived')}</p>
      ) : (
        <ul style={{ display: 'grid', gap: 4 }}>
          {behaviours.items.map((one) => (
            <li key={one.id}>
              {one.kind === 'stop' && <span className="dim">{t('behaviours.stop')} </span>}
              {one.title}
            </li>
          ))}
        </ul>
      )}
      <p className="dim" style={{ marginTop: 6 }}>
        {t('standards.thanked', { count })}
      </p>
    </div>
  );
}
