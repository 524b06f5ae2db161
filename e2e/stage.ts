import type { Browser } from 'playwright-core';
import { openBrowser, openPerson, type Person, signInAs } from './browser.ts';
import { type Hands, moveIn, owner } from './hands.ts';
import { openSink, type RunningKept, type Sink, startKept } from './running.ts';

/** Where a journey takes place: a Kept of its own that sends its mail to a sink, and a browser with Ines before it. */
export interface Stage {
  kept: RunningKept;
  sink: Sink;
  browser: Browser;
  ines: Person;
  /** Somebody else before the same Kept, in a browser profile of his own. */
  another(options?: Parameters<typeof openPerson>[2]): Promise<Person>;
  close(): Promise<void>;
}

/** A stage on which the company is set up: its owner is Ines, who is signed in, and a script has hands on it. */
export interface Desk extends Stage {
  hands: Hands;
}

/** A Kept that nobody set up yet. @param settings of its environment */
export async function openStage(settings: Record<string, string> = {}): Promise<Stage> {
  await using opening = new AsyncDisposableStack();
  const closing = <T extends { close(): Promise<void> }>(one: T) => opening.adopt(one, () => one.close());
  const sink = closing(await openSink());
  const kept = closing(await startKept({ KEPT_MAIL_URL: sink.url, ...settings }));
  const browser = closing(await openBrowser());
  const another: Stage['another'] = (options) => openPerson(browser, kept.url, options);
  const ines = await another();
  const open = opening.move();
  return { kept, sink, browser, ines, another, close: () => open.disposeAsync() };
}

/**
 * A Kept that is set up.
 * @param before what is to be so before Ines signs in
 */
export async function openDesk(
  settings: Record<string, string> = {},
  before: (desk: Desk) => Promise<void> = async () => undefined,
): Promise<Desk> {
  const stage = await openStage(settings);
  try {
    const desk = { ...stage, hands: await moveIn(stage.kept.url) };
    await before(desk);
    await signInAs(desk.ines.page, owner);
    return desk;
  } catch (error) {
    await stage.close();
    throw error;
  }
}
