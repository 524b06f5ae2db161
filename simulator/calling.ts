import { endFind } from '../src/server/modules/voice/index.ts';
import { refused } from './life.ts';
import type { Founded } from './founding.ts';
import type { Stage } from './playing.ts';
import { pick } from './script.ts';

const day = 86_400_000;

const calls = [
  { outcome: 'glad', words: 'Had only been busy; was glad that somebody asked, and orders the skirting now.' },
  { outcome: 'reached', words: 'All is well there. Wants to hear from us in spring, when the bathroom begins.' },
  { outcome: 'no-answer', words: 'Rang twice, left a word and my number.' },
  { outcome: 'problem', words: 'The oil never dried by the window. Did not want to bother us with it.' },
  { outcome: 'glad', words: 'Sent me a picture of the floor. Nothing is wrong.' },
] as const;

/** Whoever seems to go quiet is rung within a day or two; a few still wait. */
export async function callTheQuiet(stage: Stage, founded: Founded, at: Date): Promise<void> {
  const waiting = await stage
    .system(at)
    .db.selectFrom('radar_finds')
    .select('id')
    .where('state', '=', 'waiting')
    .where('arm', '=', 'touch')
    .where('found_at', '<', new Date(at.getTime() - day / 2))
    .orderBy('found_at')
    .limit(5)
    .execute();
  for (const [place, find] of waiting.entries()) {
    const random = stage.dice('calling', at.getTime(), place);
    if (random() > 0.6) continue;
    const who = pick(random, founded.agents).actor;
    await endFind(stage.as(who, at), find.id, pick(random, calls)).catch(refused);
  }
}
