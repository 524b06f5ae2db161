import type pg from 'pg';

/** How much may wait to be read before the socket is told to wait, in bytes. */
const mostWaiting = 1_048_576;

interface Wire {
  stream: NodeJS.ReadWriteStream & { writableNeedDrain?: boolean };
  query(text: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
}

/**
 * Runs `COPY … TO STDOUT` (text format) and gives one buffer per row, with its line end. The server is slowed down to
 * the speed of the reader, so a table of any size takes little memory. A reader that stops early must close the client.
 */
export async function* copyOut(client: pg.Client, statement: string): AsyncGenerator<Buffer> {
  const rows: Buffer[] = [];
  let waiting = 0;
  let ended = false;
  let failure: Error | undefined;
  let wire: Wire | undefined;
  let wake: () => void = () => undefined;
  const end = (error?: Error) => {
    failure ??= error;
    ended = true;
    wake();
  };
  client.query({
    submit(connection: unknown) {
      wire = connection as Wire;
      wire.query(statement);
    },
    handleCopyData({ chunk }: { chunk: Buffer }) {
      // the parser uses its buffer again: what is kept has to be a copy
      rows.push(Buffer.from(chunk));
      waiting += chunk.length;
      if (waiting > mostWaiting) wire?.stream.pause();
      wake();
    },
    handleCommandComplete() {},
    handleReadyForQuery: () => end(),
    handleError: (error: Error) => end(error),
  });
  for (;;) {
    const row = rows.shift();
    if (row !== undefined) {
      waiting -= row.length;
      yield row;
      continue;
    }
    if (failure !== undefined) throw failure;
    if (ended) return;
    await new Promise<void>((resolve) => {
      wake = resolve;
      wire?.stream.resume();
    });
  }
}

/**
 * Runs `COPY … FROM STDIN` (text format) with the bytes of `content`, no faster than the server takes them.
 * @returns how many rows the server says it has stored
 */
export async function copyIn(
  client: pg.Client,
  statement: string,
  content: AsyncIterable<Buffer> | Iterable<Buffer>,
): Promise<number> {
  let rows = 0;
  let failure: Error | undefined;
  const asked = Promise.withResolvers<Wire | undefined>();
  const finished = Promise.withResolvers<void>();
  let wire: Wire;
  client.query({
    submit(connection: unknown) {
      wire = connection as Wire;
      wire.query(statement);
    },
    handleCopyInResponse: () => asked.resolve(wire),
    handleCommandComplete({ text }: { text: string }) {
      rows = Number(/^COPY (\d+)$/.exec(text)?.[1] ?? Number.NaN);
    },
    handleReadyForQuery: () => finished.resolve(),
    handleError(error: Error) {
      failure = error;
      asked.resolve(undefined);
      finished.resolve();
    },
  });
  const ready = await asked.promise;
  if (ready !== undefined) {
    for await (const piece of content) {
      if (failure !== undefined) break;
      ready.sendCopyFromChunk(piece);
      if (ready.stream.writableNeedDrain === true)
        await Promise.race([new Promise((drained) => ready.stream.once('drain', drained)), finished.promise]);
    }
    if (failure === undefined) ready.endCopyFrom();
  }
  await finished.promise;
  if (failure !== undefined) throw failure;
  return rows;
}
