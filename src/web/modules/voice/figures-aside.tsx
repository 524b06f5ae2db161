import './voice.css';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Figure } from '../../ui/figure.tsx';
import { numberWords } from '../../../figures/day-words.ts';
import { TextSkeleton } from '../../ui/skeletons.tsx';
import { voiceFiguresQuery, wordsQuery } from './voice.data.ts';

/** Beside the answers: what they come to, and the words said most, ours underlined. */
export function FiguresAside() {
  const { t, i18n } = useTranslation('listening');
  const figures = useQuery(voiceFiguresQuery);
  const words = useQuery(wordsQuery);
  const number = (value: number | null) => numberWords(value ?? 0, i18n.language);
  const recommend = figures.data?.recommend;
  return (
    <aside aria-label={t('figures.title')}>
      <section className="aside-block">
        <h2>{t('figures.days', { count: figures.data?.days ?? 90 })}</h2>
        {figures.isPending && <TextSkeleton lines={4} />}
        {figures.isError && <ErrorNotice problem={figures.error} onAgain={() => void figures.refetch()} />}
        {figures.data && recommend && (
          <dl>
            {(['satisfied', 'solved', 'easy', 'recovered'] as const).map((key) => (
              <div key={key}>
                <dt>{t(`figures.${key}`)}</dt>
                <dd>
                  <Figure figure={figures.data[key]} />
                </dd>
              </div>
            ))}
            <div>
              <dt>{t('figures.recommend')}</dt>
              <dd>
                {recommend.say === 'score' ? (
                  <>
                    <b className="strong">{number(recommend.value)}</b>{' '}
                    <span className="dim">
                      {t('figures.margin', {
                        low: number(recommend.low),
                        high: number(recommend.high),
                        n: recommend.n,
                      })}
                    </span>
                  </>
                ) : (
                  <span style={{ color: 'var(--unknown-ink)' }}>{t('figures.cannot', { count: recommend.n })}</span>
                )}
              </dd>
            </div>
          </dl>
        )}
      </section>
      <section className="aside-block">
        <h2>{t('words.title')}</h2>
        {words.data && words.data.words.length === 0 && <p className="dim sm">{t('words.none')}</p>}
        {words.data && words.data.words.length > 0 && (
          <>
            <p className="words">
              {words.data.words.slice(0, 14).map(({ word, count, ours }) => (
                <span key={word}>
                  <span
                    className={ours ? 'voice ours' : 'voice'}
                    style={{ fontSize: `${Math.min(1.75, 0.95 + Math.sqrt(count) * 0.12)}rem` }}
                  >
                    {word}
                  </span>{' '}
                  <span className="dim xs">{count}</span>
                </span>
              ))}
            </p>
            <p className="sm" style={{ marginTop: 10 }}>
              {words.data.word === null ? t('words.noWord') : t('words.ours', { word: words.data.word })}{' '}
              <Figure figure={words.data.match} />
            </p>
          </>
        )}
      </section>
    </aside>
  );
}
