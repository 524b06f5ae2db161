import '../../ui/small-forms.css';
import './charter.css';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../session.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { TextSkeleton } from '../../ui/skeletons.tsx';
import { Agreement } from './agreement.tsx';
import { CharterEditor } from './charter-editor.tsx';
import { charterQuery, proposalsQuery } from './charter.data.ts';
import { MottoHints } from './motto-hints.tsx';
import { ProposalCard } from './proposal-card.tsx';
import { Versions } from './versions.tsx';
import { WordMatch } from './word-match.tsx';

/** The charter: the word, what it means, what a stranger could see, the motto; who agreed; how it came about. */
export function CharterPart() {
  const { t } = useTranslation('culture');
  const { may } = useSession();
  const charter = useQuery(charterQuery);
  const proposals = useQuery(proposalsQuery).data ?? [];
  const [editing, setEditing] = useState(false);
  if (charter.isPending) return <TextSkeleton lines={8} />;
  if (charter.data === undefined) return <ErrorNotice problem={charter.error} onAgain={() => void charter.refetch()} />;
  const { data } = charter;
  if (editing) return <CharterEditor charter={data} onDone={() => setEditing(false)} />;
  return (
    <div className="charter">
      <div className="main">
        <section className="card sheet">
          <p className="label">{t('charter.word')}</p>
          <p className="the-word">{data.word}</p>
          {data.meaning !== '' && <p className="means">{data.meaning}</p>}
          <h2 className="label">{t('charter.proofs')}</h2>
          {data.proofs.length === 0 ? (
            <p className="mid">{t('charter.noProofs')}</p>
          ) : (
            <ol className="proofs">
              {data.proofs.map((proof) => (
                <li key={proof}>{proof}</li>
              ))}
            </ol>
          )}
          <h2 className="label">{t('charter.motto')}</h2>
          {data.motto === '' ? <p className="mid">{t('charter.noMotto')}</p> : <p className="motto">{data.motto}</p>}
          {may('charter.propose') && data.motto !== '' && <MottoHints check={data.mottoCheck} />}
          {may('charter.propose') && (
            <p>
              <Button onClick={() => setEditing(true)}>
                {t(may('charter.write') ? 'charter.change' : 'charter.propose')}
              </Button>
            </p>
          )}
        </section>
        {proposals.map((proposal) => (
          <ProposalCard key={proposal.id} proposal={proposal} />
        ))}
        <Versions />
      </div>
      <div className="side">
        <Agreement charter={data} />
        <WordMatch />
      </div>
    </div>
  );
}
