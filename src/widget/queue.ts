import type * as contract from '../contract/widget.ts';
import type { Desk } from './desk.ts';

/** Something said that the server has not confirmed. `chat` is `new` until the conversation that it begins has its id. */
export interface Queued {
  clientId: string;
  chat: string;
  text: string;
  files: contract.ChatFile[];
  name?: string;
  email?: string;
  at: string;
  /** Why it was refused; absent while it is on its way. */
  failed?: string;
}

/**
 * Words on their way, kept in this browser until the server has them: they survive a reload and a dead network, and are sent in
 * order. Each has a name of its own, so that sending it again, here or in another tab, says it once.
 */
export function openQueue(
  desk: Desk,
  tell: {
    changed(): void;
    offline(offline: boolean): void;
    answered(chat: contract.Chat, wasNew: boolean): void;
  },
) {
  let sending = false;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  const list = (): Queued[] => {
    try {
      return JSON.parse(desk.remembers('queue') ?? '[]') as Queued[];
    } catch {
      return [];
    }
  };
  const save = (queue: Queued[]) => {
    desk.remember('queue', queue.length === 0 ? undefined : JSON.stringify(queue));
    tell.changed();
  };

  async function send(): Promise<void> {
    clearTimeout(waiting);
    if (sending) return;
    sending = true;
    try {
      for (let next = first(); next !== undefined; next = first()) {
        const done = await sendOne(next);
        if (!done) return;
      }
    } finally {
      sending = false;
    }
  }

  const first = () => list().find((one) => one.failed === undefined);

  async function sendOne(one: Queued): Promise<boolean> {
    const said = { clientId: one.clientId, text: one.text, uploadIds: one.files.map((file) => file.id) };
    const page = desk.settings.settings.pages ? { page: location.origin + location.pathname } : {};
    try {
      const begins = one.chat === 'new';
      const chat = begins
        ? await desk.call<typeof contract.startChat>('POST', '/widget/chats', {
            ...said,
            ...page,
            ...(one.name === undefined ? {} : { name: one.name }),
            ...(one.email === undefined ? {} : { email: one.email }),
          })
        : await desk.call<typeof contract.sayInChat>('POST', `/widget/chats/${one.chat}/messages`, {
            ...said,
            ...page,
          });
      failures = 0;
      tell.offline(false);
      // what was written meanwhile goes on in the conversation that has an id now
      const left = list()
        .filter((each) => each.clientId !== one.clientId)
        .map((each) => (begins && each.chat === 'new' ? { ...each, chat: chat.id } : each));
      tell.answered(chat, begins);
      save(left);
      return true;
    } catch (error) {
      const refused = desk.refusalOf(error);
      if (refused.code !== 'offline' && refused.status < 500 && refused.status !== 429) {
        save(list().map((each) => (each.clientId === one.clientId ? { ...each, failed: refused.message } : each)));
        return true;
      }
      failures++;
      tell.offline(refused.code === 'offline');
      waiting = setTimeout(() => void send(), Math.min(30_000, 1000 * 2 ** failures));
      return false;
    }
  }

  addEventListener('online', () => void send());
  void Promise.resolve().then(send);
  return {
    list,
    add(one: Omit<Queued, 'clientId' | 'at'>) {
      save([...list(), { ...one, clientId: newName(), at: new Date().toISOString() }]);
      void send();
    },
    again() {
      save(list().map(({ failed: _failed, ...one }) => one));
      void send();
    },
    drop(clientId: string) {
      save(list().filter((one) => one.clientId !== clientId));
    },
  };
}

/** `crypto.randomUUID` is only there on secure pages; random bytes are everywhere. */
function newName(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
