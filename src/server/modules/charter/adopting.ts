import { type Context, staffId, transact } from '../../context.ts';
import { record } from '../../store/events.ts';
import { newId } from '../../store/identity.ts';

export interface CharterText {
  word: string;
  meaning: string;
  motto: string;
  proofs: string[];
  whyChanged: string;
}

/** Makes a new version of the charter; older versions stay, with what changed, why and who agreed. */
export function adoptCharter(ctx: Context, text: CharterText): Promise<{ id: string; version: number }> {
  return transact(ctx, async (ctx) => {
    const last = await ctx.trx
      .selectFrom('charters')
      .select('version')
      .orderBy('version', 'desc')
      .limit(1)
      .forUpdate()
      .executeTakeFirst();
    const version = (last?.version ?? 0) + 1;
    const id = newId();
    const by = staffId(ctx.actor);
    await ctx.trx
      .insertInto('charters')
      .values({
        id,
        version,
        word: text.word.trim(),
        meaning: text.meaning.trim(),
        motto: text.motto.trim(),
        proofs: text.proofs,
        why_changed: text.whyChanged,
        made_by: by,
        agreed_by: by === null ? [] : [by],
        made_at: ctx.now,
      })
      .execute();
    await record(ctx, 'charter.adopted', id, { version, word: text.word.trim() });
    return { id, version };
  });
}
