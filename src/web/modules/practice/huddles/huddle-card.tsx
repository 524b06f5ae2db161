import { useTranslation } from 'react-i18next';
import { Answer } from '../../../ui/page-header.tsx';
import { HuddleActions } from './huddle-actions.tsx';
import { BehavioursCard, MissesCard, MottoCard, PromisesCard, WinsCard, WordsCard } from './huddle-cards.tsx';
import { HuddleNotes } from './huddle-notes.tsx';
import type { CardKey, Huddle } from './huddles.data.ts';

/** The card everybody looks at: what it is for in a line, the matter in large type, the question, what was written down. */
export function HuddleCard({ huddle, card }: { huddle: Huddle; card: CardKey }) {
  const { t } = useTranslation('huddle');
  return (
    <section className={`say ${card}`} aria-label={t(`card.${card}`)}>
      <Answer className="why" title={t(`card.${card}`)}>
        {t(`why.${card}`)}
      </Answer>
      <Matter huddle={huddle} card={card} />
      {card !== 'actions' && <HuddleNotes huddle={huddle} card={card} />}
    </section>
  );
}

function Matter({ huddle, card }: { huddle: Huddle; card: CardKey }) {
  const { agenda } = huddle;
  switch (card) {
    case 'motto':
      return <MottoCard charter={agenda.charter} />;
    case 'wins':
      return <WinsCard wins={agenda.wins} />;
    case 'misses':
      return <MissesCard misses={agenda.misses} />;
    case 'words':
      return <WordsCard words={agenda.words} />;
    case 'behaviours':
      return <BehavioursCard behaviours={agenda.behaviours} />;
    case 'promises':
      return <PromisesCard promises={agenda.promises} />;
    case 'actions':
      return <HuddleActions huddle={huddle} />;
  }
}
