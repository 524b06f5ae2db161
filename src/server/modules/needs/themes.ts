import { sql } from 'kysely';
import { Refusal } from '../../../domain/refusal.ts';
import type { Theme } from '../../../contract/themes.ts';
import { type Context, staffId, transact, type WritingContext } from '../../context.ts';
import { record } from '../../store/events.ts';
import { newId } from '../../store/identity.ts';
import { cutPage, type Page, readCursor } from '../../store/pages.ts';
import { seenWords } from './seen-words.ts';
import { countThemes } from './counting-themes.ts';
import { byCustomers, mostThemes, type Period, rankThemes, readThemes } from './theme-figures.ts';
import { rematchTheme } from './theme-words.ts';

const usualDays: Period = 90;

/** Themes page by page with how many different customers speak of each; most customers first. */
export async function listThemes(
  ctx: Context,
  query: {
    limit?: number | undefined;
    cursor?: string | undefined;
    hated?: boolean | undefined;
    days?: Period | undefined;
    retired?: boolean | undefined;
  },
): Promise<Page<Theme> & { heard: number; count: number }> {
  const limit = query.limit ?? 50;
  const days = query.days ?? usualDays;
  const { ranked, heard } = await rankThemes(ctx.db, { retired: query.retired === true, hated: query.hated, days });
  const after = readCursor(query.cursor, 4);
  const place = after && {
    customers: Number(after[0]),
    words: Number(after[1]),
    name: String(after[2]),
    id: String(after[3]),
  };
  const rest = place === undefined ? ranked : ranked.filter((one) => byCustomers(place, one) < 0);
  const cut = cutPage(
    rest.slice(0, limit + 1),
    limit,
    (one) => [one.customers, one.words, one.name, one.id],
    ({ id }) => id,
  );
  return {
    items: cut.items.length === 0 ? [] : await readThemes(ctx, cut.items, { days, heard }),
    next: cut.next,
    heard,
    count: ranked.length,
  };
}

export function createTheme(
  ctx: Context,
  input: {
    name: string;
    keywords?: readonly string[] | undefined;
    hated?: boolean | undefined;
    wordsIds?: readonly string[] | undefined;
  },
): Promise<Theme> {
  return transact(ctx, async (ctx) => {
    await needRoom(ctx);
    const id = newId();
    const keywords = tidy(input.keywords ?? []);
    await ctx.trx
      .insertInto('themes')
      .values({
        id,
        name: input.name.trim(),
        keywords,
        hated: input.hated ?? false,
        made_by: staffId(ctx.actor),
        made_at: ctx.now,
      })
      .execute();
    if (input.wordsIds !== undefined) await sort(ctx, id, input.wordsIds, true);
    await rematchTheme(ctx, id, keywords);
    await countThemes(ctx, [id]);
    await record(ctx, 'needs.theme-kept', id, { name: input.name.trim(), hated: input.hated ?? false });
    return readTheme(ctx, id);
  });
}

/** Renames a theme, changes its keywords (then the words of a year are looked through anew), ties it to a behaviour, retires it. */
export function changeTheme(
  ctx: Context,
  id: string,
  input: {
    name?: string | undefined;
    keywords?: readonly string[] | undefined;
    hated?: boolean | undefined;
    behaviourId?: string | null | undefined;
    retired?: boolean | undefined;
  },
): Promise<Theme> {
  return transact(ctx, async (ctx) => {
    const before = await theTheme(ctx, id);
    if (input.retired === false && before.retired_at !== null) await needRoom(ctx);
    if (input.behaviourId !== undefined && input.behaviourId !== null) await stopBehaviour(ctx, input.behaviourId);
    const keywords = input.keywords === undefined ? undefined : tidy(input.keywords);
    await ctx.trx
      .updateTable('themes')
      .set({
        name: input.name?.trim() ?? before.name,
        ...(keywords === undefined ? {} : { keywords }),
        ...(input.hated === undefined ? {} : { hated: input.hated }),
        ...(input.behaviourId === undefined ? {} : { behaviour_id: input.behaviourId }),
        ...(input.retired === undefined ? {} : { retired_at: input.retired ? ctx.now : null }),
      })
      .where('id', '=', id)
      .execute();
    if (keywords !== undefined || input.retired === false) {
      await rematchTheme(ctx, id, keywords ?? before.keywords);
      await countThemes(ctx, [id]);
    }
    await record(ctx, 'needs.theme-changed', id, {
      before: { name: before.name, keywords: before.keywords },
      ...input,
    });
    return readTheme(ctx, id);
  });
}

/** Says by hand that words belong to a theme or do not. */
export function sortThemeWords(
  ctx: Context,
  id: string,
  wordsIds: readonly string[],
  belongs: boolean,
): Promise<Theme> {
  return transact(ctx, async (ctx) => {
    await theTheme(ctx, id);
    await sort(ctx, id, wordsIds, belongs);
    await countThemes(ctx, [id]);
    await record(ctx, 'needs.theme-sorted', id, { wordsIds, belongs });
    return readTheme(ctx, id);
  });
}

async function sort(ctx: WritingContext, themeId: string, wordsIds: readonly string[], belongs: boolean) {
  await seenWords(ctx, wordsIds);
  await ctx.trx
    .insertInto('theme_words')
    .columns(['theme_id', 'words_id', 'by_person', 'out', 'at'])
    .expression((eb) =>
      eb
        .selectFrom('heard_words')
        .select([
          eb.cast<string>(eb.val(themeId), 'uuid').as('theme_id'),
          'id',
          eb.cast<boolean>(eb.val(true), 'boolean').as('by_person'),
          eb.cast<boolean>(eb.val(!belongs), 'boolean').as('out'),
          'at',
        ])
        .where('id', 'in', [...wordsIds]),
    )
    .onConflict((conflict) =>
      conflict.columns(['theme_id', 'words_id']).doUpdateSet({ by_person: true, out: !belongs }),
    )
    .execute();
}

/** One theme is added at a time. @throws Refusal conflict too-many-themes */
async function needRoom(ctx: WritingContext): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('needs:themes', 0))`.execute(ctx.trx);
  const { n } = await ctx.trx
    .selectFrom('themes')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('retired_at', 'is', null)
    .executeTakeFirstOrThrow();
  if (Number(n) >= mostThemes)
    throw new Refusal('conflict', 'too-many-themes', 'There are 10 000 themes already: retire some first.');
}

async function theTheme(ctx: WritingContext, id: string) {
  const theme = await ctx.trx.selectFrom('themes').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  if (theme === undefined) throw new Refusal('not_found', 'theme-not-found', 'There is no such theme.');
  return theme;
}

async function stopBehaviour(ctx: WritingContext, id: string): Promise<void> {
  const found = await ctx.trx.selectFrom('behaviours').select('kind').where('id', '=', id).executeTakeFirst();
  if (found?.kind !== 'stop')
    throw new Refusal('invalid', 'behaviour-not-found', 'There is no such behaviour to stop.', {
      field: 'behaviourId',
    });
}

async function readTheme(ctx: WritingContext, id: string): Promise<Theme> {
  const [theme] = await readThemes(ctx, [id], { days: usualDays });
  return theme!;
}

function tidy(keywords: readonly string[]): string[] {
  return [...new Set(keywords.map((keyword) => keyword.replaceAll(/\s+/gu, ' ').trim().toLowerCase()))].filter(
    (keyword) => keyword !== '',
  );
}
