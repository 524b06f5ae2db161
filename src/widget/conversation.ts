import type * as contract from '../contract/widget.ts';
import type { Desk } from './desk.ts';
import { hearChat } from './hearing.ts';
import { openQueue, type Queued } from './queue.ts';

export type ChatMessage = contract.ChatMessage;

/** One conversation as the panel draws it: what the server has, and what is still on its way there. */
export interface Conversation {
  id: string | undefined;
  messages: ChatMessage[];
  pending: Queued[];
  typing: string[];
  seenByStaff: boolean;
  state: 'open' | 'closed';
  elsewhere: boolean;
  offline: boolean;
  loading: boolean;
}

const empty: Conversation = {
  id: undefined,
  messages: [],
  pending: [],
  typing: [],
  seenByStaff: false,
  state: 'open',
  elsewhere: false,
  offline: false,
  loading: false,
};

/** What a visitor does in conversations. `onChange` is told whenever something to draw has changed. */
export function conversations(desk: Desk, onChange: () => void, onNews: (message: ChatMessage) => void) {
  let now: Conversation = empty;
  let stop: (() => void) | undefined;
  let saidTypingAt = 0;
  let readUntil = '';
  const set = (change: Partial<Conversation>) => {
    now = { ...now, ...change };
    onChange();
  };
  const place = () => (now.id === undefined ? 'new' : now.id);
  const queue = openQueue(desk, {
    changed: () => set({ pending: queue.list().filter((one) => one.chat === place()) }),
    offline: (offline) => set({ offline }),
    answered: (chat, wasNew) => {
      if (wasNew && now.id === undefined) {
        set({ id: chat.id });
        desk.remember('chat', chat.id);
        listen(chat.id);
      }
      if (chat.id === now.id) take(chat);
      else if (!wasNew && now.id !== undefined && chat.id !== now.id) open(chat.id);
    },
  });

  function take(chat: contract.Chat): void {
    const known = new Map(now.messages.map((message) => [message.id, message]));
    const fresh = chat.messages.filter((message) => !known.has(message.id));
    const first = now.loading;
    for (const message of chat.messages) known.set(message.id, message);
    set({
      messages: [...known.values()].toSorted(
        (one, other) => one.at.localeCompare(other.at) || one.id.localeCompare(other.id),
      ),
      typing: chat.typing,
      seenByStaff: chat.seenByStaff,
      state: chat.state,
      elsewhere: chat.elsewhere,
      loading: false,
    });
    if (!first) for (const message of fresh) if (message.by !== 'visitor') onNews(message);
  }

  function listen(id: string): void {
    stop?.();
    stop = hearChat(desk, id, {
      news: (chat) => {
        set({ offline: false });
        if (chat.id === now.id) take(chat);
      },
      lost: () => set({ offline: !navigator.onLine }),
      gone: () => {
        desk.remember('chat', undefined);
        close();
      },
    });
  }

  function open(id: string | undefined): void {
    if (id !== undefined && id === now.id) return;
    stop?.();
    stop = undefined;
    readUntil = '';
    now = { ...empty, id, loading: id !== undefined };
    set({ pending: queue.list().filter((one) => one.chat === place()) });
    desk.remember('chat', id);
    if (id !== undefined) listen(id);
  }

  function close(): void {
    stop?.();
    stop = undefined;
    now = empty;
    onChange();
  }

  const signal = (body: { typing?: boolean; readUntil?: string; page?: string }) => {
    if (now.id === undefined) return;
    const page = desk.settings.settings.pages ? location.origin + location.pathname : undefined;
    // what is lost of this is out of date a moment later
    void desk
      .call<typeof contract.signalChat>('POST', `/widget/chats/${now.id}/signal`, {
        ...body,
        ...(page === undefined ? {} : { page }),
      })
      .catch(() => undefined);
  };

  return {
    get now() {
      return now;
    },
    open,
    close,
    say(text: string, files: contract.ChatFile[], who: { name?: string; email?: string }) {
      saidTypingAt = 0;
      queue.add({ chat: place(), text, files, ...who });
    },
    again: () => queue.again(),
    drop: (clientId: string) => queue.drop(clientId),
    typing(writes: boolean) {
      const at = Date.now();
      if (writes ? at - saidTypingAt < 3000 : saidTypingAt === 0) return;
      saidTypingAt = writes ? at : 0;
      signal({ typing: writes });
    },
    /** What was said so far has been on the screen. */
    read() {
      const last = now.messages.findLast((message) => message.by !== 'visitor');
      if (last === undefined || last.at <= readUntil) return;
      readUntil = last.at;
      signal({ readUntil });
    },
    async end() {
      if (now.id !== undefined) take(await desk.call<typeof contract.endChat>('POST', `/widget/chats/${now.id}/end`));
    },
    upload(file: File) {
      const form = new FormData();
      form.set('file', file, file.name);
      return desk.call<typeof contract.uploadInChat>('POST', '/widget/uploads', form);
    },
  };
}
export type Conversations = ReturnType<typeof conversations>;
