import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Figure } from '../../ui/figure.tsx';
import { TextSkeleton } from '../../ui/skeletons.tsx';
import { Voice } from '../../ui/voice-quote.tsx';
import { wordMatchQuery } from './charter.data.ts';

/** Customers' words against ours: the share that means the same, and what they say instead. */
export function WordMatch() {
  const { t } = useTranslation('culture');
  const match = useQuery(wordMatchQuery);
  return (
    <section className="card sheet">
      <h2 className="title">{t('match.title')}</h2>
      {match.isPending ? (
        <TextSkeleton />
      ) : match.data === undefined ? (
        <ErrorNotice problem={match.error} onAgain={() => void match.refetch()} />
      ) : match.data.figure.n === 0 ? (
        <p className="mid">{t('match.teach', { word: match.data.word })}</p>
      ) : (
        <>
          <p className="match-figure">
            <Figure figure={match.data.figure} />
          </p>
          <p className="mid">{t('match.what', { word: match.data.word, count: match.data.days })}</p>
          <ul className="words">
            {match.data.words.slice(0, 24).map((one) => (
              <li key={one.word} className={one.ours ? 'chip line ours' : 'chip line'}>
                <Voice>{one.word}</Voice> <span className="dim">{one.count}</span>
                {one.ours && <span className="sr">{t('match.ours')}</span>}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
