import type * as contract from '../contract/widget.ts';
import type { BodyOf, ReplyOf, Route } from '../contract/route.ts';
import { languageOfTag } from '../domain/languages.ts';

/** The names of contract/widget.ts, repeated here so that no schema is shipped; a type holds them equal. */
const widgetHeader: typeof contract.widgetHeader = 'x-kept-widget';
const visitorHeader: typeof contract.visitorHeader = 'x-kept-visitor';

export type Start = contract.WidgetStart;

/** Somebody answered, and said no. The code `offline` means that nobody answered. */
class Refused extends Error {
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string, sentence: string) {
    super(sentence);
    this.status = status;
    this.code = code;
  }
}

/** Why a request was refused, as the panel reads it. */
export type Refusal = Pick<Refused, 'status' | 'code' | 'message'>;

/** The way to Kept from a foreign page: what it is asked, and what this browser remembers of it. */
export interface Desk {
  readonly origin: string;
  readonly language: string;
  /** How this person writes times, in that language. */
  readonly locale: string;
  settings: Start;
  /** Undefined where this page is refused or nobody answers; the console says why. */
  start(): Promise<Start | undefined>;
  call<R extends Route>(method: R['method'], path: string, body?: BodyOf<R> | FormData): Promise<ReplyOf<R>>;
  /** A stream of what is new in a chat; the caller reads it. */
  stream(chat: string, since: string | undefined, signal: AbortSignal): Promise<Response>;
  identify(token: string): Promise<void>;
  /** What kind of no an error was. The panel asks here, because it shares no code with the tag's script. */
  refusalOf(error: unknown): Refusal;
  remembers(name: string): string | undefined;
  remember(name: string, value: string | undefined): void;
  forget(): void;
  /** Which names another tab has changed. */
  onRemembered(hear: (name: string) => void): void;
  complain(sentence: string): void;
}

export function openDesk(origin: string, key: string, wished: string | undefined): Desk {
  const prefix = `kept:${key}:`;
  const memory = memoryOf(prefix);
  let greeting: Promise<string> | undefined;
  const headers = (token?: string) => ({
    [widgetHeader]: key,
    ...(token === undefined ? {} : { [visitorHeader]: token }),
  });
  const ask = async (method: string, path: string, body: unknown, token: string | undefined) => {
    const form = body instanceof FormData;
    const answer = await fetch(`${origin}/api/v1${path}`, {
      method,
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      headers: {
        ...headers(token),
        ...(body === undefined || form ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: form ? body : JSON.stringify(body) }),
    }).catch(() => {
      throw new Refused(0, 'offline', '');
    });
    const said =
      answer.status === 204 ? null : ((await answer.json().catch(() => null)) as Record<string, unknown> | null);
    if (!answer.ok) throw new Refused(answer.status, String(said?.['code'] ?? ''), String(said?.['detail'] ?? ''));
    return said;
  };
  const greet = () => {
    const known = memory.get('visitor');
    if (known !== undefined) return Promise.resolve(known);
    greeting ??= ask('POST', '/widget/visitors', { language: desk.language }, undefined)
      .then((said) => {
        const token = String(said?.['token']);
        memory.set('visitor', token);
        return token;
      })
      .finally(() => (greeting = undefined));
    return greeting;
  };
  const language = languageOf(wished);
  const desk: Desk = {
    origin,
    language,
    locale: navigator.languages.find((one) => one.toLowerCase().startsWith(language)) ?? language,
    settings: undefined as unknown as Start,
    async start() {
      try {
        desk.settings = (await ask('GET', '/widget/start', undefined, undefined)) as Start;
        return desk.settings;
      } catch (error) {
        desk.complain(
          error instanceof Refused && error.code !== 'offline'
            ? error.message
            : `${origin} refused this page, or could not be reached. Is ${location.origin} among the pages of this widget (Settings → Widget), and does the page's policy allow connect-src ${origin}?`,
        );
        return undefined;
      }
    },
    async call(method, path, body) {
      try {
        return (await ask(method, path, body, await greet())) as never;
      } catch (error) {
        if (!(error instanceof Refused) || error.code !== 'visitor-unknown') throw error;
        desk.forget();
        return (await ask(method, path, body, await greet())) as never;
      }
    },
    async stream(chat, since, signal) {
      return fetch(`${origin}/api/v1/widget/stream?chat=${encodeURIComponent(chat)}`, {
        credentials: 'omit',
        referrerPolicy: 'no-referrer',
        signal,
        headers: { ...headers(await greet()), ...(since === undefined ? {} : { 'last-event-id': since }) },
      });
    },
    async identify(token) {
      const prove = () => desk.call<typeof contract.proveByHost>('POST', '/widget/identity', { token });
      try {
        await prove().catch(async (error: unknown) => {
          if (!(error instanceof Refused) || error.code !== 'visitor-is-another') throw error;
          // another person sits here now: what the last one said is not his
          desk.forget();
          await prove();
        });
        document.dispatchEvent(new CustomEvent('kept:identified'));
      } catch (error) {
        desk.complain(error instanceof Refused ? error.message : String(error));
      }
    },
    refusalOf: (error) => (error instanceof Refused ? error : new Refused(0, 'offline', '')),
    remembers: memory.get,
    remember: memory.set,
    forget() {
      for (const name of ['visitor', 'chat', 'queue', 'open', 'draft']) memory.set(name, undefined);
    },
    onRemembered(hear) {
      addEventListener('storage', (event) => {
        if (event.key?.startsWith(prefix) === true) hear(event.key.slice(prefix.length));
      });
    },
    complain(sentence) {
      // oxlint-disable-next-line no-console -- whoever builds the page looks there first
      console.warn(`[Kept widget] ${sentence}`);
    },
  };
  return desk;
}

/** Storage of the page's origin; where the browser keeps none, memory has to do until the page is left. */
function memoryOf(prefix: string) {
  const fallback = new Map<string, string>();
  return {
    get(name: string): string | undefined {
      try {
        return localStorage.getItem(prefix + name) ?? undefined;
      } catch {
        return fallback.get(name);
      }
    },
    set(name: string, value: string | undefined): void {
      try {
        if (value === undefined) localStorage.removeItem(prefix + name);
        else localStorage.setItem(prefix + name, value);
      } catch {
        if (value === undefined) fallback.delete(name);
        else fallback.set(name, value);
      }
    },
  };
}

/** The tag's language, else the page's, else the browser's, as far as there is a catalogue. */
function languageOf(wished: string | undefined): string {
  for (const one of [wished, document.documentElement.lang, ...navigator.languages]) {
    const language = languageOfTag(one);
    if (language !== undefined) return language;
  }
  return 'en';
}
