import type { AskOutcome } from '../../../../contract/voice-surveys-asking.ts';
import type { Survey } from '../../../../contract/voice-surveys.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import { say } from '../../../catalogue.ts';
import { type Context, transact } from '../../../context.ts';
import type { AskWay } from './asking-allowed.ts';
import { askPerson } from './asking.ts';
import { listWaitingInvitations, mayBeShown } from './survey-ask-queries.ts';
import { tokenOnOurPages } from './survey-tokens.ts';
import { titleIn } from './survey-mail.ts';
import { showSurvey, theSurvey } from './surveys.ts';

/** Asks one customer now, or says why not. @throws Refusal not_found · invalid when the survey is asked by the house itself */
export function askCustomer(
  ctx: Context,
  surveyId: string,
  input: { customerId: string; way?: AskWay | undefined },
): Promise<AskOutcome> {
  return transact(ctx, async (ctx) => {
    const survey = showSurvey(await theSurvey(ctx, surveyId), ctx.url);
    if (survey.programme === 'after-case' || survey.programme === 'recovery')
      throw new Refusal('invalid', 'ask-programme', 'This survey is asked after a case or a recovery, by itself.');
    const outcome = await askPerson(ctx, survey, input.customerId, { way: input.way });
    if (outcome === undefined) throw new Refusal('not_found', 'customer-not-found', 'There is no such customer.');
    return outcome;
  });
}

/** What waits for a customer on a page of ours. */
export interface WaitingAsk {
  title: string;
  /** The page, as a path. */
  path: string;
}

/**
 * What we would like to ask a customer on his own pages or in a widget. Nothing while something of his waits for us, or we still owe
 * him a recovery: nobody is asked how it was before he is helped.
 */
export async function listWaitingAsks(
  ctx: Context,
  customerId: string,
  way: 'my' | 'widget',
  language: string,
): Promise<WaitingAsk[]> {
  if (!(await mayBeShown(ctx.db, customerId))) return [];
  // what came to neither place of his may be answered in both
  const rows = await listWaitingInvitations(ctx.db, customerId, way === 'my' ? ['my', 'widget'] : ['widget'], ctx.now);
  return rows.map((row) => ({
    title: titleIn(row.theme as Survey['theme'], language) ?? say(language, 'voice', 'custom.subject'),
    path: `/s/${tokenOnOurPages(ctx.secret, row.id)}`,
  }));
}
