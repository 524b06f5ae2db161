import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePaged } from '../../../paged.ts';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { ShowMore } from '../../../ui/show-more.tsx';
import { TextSkeleton } from '../../../ui/skeletons.tsx';
import { TimeText } from '../../../ui/time-text.tsx';
import { VoiceQuote } from '../../../ui/voice-quote.tsx';
import { BellActs, Who } from './bell-card.tsx';
import { recentBellsQuery, type Bell } from '../wins/wins.data.ts';

/** What rang lately, for those who come later: cheer and say something still. */
export function BellList() {
  const { t } = useTranslation('culture');
  const list = usePaged(recentBellsQuery);
  return (
    <section className="card sheet bell-list">
      <h2 className="title">{t('bells.title')}</h2>
      {list.pending ? (
        <TextSkeleton />
      ) : list.error !== null && list.items.length === 0 ? (
        <ErrorNotice problem={list.error} onAgain={list.again} />
      ) : list.items.length === 0 ? (
        <p className="mid">{t('bells.empty')}</p>
      ) : (
        <ul className="entries">
          {list.items.map((bell) => (
            <Rung key={bell.id} bell={bell} />
          ))}
        </ul>
      )}
      <ShowMore more={list.more} />
    </section>
  );
}

function Rung({ bell }: { bell: Bell }) {
  const [writing, setWriting] = useState(false);
  return (
    <li>
      <p className="sm mid">
        <Who bell={bell} />, <TimeText at={bell.at} />
      </p>
      {bell.quote === null ? (
        <p className="say">{bell.words}</p>
      ) : (
        <VoiceQuote words={bell.quote} size={16} cite={bell.words} />
      )}
      {bell.comments.length > 0 && (
        <ul className="said">
          {bell.comments.map((one) => (
            <li key={one.id}>
              {one.words} <span className="dim">{one.by.name.split(/\s+/)[0]}</span>
            </li>
          ))}
        </ul>
      )}
      <BellActs bell={bell} writing={writing} onWriting={setWriting} />
    </li>
  );
}
