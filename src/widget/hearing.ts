import type * as contract from '../contract/widget.ts';
import type { Desk } from './desk.ts';

/** A stream that has said nothing for so long is dead: the server speaks every twenty seconds. */
const silence = 45_000;
/** A stream must begin within this time; where something in between holds it back, the chat is asked for instead. */
const patience = 8000;
const askEvery = 4000;
/** After so long of asking, the stream gets another chance. */
const askFor = 60_000;

/**
 * Listens to a chat until it is told to stop: by server-sent events that go on where they broke off, and by asking every few seconds
 * where these do not come through.
 */
export function hearChat(
  desk: Desk,
  id: string,
  tell: { news(chat: contract.Chat): void; lost(): void; gone(): void },
): () => void {
  const ending = new AbortController();
  let since: string | undefined;
  let wake: (() => void) | undefined;
  const take = (chat: contract.Chat) => {
    if (ending.signal.aborted) return;
    since = chat.cursor;
    tell.news(chat);
  };
  const pause = (milliseconds: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const look = () => wake?.();
  addEventListener('online', look);

  async function once(): Promise<void> {
    const query = since === undefined ? '' : `?since=${encodeURIComponent(since)}`;
    take(await desk.call<typeof contract.readChat>('GET', `/widget/chats/${id}${query}`));
  }

  async function listen(): Promise<void> {
    const attempt = new AbortController();
    const end = () => attempt.abort();
    ending.signal.addEventListener('abort', end);
    let watch = setTimeout(end, patience);
    try {
      const answer = await desk.stream(id, since, attempt.signal);
      if (!answer.ok || answer.body === null) throw new Error('no stream');
      const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
      let text = '';
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return;
        clearTimeout(watch);
        watch = setTimeout(end, silence);
        text += value;
        const events = text.split('\n\n');
        text = events.pop() ?? '';
        for (const event of events) {
          const data = /^data: (.*)$/m.exec(event)?.[1];
          if (data !== undefined) take(JSON.parse(data) as contract.Chat);
        }
      }
    } finally {
      clearTimeout(watch);
      ending.signal.removeEventListener('abort', end);
    }
  }

  void (async () => {
    for (let broken = 0; !ending.signal.aborted;) {
      const from = Date.now();
      try {
        await once();
        await listen();
        broken = Date.now() - from > silence ? 0 : broken + 1;
      } catch (error) {
        if (ending.signal.aborted) return;
        if ([403, 404].includes(desk.refusalOf(error).status)) return tell.gone();
        tell.lost();
        broken++;
      }
      // a few quick breaks in a row: ask instead for a minute
      const until = Date.now() + (broken > 2 ? askFor : 0);
      do {
        await pause(broken > 2 ? askEvery : Math.min(500 * 2 ** broken, askEvery));
        if (broken > 2) await once().catch(() => tell.lost());
      } while (Date.now() < until && !ending.signal.aborted && navigator.onLine);
    }
  })();

  return () => {
    ending.abort();
    removeEventListener('online', look);
    wake?.();
  };
}
