import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useLayoutEffect, useMemo, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../../session.ts';
import { Button } from '../../../ui/button.tsx';
import type { Case, Message } from '../cases.data.ts';
import { historyQuery, olderMessagesQuery } from '../cases.data.ts';
import { HistoryFold } from './history-fold.tsx';
import { isDeed, type CaseEvent } from './history-words.ts';
import { MessageView } from './message-view.tsx';
import { VerdictLine } from './verdict-line.tsx';

const ShareMessage = lazy(() => import('../company/share-message.tsx'));
const MailFacts = lazy(() => import('./mail-facts.tsx'));

/** A line that another room adds to the conversation at its hour: a promise that was made or kept. */
export interface ThreadLine {
  readonly id: string;
  readonly at: string;
  readonly node: ReactNode;
}

type Piece =
  | { kind: 'message'; at: string; message: Message }
  | { kind: 'line'; at: string; line: ThreadLine }
  | { kind: 'events'; at: string; events: CaseEvent[] };

/** The conversation, oldest above; it opens at its end and stays there while new words arrive. */
export function Thread({ found, lines }: { found: Case; lines: readonly ThreadLine[] }) {
  const { t } = useTranslation('cases');
  const { may } = useSession();
  const older = useInfiniteQuery({ ...olderMessagesQuery(found.number, found.messages.next), enabled: false });
  const history = useQuery(historyQuery(found.number));
  const box = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const messages = useMemo(
    () => [...(older.data?.pages.toReversed().flatMap((page) => page.items) ?? []), ...found.messages.items],
    [older.data, found.messages.items],
  );
  const pieces = useMemo(
    () => interleave(messages, lines, history.data?.items.filter(isDeed) ?? []),
    [messages, lines, history.data],
  );
  // After every drawing: whoever reads further up stays there, everybody else sees the newest words.
  useLayoutEffect(() => {
    if (atEnd.current) box.current?.scrollTo({ top: box.current.scrollHeight });
  });
  // what was said in the customer's own thread of this very case; notes stay inside, words to a party are his alone
  const mayShare = (message: Message) =>
    may('cases.write') &&
    found.mergedInto === null &&
    message.fromCase === null &&
    message.kind === 'message' &&
    message.audience.to === 'customer';
  const more = older.data === undefined ? found.messages.next !== null : older.hasNextPage;
  return (
    <div
      ref={box}
      className="thread"
      role="log"
      aria-label={t('thread')}
      // A long conversation is scrolled by keys, too.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
        atEnd.current = scrollHeight - scrollTop - clientHeight < 80;
      }}
    >
      {more && (
        <Button
          size="s"
          kind="quiet"
          busy={older.isFetching}
          onClick={() => {
            atEnd.current = false;
            void (older.data === undefined ? older.refetch() : older.fetchNextPage());
          }}
        >
          {t('message.earlier')}
        </Button>
      )}
      {pieces.map((piece) =>
        piece.kind === 'message' ? (
          <MessageView
            key={piece.message.id}
            message={piece.message}
            share={
              mayShare(piece.message) && (
                <Suspense fallback={null}>
                  <ShareMessage found={found} message={piece.message} />
                </Suspense>
              )
            }
            more={
              piece.message.sourceId !== null && (
                <Suspense fallback={null}>
                  <MailFacts caseId={found.id} messageId={piece.message.id} />
                </Suspense>
              )
            }
          />
        ) : piece.kind === 'line' ? (
          <div key={piece.line.id} className="event">
            {piece.line.node}
          </div>
        ) : (
          <HistoryFold key={`events-${piece.events[0]?.id ?? piece.at}`} events={piece.events} />
        ),
      )}
      <VerdictLine found={found} />
    </div>
  );
}

/** Messages, promises and deeds in the order of time; deeds that follow each other become one fold. */
function interleave(messages: readonly Message[], lines: readonly ThreadLine[], events: readonly CaseEvent[]): Piece[] {
  const from = messages[0]?.at ?? '';
  const all: Piece[] = [
    ...messages.map((message): Piece => ({ kind: 'message', at: message.at, message })),
    ...lines.filter((line) => line.at >= from).map((line): Piece => ({ kind: 'line', at: line.at, line })),
    ...events.filter((one) => one.at >= from).map((one): Piece => ({ kind: 'events', at: one.at, events: [one] })),
  ].sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
  const pieces: Piece[] = [];
  for (const piece of all) {
    const before = pieces.at(-1);
    if (piece.kind === 'events' && before?.kind === 'events') before.events.push(...piece.events);
    else pieces.push(piece.kind === 'events' ? { ...piece, events: [...piece.events] } : piece);
  }
  return pieces;
}
