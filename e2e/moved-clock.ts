import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Person } from './browser.ts';
import { look } from './hands.ts';
import type { RunningKept } from './running.ts';

/** A Kept, and browsers before it, whose days go by as a test wants; what it was started with. */
export interface MovedClock {
  /** Kept is started with these. */
  env: Record<string, string>;
  /** What has an hour happens at it from now on. */
  begin(kept: RunningKept): void;
  /** A person's browser goes by the same clock. */
  follow(person: Person): Promise<void>;
  /** Days go by: Kept rests meanwhile, and has to catch up by itself. */
  goTo(milliseconds: number, ...people: Person[]): Promise<void>;
  close(): Promise<void>;
}

/** A clock that stands at `start`, in milliseconds since 1970, when Kept is started with its `env`. */
export async function openMovedClock(start = Date.now()): Promise<MovedClock> {
  const folder = await mkdtemp(join(tmpdir(), 'kept-clock-'));
  const file = join(folder, 'ahead');
  let ahead = 0;
  let moved: RunningKept | undefined;
  let stop: (() => Promise<void>) | undefined;
  const set = async (to: number) => {
    ahead = to - Date.now();
    await writeFile(file, String(ahead));
  };
  await set(start);
  const begin = (kept: RunningKept) => {
    moved = kept;
    stop = hurry(kept, () => ahead);
  };
  return {
    env: { KEPT_CLOCK_AHEAD: file, NODE_OPTIONS: `--import=${join(import.meta.dirname, 'clock-ahead.ts')}` },
    begin,
    async follow(person) {
      await person.context.addInitScript(`{
        const Real = Date, ahead = () => Number(localStorage.getItem('ahead') ?? ${String(ahead)}), now = () => Real.now() + ahead();
        const Ahead = new Proxy(Real, {
          construct: (target, given, asked) => Reflect.construct(target, given.length === 0 ? [now()] : given, asked),
          get: (target, name) => name === 'now' ? now : Reflect.get(target, name),
        });
        Real.prototype.constructor = Ahead;
        Date = Ahead;
      }`);
    },
    async goTo(to, ...people) {
      const kept = moved!;
      await stop?.();
      await kept.stop();
      await set(to);
      await kept.restart();
      begin(kept);
      for (const { page } of people)
        await page.evaluate((value) => localStorage.setItem('ahead', value), String(ahead));
    },
    async close() {
      await stop?.();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** What waits for an hour waits by the database's clock, which nobody moves: its hour is brought to it. @returns stops that */
function hurry(kept: RunningKept, ahead: () => number): () => Promise<void> {
  let over = false;
  const running = (async () => {
    while (!over) {
      await look(
        kept,
        `update graphile_worker._private_jobs set run_at = now() where locked_at is null and run_at > now()
          and run_at <= now() + interval '1 millisecond' * ${String(ahead())}`,
      );
      await new Promise((done) => setTimeout(done, 500));
    }
  })();
  return async () => {
    over = true;
    await running;
  };
}
