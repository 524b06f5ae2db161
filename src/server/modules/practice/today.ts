import type { Today } from '../../../contract/practice-huddles.ts';
import { instantOf, previousWorkingDay } from '../../../domain/practice/working-days.ts';
import type { Context } from '../../context.ts';
import { findCurrentCharter } from '../charter/index.ts';
import { goodWords } from './huddles/agenda.ts';
import { winCandidates } from './wins/candidates.ts';
import { showWin } from './wins/claiming.ts';
import { practiceDay } from './day.ts';
import { nextHuddle } from './huddles/huddle-rhythm.ts';
import { personOf, placeOfUser } from './place.ts';
import { countWinsOn, listWinsAfter } from './wins/win-queries.ts';

const MOST_WINS = 8;

/** What Today shows of practice. Yesterday is the asker's last working day, so that Monday celebrates Friday. */
export async function today(ctx: Context): Promise<Today> {
  const place = await placeOfUser(ctx, personOf(ctx));
  const yesterday = previousWorkingDay(place.calendar, place.today);
  const since = instantOf(place.zone, yesterday, '00:00');
  const charter = await findCurrentCharter(ctx.db);
  const wins = await listWinsAfter(ctx.db, ctx.actor, { since, evidencedFirst: true, limit: MOST_WINS });
  const counts = await countWinsOn(ctx.db, ctx.actor, [place.today, yesterday]);
  return {
    day: place.today,
    timeZone: place.zone,
    charter: charter === undefined ? null : { word: charter.word, meaning: charter.meaning, motto: charter.motto },
    practice: await practiceDay(ctx),
    wins: {
      today: counts.get(place.today) ?? 0,
      yesterday: counts.get(yesterday) ?? 0,
      items: wins.map(showWin),
    },
    words: await goodWords(ctx),
    candidate: (await winCandidates(ctx))[0] ?? null,
    nextHuddle: await nextHuddle(ctx),
  };
}
