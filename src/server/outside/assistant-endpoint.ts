import type { Trouble } from '../../domain/assistant/resting.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Env } from '../env.ts';
import { openOutside, type OutsideAnswer } from './asking.ts';

/** One question to a language model: what it is to do, what it is to read, and the form of the answer. */
export interface Completion {
  readonly system: string;
  readonly user: string;
  /** JSON Schema of the answer, and its name. */
  readonly schema: Readonly<Record<string, unknown>>;
  readonly name: string;
  /** Milliseconds for this question. */
  readonly within: number;
}

/** What a model wrote, or why it wrote nothing. */
export type Completed = { readonly content: string } | { readonly trouble: Trouble };

/** The language model that whoever runs Kept has named in the settings; the key stays in here. */
export interface AssistantEndpoint {
  readonly model: string;
  /** The host and port it is asked at, for people to read; never the whole address. */
  readonly host: string;
  complete(question: Completion): Promise<Completed>;
  /** Takes one of the few places for questions that run at the same time; undefined when all stay taken for so many milliseconds. */
  takePlace(within: number): Promise<(() => void) | undefined>;
  /** Breaks off what is being asked, because this node ends: that is no failure of the assistant's. */
  close(): void;
  readonly closing: AbortSignal;
  /** What this node asked since it started, as `task outcome`, for its metrics. */
  readonly tally: Map<string, number>;
}

/** So many questions of one node run at the same time. */
const places = 4;
const longestAnswer = 256 * 1024;
const answerTokens = 1500;

/**
 * How a request may be shaped: servers that call themselves compatible differ in whether they keep to a schema and in how they call the
 * bound. The best is tried first; the first one that was ever taken is kept.
 */
const shapes: readonly ((question: Completion) => Record<string, unknown>)[] = [
  (question) => ({ ...strict(question), max_tokens: answerTokens, temperature: 0 }),
  (question) => ({ ...strict(question), max_completion_tokens: answerTokens }),
  () => ({ response_format: { type: 'json_object' }, max_tokens: answerTokens, temperature: 0 }),
  () => ({ max_tokens: answerTokens }),
];

function strict({ name, schema }: Completion) {
  return { response_format: { type: 'json_schema', json_schema: { name, strict: true, schema } } };
}

/**
 * Opens the way to the assistant. Its host may lie in the company's own network: it was named by whoever runs Kept, not by somebody who
 * uses it; no other address gains by that, and it is not followed to another one.
 */
export function openAssistantEndpoint(settings: NonNullable<Env['assistant']>): AssistantEndpoint {
  const base = new URL(settings.url);
  const url = `${settings.url.replace(/[?#].*$/u, '').replace(/\/+$/u, '')}/chat/completions${base.search}`;
  const outside = openOutside([base.hostname.replace(/^\[|\]$/gu, '')]);
  let shape = 0;
  let isProven = false;
  const waiting: ((isTaken: boolean) => void)[] = [];
  let taken = 0;
  const ending = new AbortController();

  const ask = async (question: Completion, until: number): Promise<OutsideAnswer | Trouble> => {
    try {
      return await outside.ask(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'application/json',
          ...(settings.key === undefined ? {} : { authorization: `Bearer ${settings.key}` }),
        },
        body: JSON.stringify({
          model: settings.model,
          messages: [
            { role: 'system', content: question.system },
            { role: 'user', content: question.user },
          ],
          stream: false,
          ...shapes[shape]?.(question),
        }),
        within: Math.max(1, until - Date.now()),
        mostBytes: longestAnswer,
        signal: ending.signal,
      });
    } catch (error) {
      return troubleOf(error);
    }
  };

  return {
    model: settings.model,
    host: base.host,
    tally: new Map(),
    closing: ending.signal,
    close() {
      ending.abort();
      for (const refuse of waiting.splice(0)) refuse(false);
    },
    async complete(question) {
      const until = Date.now() + question.within;
      for (;;) {
        const answer = await ask(question, until);
        if (typeof answer === 'string') return { trouble: answer };
        if (answer.status === 200) {
          isProven = true;
          const content = contentOf(answer.body);
          return content === undefined ? { trouble: 'unreadable' } : { content };
        }
        const isShape = !isProven && (answer.status === 400 || answer.status === 422) && shape < shapes.length - 1;
        if (!isShape) return { trouble: troubleOfStatus(answer.status) };
        shape += 1;
      }
    },
    async takePlace(within) {
      if (taken < places) taken += 1;
      else if (!(await waitFor(waiting, within))) return undefined;
      let isHeld = true;
      return () => {
        if (!isHeld) return;
        isHeld = false;
        // a place goes straight to whoever waits longest
        const next = waiting.shift();
        if (next === undefined) taken -= 1;
        else next(true);
      };
    },
  };
}

function waitFor(waiting: ((isTaken: boolean) => void)[], within: number): Promise<boolean> {
  if (within <= 0) return Promise.resolve(false);
  return new Promise((resolve) => {
    const go = (isTaken: boolean) => {
      clearTimeout(timer);
      resolve(isTaken);
    };
    const timer = setTimeout(() => {
      const place = waiting.indexOf(go);
      if (place !== -1) waiting.splice(place, 1);
      resolve(false);
    }, within);
    waiting.push(go);
  });
}

function troubleOf(error: unknown): Trouble {
  if (error instanceof Refusal && error.code === 'outside-too-slow') return 'slow';
  if (error instanceof Refusal && error.code === 'outside-too-large') return 'too-large';
  // a name that is no address of the operator's, an address with a password in it
  if (error instanceof Refusal) return 'refused';
  return error instanceof Error && ['TimeoutError', 'AbortError'].includes(error.name) ? 'slow' : 'unreachable';
}

function troubleOfStatus(status: number): Trouble {
  if (status === 408 || status === 429 || status >= 500) return 'overloaded';
  if (status === 400 || status === 413 || status === 422) return 'declined';
  return 'refused';
}

/** The words of the first choice; some servers send them in parts. */
function contentOf(body: Buffer): string | undefined {
  try {
    const answer = JSON.parse(body.toString('utf8')) as {
      choices?: { message?: { content?: unknown } }[];
    };
    const content = answer.choices?.[0]?.message?.content;
    if (typeof content === 'string') return content;
    if (!Array.isArray(content)) return undefined;
    return content
      .map((part: unknown) =>
        typeof part === 'object' && part !== null && 'text' in part && typeof part.text === 'string' ? part.text : '',
      )
      .join('');
  } catch {
    return undefined;
  }
}
