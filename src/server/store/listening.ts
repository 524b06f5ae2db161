import pg from 'pg';

/** Somebody to be told when a notification arrives. */
export type Listener = (payload: string) => void;

export interface Listening {
  /** Adds a listener; the answer removes it. */
  add(listener: Listener): () => void;
  close(): Promise<void>;
}

/**
 * One connection per node that LISTENs on a channel and passes notifications on. When the connection breaks it comes
 * back by itself, and listeners are told an empty payload: something may have been missed, look again.
 */
export async function listenTo(
  connectionString: string,
  channel: string,
  log: (line: string) => void,
): Promise<Listening> {
  const listeners = new Set<Listener>();
  const tell = (payload: string) => {
    for (const listener of listeners) listener(payload);
  };
  let client: pg.Client | undefined;
  let closed = false;
  let retry: NodeJS.Timeout | undefined;

  const open = async () => {
    const next = new pg.Client({ connectionString, keepAlive: true });
    next.on('notification', (message) => tell(message.payload ?? ''));
    next.on('error', () => undefined);
    next.once('end', () => {
      if (closed || client !== next) return;
      client = undefined;
      retry = setTimeout(() => void reopen(), 500);
    });
    await next.connect();
    await next.query(`listen ${channel}`);
    client = next;
  };
  const reopen = async () => {
    if (closed) return;
    try {
      await open();
      tell('');
    } catch (error) {
      log(`listening on ${channel} failed, trying again: ${String(error)}`);
      retry = setTimeout(() => void reopen(), 2000);
    }
  };
  await open();
  return {
    add(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      closed = true;
      clearTimeout(retry);
      await client?.end();
    },
  };
}
