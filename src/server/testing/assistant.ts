import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type AssistantEndpoint, openAssistantEndpoint } from '../outside/assistant-endpoint.ts';

/** What a test's language model was asked. */
export interface Asked {
  readonly headers: IncomingHttpHeaders;
  readonly body: {
    readonly model: string;
    readonly messages: readonly { readonly role: string; readonly content: string }[];
    readonly response_format?: { readonly type: string };
    readonly [more: string]: unknown;
  };
}

/** How it answers: a value as the content of the first choice, or a bare reply of the server. */
export type Answering =
  | { readonly value: unknown }
  | { readonly content: string }
  | { readonly status: number; readonly body?: string; readonly headers?: Record<string, string> }
  | { readonly after: number; readonly value: unknown };

export interface FakeAssistant {
  readonly url: string;
  readonly endpoint: AssistantEndpoint;
  /** Every question so far, oldest first. */
  readonly asked: Asked[];
  /** From now on it answers so. */
  answers(how: Answering | ((asked: Asked) => Answering)): void;
  close(): Promise<void>;
}

/** A language model of a test's own on 127.0.0.1, which answers as it is told. */
export async function openFakeAssistant(): Promise<FakeAssistant> {
  const asked: Asked[] = [];
  let answering: (asked: Asked) => Answering = () => ({ status: 503 });
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString()));
    request.on('end', () => {
      const question = { headers: request.headers, body: JSON.parse(body) as Asked['body'] };
      asked.push(question);
      const how = request.url?.endsWith('/v1/chat/completions') === true ? answering(question) : { status: 404 };
      if ('status' in how) {
        response.writeHead(how.status, how.headers).end(how.body ?? '');
        return;
      }
      const content = 'content' in how ? how.content : JSON.stringify(how.value);
      const reply = JSON.stringify({ choices: [{ index: 0, message: { role: 'assistant', content } }] });
      const send = () => response.writeHead(200, { 'content-type': 'application/json' }).end(reply);
      if ('after' in how) setTimeout(send, how.after).unref();
      else send();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/v1`;
  return {
    url,
    endpoint: openAssistantEndpoint({ url, model: 'reader-1', key: 'key-of-the-house' }),
    asked,
    answers(how) {
      answering = typeof how === 'function' ? how : () => how;
    },
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => {
        server.close(() => resolve());
      });
    },
  };
}
