import { useTranslation } from 'react-i18next';
import type { Progress } from './measures.data.ts';

/** The words customers say most, in their own face. */
export function TypicalWords({ words }: Pick<Progress['typical'], 'words'>) {
  const { t } = useTranslation('progress');
  if (words.length === 0) return null;
  return (
    <p className="said">
      <span className="label">{t('typical.words')}</span>{' '}
      {words.slice(0, 6).map(({ word, n, ours }) => (
        <span key={word}>
          <span className={ours ? 'voice ours' : 'voice'}>{word}</span> <span className="dim xs">{n}</span>
          {ours && <span className="sr">{t('typical.ours')}</span>}{' '}
        </span>
      ))}
    </p>
  );
}
