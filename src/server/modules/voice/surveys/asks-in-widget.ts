import type { Survey } from '../../../../contract/voice-surveys.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import { say } from '../../../catalogue.ts';
import { asSystem, type Context, transact } from '../../../context.ts';
import { addToSurveyDay, findCase, findCustomer, findSurvey } from '../queries.ts';
import { noteOpened, type OpenInvitation, readInvitation, recordAnswer } from './answering.ts';
import type { RecordedAnswer } from './entering-answers.ts';
import { askAboutCase } from './asking.ts';
import { findInvitation, findInvitationOfResolution, forgetWithheld, holdCustomer } from './invitation-queries.ts';
import { listWaitingInvitations, mayBeShown } from './survey-ask-queries.ts';
import { tokenOnOurPages } from './survey-tokens.ts';
import { ownWords, titleIn } from './survey-mail.ts';
import { surveyOfTheHouse } from './surveys.ts';

/** Reasons against a mail that are none against asking who is here. */
const unreachable: ReadonlySet<string> = new Set(['no_address', 'address_bounced']);

/** An ask as a panel draws it. */
export interface AskInPanel {
  id: string;
  title: string;
  open: OpenInvitation;
}

/**
 * Asks about a closed case in the panel it was talked about in, once per resolution and by the same rule as everywhere; whoever was
 * asked there is not asked by mail. Asked again it is the same ask.
 * @returns undefined when it is not closed, was asked about by mail, or nobody is to be asked now
 */
export async function askAboutCaseInPanel(
  ctx: Context,
  caseId: string,
  language: string,
): Promise<AskInPanel | undefined> {
  const id = await transact(asSystem(ctx, 'voice.panel'), async (ctx) => {
    const about = await findCase(ctx.trx, caseId);
    if (about === undefined || about.state !== 'closed' || about.closed_at === null || about.merged_into !== null)
      return undefined;
    // whoever asks him elsewhere at this moment goes first, or waits
    const customerId = (await findCustomer(ctx.trx, about.customer_id))?.id ?? about.customer_id;
    await holdCustomer(ctx.trx, customerId);
    const survey = await surveyOfTheHouse(ctx, 'after-case');
    let asked = await findInvitationOfResolution(ctx.trx, survey.id, caseId, about.closed_at);
    if (asked?.withheld_because != null && unreachable.has(asked.withheld_because)) {
      // no mail reached him, but here he is
      await forgetWithheld(ctx.trx, { ...asked, withheld_because: asked.withheld_because });
      await addToSurveyDay(ctx.trx, survey.id, asked.at, { invited: -1, withheld: -1 });
      asked = undefined;
    }
    if (asked === undefined) {
      const outcome = await askAboutCase(ctx, caseId, about.closed_at, 'widget');
      return outcome?.state === 'sent' ? outcome.invitationId : undefined;
    }
    if (asked.way !== 'widget' || asked.state === 'withheld') return undefined;
    // asked before, but by now we owe him a recovery; what he has answered he may see
    if (asked.state === 'sent' && !(await mayBeShown(ctx.trx, customerId))) return undefined;
    return asked.id;
  });
  return id === undefined ? undefined : show(ctx, id, language);
}

/** What else waits for a customer in a widget: the latest. Nothing while something of his waits for us, or in a recovery. */
export async function readAskInPanel(
  ctx: Context,
  customerId: string,
  language: string,
): Promise<AskInPanel | undefined> {
  if (!(await mayBeShown(ctx.db, customerId))) return undefined;
  const [latest] = await listWaitingInvitations(ctx.db, customerId, ['widget'], ctx.now);
  return latest === undefined ? undefined : show(ctx, latest.id, language);
}

/** Whom and what an ask in a panel is about; undefined when it is none of those that are shown there. */
export async function findAskInPanel(ctx: Context, id: string) {
  const found = await findInvitation(ctx.db, id);
  if (found === undefined || (found.way !== 'widget' && found.way !== 'my')) return undefined;
  return { customerId: found.customer_id, caseId: found.case_id };
}

/** Records what was answered in a panel. @throws as `recordAnswer` */
export async function answerAskInPanel(
  ctx: Context,
  id: string,
  input: { answers: Readonly<Record<string, unknown>>; unfinished?: boolean | undefined; language: string },
): Promise<RecordedAnswer & { thanks: string | null }> {
  const found = await findInvitation(ctx.db, id);
  if (found === undefined) throw new Refusal('not_found', 'survey-link', 'There is no such question.');
  const answer = await recordAnswer(ctx, {
    ...input.answers,
    ...(input.unfinished === true ? { _kept: 'yes' } : { _kept: undefined }),
    token: tokenOnOurPages(ctx.secret, id),
  });
  const theme = (await findSurvey(ctx.db, found.survey_id))?.theme as Survey['theme'] | undefined;
  const own = ownWords(theme?.thanks, input.language);
  return { ...answer, thanks: answer.bad ? null : own || null };
}

async function show(ctx: Context, id: string, language: string): Promise<AskInPanel | undefined> {
  const open = await readInvitation(ctx, tokenOnOurPages(ctx.secret, id), language);
  if (open === undefined || (open.anonymous && open.answered)) return undefined;
  await noteOpened(ctx, tokenOnOurPages(ctx.secret, id));
  return {
    id,
    title: titleIn(open.theme, language) ?? say(language, 'pages', 'survey.title'),
    open,
  };
}
