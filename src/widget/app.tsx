import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { ChatView } from './chat-view.tsx';
import { type ChatMessage, type Conversations, conversations } from './conversation.ts';
import type { Desk } from './desk.ts';
import { FeedbackView } from './feedback-view.tsx';
import { HelpView } from './help-view.tsx';
import { HomeView } from './home-view.tsx';
import { ProveView } from './prove-view.tsx';
import { Sign } from './sign.tsx';
import type { Say } from './words.ts';

export interface Door {
  close(): void;
  unread(count: number): void;
}

export type View =
  | { at: 'home' }
  | { at: 'chat'; id?: string }
  | { at: 'help'; slug: string }
  | { at: 'feedback' }
  | { at: 'prove' };

/** What every view is given. */
export interface Parts {
  desk: Desk;
  say: Say;
  talk: Conversations;
  go(view: View): void;
}

/** The panel: one view at a time in a dialog that keeps the focus, closes by Escape, and says what came in while one reads elsewhere. */
export function App({ desk, say, open, door }: { desk: Desk; say: Say; open: boolean; door: Door }) {
  const [, drawAgain] = useState(0);
  const [view, setView] = useState<View>(() => {
    const chat = desk.remembers('chat');
    return chat === undefined ? { at: 'home' } : { at: 'chat', id: chat };
  });
  const [unread, setUnread] = useState(0);
  const shownRef = useRef({ open, view });
  useLayoutEffect(() => {
    shownRef.current = { open, view };
  });
  const talk = useRef<Conversations>(undefined);
  talk.current ??= conversations(
    desk,
    () => drawAgain((n) => n + 1),
    (message: ChatMessage) => {
      if (message.by === 'visitor') return;
      if (!shownRef.current.open || shownRef.current.view.at !== 'chat') setUnread((count) => count + 1);
    },
  );
  const frame = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const id = desk.remembers('chat');
    if (id !== undefined) talk.current!.open(id);
    desk.onRemembered((name) => {
      // another tab has begun or opened a conversation: this one follows where it shows the same
      const id = desk.remembers('chat');
      if (name === 'chat' && id !== undefined && shownRef.current.view.at === 'chat') talk.current!.open(id);
    });
    return () => talk.current!.close();
  }, [desk]);
  useEffect(() => door.unread(unread), [door, unread]);
  useEffect(() => {
    if (!open) return;
    if (view.at === 'chat') setUnread(0);
    frame.current?.querySelector<HTMLElement>('[data-first]')?.focus();
  }, [open, view]);

  if (!open) return null;
  const parts: Parts = {
    desk,
    say,
    talk: talk.current,
    go(to) {
      if (to.at === 'chat') talk.current!.open(to.id);
      setView(to);
    },
  };
  const home = view.at === 'home';
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- a dialog keeps the focus and closes by Escape
    <div
      ref={frame}
      class="panel"
      role="dialog"
      aria-modal="true"
      aria-labelledby="title"
      onKeyDown={(event) => keep(event, frame.current!, door.close)}
    >
      <header>
        {home ? null : (
          <button type="button" class="plain" aria-label={say('back')} onClick={() => parts.go({ at: 'home' })}>
            <Sign d="M15 5l-7 7 7 7" />
          </button>
        )}
        <h2 id="title">{desk.settings.company}</h2>
        <button type="button" class="plain" aria-label={say('close')} onClick={door.close}>
          <Sign d="M6 6l12 12M18 6L6 18" />
        </button>
      </header>
      {view.at === 'home' && <HomeView {...parts} />}
      {view.at === 'chat' && <ChatView {...parts} onRead={() => setUnread(0)} />}
      {view.at === 'help' && <HelpView {...parts} slug={view.slug} />}
      {view.at === 'feedback' && <FeedbackView {...parts} />}
      {view.at === 'prove' && <ProveView {...parts} />}
    </div>
  );
}

/** Escape closes, Tab goes round, arrows go up and down in lists. */
function keep(event: KeyboardEvent, frame: HTMLElement, close: () => void): void {
  // the page's own shortcuts are not for what is typed here
  event.stopPropagation();
  const root = frame.getRootNode() as ShadowRoot;
  const at = root.activeElement as HTMLElement | null;
  if (event.key === 'Escape') return close();
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    const list = at?.closest('[data-list]');
    if (list == null) return;
    const items = [...list.querySelectorAll<HTMLElement>('button')];
    items[items.indexOf(at!) + (event.key === 'ArrowDown' ? 1 : -1)]?.focus();
    event.preventDefault();
  }
  if (event.key !== 'Tab') return;
  const all = [
    ...frame.querySelectorAll<HTMLElement>(
      'a[href], button:not(:disabled), input:not(:disabled), textarea, [tabindex="0"]',
    ),
  ].filter((one) => one.offsetParent !== null);
  const [first, last] = [all[0], all.at(-1)];
  const goal = event.shiftKey ? (at === first ? last : undefined) : at === last ? first : undefined;
  if (goal === undefined) return;
  goal.focus();
  event.preventDefault();
}
