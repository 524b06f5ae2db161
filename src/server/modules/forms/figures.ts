import type { Static } from 'typebox';
import type * as contract from '../../../contract/forms.ts';
import type { Context } from '../../context.ts';
import { readForm } from './defining.ts';
import { countVisits } from './queries.ts';

const day = 86_400_000;

/**
 * What visits of a form came to within 90 days. "Read and did not send" is what we can know: somebody opened an article from
 * the form and sent nothing within a day. Whether the article helped him is not known, and is not claimed.
 */
export async function readFormFigures(ctx: Context, id: string): Promise<Static<typeof contract.FormFigures>> {
  const form = await readForm(ctx, id);
  const since = new Date(ctx.now.getTime() - 90 * day);
  const counted = await countVisits(ctx.db, form.id, since, new Date(ctx.now.getTime() - day));
  return {
    since: since.toISOString(),
    sent: counted.sent,
    readAndSent: counted.read_and_sent,
    readAndNotSent: counted.read_and_not_sent,
    readAndOpen: counted.read_and_open,
  };
}
