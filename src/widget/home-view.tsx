import { useEffect, useState } from 'preact/hooks';
import type * as contract from '../contract/widget.ts';
import type { Parts } from './app.tsx';
import { Search } from './search.tsx';
import { SurveyPart } from './survey-part.tsx';

/** The first look: who is there and how long it takes, writing, one's own conversations, the help, and saying how it was. */
export function HomeView(parts: Parts) {
  const { desk, say, go } = parts;
  const { settings, answering } = desk.settings;
  const [chats, setChats] = useState<contract.ChatLine[]>();
  const [verified, setVerified] = useState(false);
  const known = desk.remembers('visitor') !== undefined;
  useEffect(() => {
    const look = () => {
      if (desk.remembers('visitor') === undefined) return;
      desk.call<typeof contract.listChats>('GET', '/widget/chats').then(
        ({ items, visitor }) => {
          setChats(items);
          setVerified(visitor.verified);
        },
        () => setChats((before) => before ?? []),
      );
    };
    look();
    document.addEventListener('kept:identified', look);
    return () => document.removeEventListener('kept:identified', look);
  }, [desk]);
  return (
    <div class="view">
      <p class="greeting">{settings.greetings[desk.language] || say('greeting')}</p>
      {settings.chat && (
        <section>
          <p class="answering">
            <span class={answering.open ? 'dot on' : 'dot'} aria-hidden="true" />
            {answeringWords(desk, say)}
          </p>
          <button type="button" class="main wide" data-first onClick={() => go({ at: 'chat' })}>
            {say(answering.open ? 'writeOpen' : 'writeClosed')}
          </button>
        </section>
      )}
      {settings.chat && known && chats !== undefined && chats.length > 0 && (
        <section>
          <h3>{say('earlier')}</h3>
          <ul data-list>
            {chats.slice(0, 20).map((chat) => (
              <li key={chat.id}>
                <button type="button" class="line" onClick={() => go({ at: 'chat', id: chat.id })}>
                  <b>{chat.subject}</b>
                  {chat.unread > 0 && (
                    <span class="count" aria-label={say('unread', { count: chat.unread })}>
                      {chat.unread}
                    </span>
                  )}
                  <span class="dim">{chat.excerpt}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
      {verified && <SurveyPart {...parts} />}
      {settings.help && <Search {...parts} />}
      <section class="more" data-list>
        {settings.feedback && (
          <button type="button" class="link" onClick={() => go({ at: 'feedback' })}>
            {say('feedback')}
          </button>
        )}
        {settings.chat && !verified && (
          <button type="button" class="link" onClick={() => go({ at: 'prove' })}>
            {say('see')}
          </button>
        )}
      </section>
    </div>
  );
}

/** Measured where it can be, else only the hours. */
export function answeringWords(desk: Parts['desk'], say: Parts['say']): string {
  const { open, opensAt, minutes } = desk.settings.answering;
  if (open) return minutes === null || minutes > 45 ? say('answersSoon') : say('answersIn', { count: minutes });
  if (opensAt === null) return say('closed');
  const at = new Date(opensAt);
  const today = at.toDateString() === new Date().toDateString();
  const when = new Intl.DateTimeFormat(desk.locale, {
    ...(today ? {} : { weekday: 'long' }),
    hour: 'numeric',
    minute: '2-digit',
  }).format(at);
  return say('closedUntil', { when });
}
