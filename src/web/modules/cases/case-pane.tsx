import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { isApiProblem } from '../../problem.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { TextSkeleton } from '../../ui/skeletons.tsx';
import { CaseHeader } from './case-header.tsx';
import { caseQuery, type Case } from './cases.data.ts';
import { Audience } from './answering/audience.tsx';
import { Composer, type MarginPart, type SpokenPart } from './answering/composer.tsx';
import { usePresence } from './presence.ts';
import { Thread, type ThreadLine } from './thread/thread.tsx';

const CompanyStrip = lazy(() => import('./company/company-strip.tsx'));
const ChatStrip = lazy(() => import('./thread/chat-strip.tsx'));

interface Parts {
  lines: readonly ThreadLine[];
  promised?: ReactNode;
  promises?: ReactNode;
  promiseButton?: ReactNode;
  /** What other rooms can do with the case, at the end of its details. */
  more?: (close: () => void) => ReactNode;
  spoken?: SpokenPart;
  margin?: MarginPart;
  help?: ReactNode;
  back?: { search: Record<string, unknown> };
  onCustomer?: () => void;
}

/** A case by its number: waiting, refused, or in full. */
export function CasePane({ number, ...parts }: { number: number } & Parts) {
  const { t } = useTranslation('cases');
  const found = useQuery(caseQuery(number));
  if (found.data) {
    return (
      <section className="conv" aria-label={t('caseLabel', { number })}>
        <Full key={found.data.id} found={found.data} {...parts} />
      </section>
    );
  }
  return (
    <section className="conv" aria-label={t('caseLabel', { number })} aria-busy={found.isPending}>
      <div className="waiting">
        {found.isPending ? (
          <TextSkeleton lines={10} />
        ) : isApiProblem(found.error) && (found.error.status === 404 || found.error.status === 400) ? (
          <EmptyState what={t('gone.what', { number })} why={t('gone.why')} />
        ) : (
          <ErrorNotice problem={found.error} onAgain={() => void found.refetch()} />
        )}
      </div>
    </section>
  );
}

function Full({
  found,
  lines,
  promised,
  promises,
  promiseButton,
  spoken,
  margin,
  help,
  ...head
}: { found: Case } & Parts) {
  const [typing, setTyping] = useState(false);
  const present = usePresence(found.id, found.number, typing);
  return (
    <>
      <CaseHeader found={found} present={present} promised={promised} {...head} />
      <Suspense fallback={<div className="case-strip" />}>
        <CompanyStrip found={found}>{help}</CompanyStrip>
      </Suspense>
      {found.channel === 'chat' && (
        <Suspense fallback={<div className="case-strip" />}>
          <ChatStrip found={found} />
        </Suspense>
      )}
      <Thread found={found} lines={lines} />
      <Audience found={found}>
        <Composer
          found={found}
          promises={promises}
          promiseButton={promiseButton}
          {...(spoken === undefined ? {} : { spoken })}
          {...(margin === undefined ? {} : { margin })}
          onTyping={setTyping}
        />
      </Audience>
    </>
  );
}
