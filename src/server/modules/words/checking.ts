import { checkDraft } from '../../../domain/words/draft-check.ts';
import type { DraftPrompt, PromptCode } from '../../../domain/words/prompts.ts';
import { promptAt } from '../../../domain/words/respect.ts';
import type { Context } from '../../context.ts';
import { findCase } from '../cases/index.ts';
import { readCustomer } from '../customers/index.ts';
import { findCompany } from '../people/index.ts';
import { listMutes } from './mutes.ts';
import { findCustomerWords, findStrange } from './queries.ts';
import { readSettings } from './settings.ts';

/** Checks a draft as the composer does, and looks besides whether it names what belongs to another customer. */
export async function checkWords(
  ctx: Context,
  input: {
    text: string;
    caseId?: string | undefined;
    language?: string | undefined;
    attachments?: number | undefined;
    everything?: boolean | undefined;
  },
) {
  const found = input.caseId === undefined ? undefined : await findCase(ctx, input.caseId);
  const customer = found === undefined ? undefined : await readCustomer(ctx, found.customer_id);
  const words = found === undefined ? undefined : await findCustomerWords(ctx.db, found.id);
  const settings = await readSettings(ctx);
  const muted = input.everything === true ? [] : (await listMutes(ctx)).map(({ prompt }) => prompt);
  const without: PromptCode[] = [...settings.off, ...muted];
  const company = await findCompany(ctx.db);
  const check = checkDraft(input.text, {
    at: ctx.now,
    timeZone: company?.time_zone ?? 'UTC',
    language: input.language,
    feeling: words?.last_emotion,
    customerName: customer?.name,
    customerWords: words?.last,
    known: customer?.brief.slots.flatMap(({ question, answer }) =>
      answer === null || answer.stale ? [] : [{ question, statement: answer.statement }],
    ),
    attachments: input.attachments,
    jargon: settings.jargon,
    without,
  });
  const leaks =
    found === undefined || without.includes('leak')
      ? []
      : await leaksIn(ctx, input.text, found.customer_id, Number(found.number));
  return { ...check, prompts: [...check.prompts, ...leaks] };
}

/** Addresses and case numbers that belong to somebody else. */
async function leaksIn(ctx: Context, text: string, customerId: string, own: number): Promise<DraftPrompt[]> {
  const addresses = [...text.matchAll(/[^\s<>(),;:"']+@[^\s<>(),;:"']+\.[\p{L}]{2,}/gu)].slice(0, 20);
  const numbers = [...text.matchAll(/#(\d{3,12})(?!\d)/gu)].filter((match) => Number(match[1]) !== own).slice(0, 20);
  if (addresses.length + numbers.length === 0) return [];
  const strange = await findStrange(
    ctx.db,
    customerId,
    addresses.map((match) => match[0].toLowerCase()),
    numbers.map((match) => Number(match[1])),
  );
  return [...addresses, ...numbers]
    .filter((match) => strange.has((match[1] ?? match[0]).toLowerCase()))
    .map((match) => promptAt('leak', text, match.index, match[0].length));
}
