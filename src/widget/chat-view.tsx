import { useEffect, useRef, useState } from 'preact/hooks';
import type { Parts } from './app.tsx';
import { answeringWords } from './home-view.tsx';
import { Composer } from './composer.tsx';
import { ContinueByMail } from './continue-by-mail.tsx';
import { linkified } from './rich-words.tsx';
import { SurveyPart } from './survey-part.tsx';

/** One conversation: what was said, what is on its way, who is writing, and the line to write in. */
export function ChatView(parts: Parts & { onRead(): void }) {
  const { desk, say, talk, go, onRead } = parts;
  const now = talk.now;
  const listRef = useRef<HTMLDivElement>(null);
  const [ending, setEnding] = useState(false);
  // whoever says that it is not solved opens it again by that, and still reads that he was heard
  const [asked, setAsked] = useState<string>();
  useEffect(() => {
    if (now.state === 'closed') setAsked(now.id);
  }, [now.state, now.id]);
  const count = now.messages.length + now.pending.length;
  const toEnd = () => {
    const end = listRef.current;
    if (end !== null) end.scrollTop = end.scrollHeight;
  };
  useEffect(toEnd, [count, now.typing.length]);
  useEffect(() => {
    const look = () => {
      if (document.visibilityState !== 'visible') return;
      talk.read();
      onRead();
    };
    look();
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, [talk, count, onRead]);
  const said = new Set(now.messages.map((message) => message.clientId));
  const time = new Intl.DateTimeFormat(desk.locale, { hour: 'numeric', minute: '2-digit' });
  const lastOwn = now.messages.findLast((message) => message.by === 'visitor');
  return (
    <div class="chat">
      <div
        class="log"
        ref={listRef}
        role="log"
        aria-live="polite"
        aria-label={say('conversation')}
        aria-busy={now.loading}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keyboard
        tabIndex={0}
      >
        <ol>
          {count === 0 && !now.loading && <li class="hint">{answeringWords(desk, say)}</li>}
          {now.messages.map((message) => (
            <li key={message.id} class={message.by}>
              <span class="who">
                {message.by === 'visitor' ? say('you') : message.name}{' '}
                <time dateTime={message.at}>{time.format(new Date(message.at))}</time>
              </span>
              {message.text !== '' && <p dir="auto">{linkified(message.text)}</p>}
              {message.files.map((file) => (
                <a
                  key={file.id}
                  class="file"
                  href={file.url}
                  target="_blank"
                  rel="noopener noreferrer"
                  download={file.name}
                >
                  {file.name}
                </a>
              ))}
              {message === lastOwn &&
                now.seenByStaff &&
                now.pending.length === 0 &&
                now.messages.at(-1) === message && <span class="state">{say('seen')}</span>}
            </li>
          ))}
          {now.pending
            .filter((one) => !said.has(one.clientId))
            .map((one) => (
              <li key={one.clientId} class="visitor pending">
                {one.text !== '' && <p dir="auto">{linkified(one.text)}</p>}
                {one.files.map((file) => (
                  <span key={file.id} class="file">
                    {file.name}
                  </span>
                ))}
                {one.failed === undefined ? (
                  <span class="state">{say('notSent')}</span>
                ) : (
                  <button type="button" class="link" onClick={() => talk.again()}>
                    {say('notSentAgain')}
                  </button>
                )}
              </li>
            ))}
        </ol>
      </div>
      <p class="typing" aria-live="polite">
        {now.typing[0] !== undefined && say('typing', { name: now.typing[0] })}
      </p>
      {now.offline && (
        <p class="notice" role="status">
          {say('offline')}
        </p>
      )}
      {now.elsewhere && (
        <p class="notice">
          {say('elsewhere')}{' '}
          <button type="button" class="link" onClick={() => go({ at: 'prove' })}>
            {say('proveSend')}
          </button>
        </p>
      )}
      {now.state === 'closed' && (
        <p class="notice" role="status">
          {say('ended')} {say('endedAgain')}
        </p>
      )}
      {now.id !== undefined && asked === now.id && (
        <SurveyPart key={now.id} {...parts} chatId={now.id} onShown={toEnd} />
      )}
      {now.id !== undefined && now.state === 'open' && <ContinueByMail {...parts} />}
      <Composer {...parts} />
      {now.id !== undefined && now.state === 'open' && (
        <p class="end">
          {ending ? (
            <>
              {say('endSure')}{' '}
              <button type="button" class="link" onClick={() => void talk.end().finally(() => setEnding(false))}>
                {say('yesEnd')}
              </button>{' '}
              <button type="button" class="link" onClick={() => setEnding(false)}>
                {say('cancel')}
              </button>
            </>
          ) : (
            <button type="button" class="link" onClick={() => setEnding(true)}>
              {say('end')}
            </button>
          )}
        </p>
      )}
    </div>
  );
}
