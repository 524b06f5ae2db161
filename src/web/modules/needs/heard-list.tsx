import './needs.css';
import type { ReactNode } from 'react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { usePaged } from '../../paged.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { ShowMore } from '../../ui/show-more.tsx';
import { RowsSkeleton } from '../../ui/skeletons.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { VoiceQuote } from '../../ui/voice-quote.tsx';
import { saidOf } from './said-of.ts';
import { heardQuery, type HeardFilter, type HeardWords } from './needs.data.ts';

/** Words of customers, each with who said it, where and when; `before` and `tools` stand at each. */
export function HeardList(props: {
  filter: HeardFilter;
  size?: number;
  before?: (words: HeardWords) => ReactNode;
  tools?: (words: HeardWords) => ReactNode;
}) {
  const { t } = useTranslation('needs');
  const list = usePaged(heardQuery(props.filter));
  if (list.pending) return <RowsSkeleton rows={3} height={64} />;
  if (list.error !== null) return <ErrorNotice problem={list.error} onAgain={list.again} />;
  if (list.items.length === 0) return <EmptyState what={t('heard.emptyWhat')} why={t('heard.emptyWhy')} />;
  return (
    <>
      <ul className="need-words">
        {list.items.map((one) => (
          <li key={one.id}>
            {props.before?.(one)}
            <VoiceQuote words={one.words} size={props.size ?? 17} cite={<Cite words={one} />} {...saidOf(one)} />
            {props.tools?.(one)}
          </li>
        ))}
      </ul>
      <ShowMore more={list.more} />
    </>
  );
}

function Cite({ words }: { words: HeardWords }) {
  const { t } = useTranslation('needs');
  const { customer, case: found, feeling, themes } = words;
  return (
    <>
      {customer === null ? (
        t('heard.somebody')
      ) : (
        <Link to="/customers/$id" params={{ id: customer.id }}>
          {customer.name}
        </Link>
      )}
      , {t(`heard.sources.${words.source}`)}, <TimeText at={words.at} />
      {found !== null && (
        <>
          {' · '}
          <Link
            to="/inbox/{-$number}"
            params={{ number: String(found.number) }}
            {...(words.messageId === null ? {} : { hash: `message-${words.messageId}` })}
          >
            {t('heard.case', { number: found.number })}
          </Link>
        </>
      )}
      {feeling !== null && ` · ${t(`heard.feelings.${feeling}`)}`}
      {themes.length > 0 && ` · ${themes.map(({ name }) => name).join(', ')}`}
    </>
  );
}
