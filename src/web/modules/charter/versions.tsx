import { useTranslation } from 'react-i18next';
import { usePaged } from '../../paged.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { ShowMore } from '../../ui/show-more.tsx';
import { TextSkeleton } from '../../ui/skeletons.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { versionsQuery } from './charter.data.ts';
import { Differences } from './differences.tsx';

/** Every version: when, by whom, why, what changed, who agreed. */
export function Versions() {
  const { t } = useTranslation('culture');
  const list = usePaged(versionsQuery);
  if (list.pending) return <TextSkeleton />;
  if (list.error !== null && list.items.length === 0) return <ErrorNotice problem={list.error} onAgain={list.again} />;
  return (
    <section>
      <h2 className="title">{t('versions.title')}</h2>
      <ol className="versions">
        {list.items.map((one) => (
          <li key={one.id}>
            <p>
              <b className="strong">{t('versions.version', { number: one.version })}</b>{' '}
              <span className="dim">
                <TimeText at={one.madeAt} />
                {one.madeBy !== null && `, ${one.madeBy.name}`}
                {one.agreedBy.length > 0 && ` · ${t('agree.count', { count: one.agreedBy.length })}`}
              </span>
            </p>
            {one.whyChanged !== '' && <p className="mid">{one.whyChanged}</p>}
            {one.version === 1 && one.differences.length === 0 ? (
              <p className="dim sm">{t('versions.first')}</p>
            ) : (
              <Differences differences={one.differences} />
            )}
          </li>
        ))}
      </ol>
      <ShowMore more={list.more} />
    </section>
  );
}
