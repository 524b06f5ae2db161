import { type FigureDecision, type FigureInWords, takeBackMinutes } from '../../../contract/reports-decided.ts';
import { figureKeyPattern, reportFigures } from '../../../contract/reports.ts';
import { dayIn, shiftDay } from '../../../domain/measures/days.ts';
import { mayRole, type Role } from '../../../domain/people/permissions.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { ToldFigure } from '../../../figures/told.ts';
import { closestLanguage, speakerOf } from '../../catalogue.ts';
import type { Context } from '../../context.ts';
import {
  latestNoted,
  listNoted,
  type Noted,
  noteDecided as note,
  seatBrief,
  takeBackDecided,
} from '../improvement/index.ts';
import { placeOfUser } from '../practice/index.ts';
import { readerOf } from './reader.ts';
import { rightFor, tellFigures } from './telling.ts';
import { surveysOf } from './wishing.ts';

/** Where a figure stands by itself: what was decided after it rests on this address. */
export function figureLink(key: string): string {
  return `/measure/decided/${key}`;
}

/** A figure in words, up to yesterday, with the customer a decision after it would be about. @throws as `tellOne` */
export async function readFigure(ctx: Context, key: string): Promise<FigureInWords> {
  const { figure, to } = await tellOne(ctx, key);
  const { objection } = await seatBrief(ctx, { touchpointId: null, problemId: null });
  const { ask, answer, rests, picture, records } = figure;
  return {
    key,
    to,
    ask,
    answer,
    rests: rests ?? null,
    table:
      picture === undefined
        ? null
        : {
            name: picture.name,
            columns: [...picture.short.columns],
            rows: picture.short.rows.map((row) => [...row]),
          },
    records,
    objection,
  };
}

/** What was decided after a figure, the newest first. */
export async function listDecidedAfter(
  ctx: Context,
  key: string,
  query: { limit?: number | undefined; cursor?: string | undefined },
) {
  mustRead(ctx, key);
  const page = await listNoted(ctx, figureLink(key), query);
  return { items: page.items.map(showDecided), next: page.next };
}

/** Notes what was decided after a figure by somebody who may read it. @throws as `tellOne` */
export async function noteDecided(
  ctx: Context,
  key: string,
  input: { decided: string; seatAnswer: string },
): Promise<FigureDecision> {
  readerOf(ctx);
  const { figure } = await tellOne(ctx, key);
  return showDecided(await note(ctx, { restsOn: { title: figure.ask, link: figureLink(key) }, ...input }));
}

/** Takes back what one noted oneself. @throws Refusal not_found not-yours-to-take-back */
export async function takeBack(ctx: Context, key: string, id: string): Promise<{ takenBack: boolean }> {
  readerOf(ctx);
  mustRead(ctx, key);
  const since = new Date(ctx.now.getTime() - takeBackMinutes * 60_000);
  await takeBackDecided(ctx, { id, link: figureLink(key), since });
  return { takenBack: true };
}

/** What was decided last after each figure that one may read. */
export async function listDecided(ctx: Context) {
  const surveys = (await surveysOf(ctx)).map(({ id }) => `survey:${id}`);
  const keys = [...reportFigures, ...surveys].filter((key) => mayRole(roleOf(ctx), rightFor(key)));
  return {
    items: [...(await decidedAfter(ctx, keys))].map(([key, each]) => ({
      key,
      title: each.title,
      latest: showDecided(each),
    })),
  };
}

/** What was decided last after figures, by their keys. */
export async function decidedAfter(ctx: Context, keys: readonly string[]): Promise<ReadonlyMap<string, Noted>> {
  const byLink = new Map(keys.map((key) => [figureLink(key), key]));
  const found = await latestNoted(ctx, [...byLink.keys()]);
  return new Map(found.map((each) => [byLink.get(each.link)!, each]));
}

/** @throws Refusal forbidden without the right to read it · not_found when the survey is gone */
async function tellOne(ctx: Context, key: string): Promise<{ figure: ToldFigure; to: string }> {
  mustRead(ctx, key);
  const { zone, language } = await mannerOf(ctx);
  const to = shiftDay(dayIn(zone, ctx.now), -1);
  const { told } = await tellFigures(ctx, roleOf(ctx), { figures: [key], to }, speakerOf(language), language);
  const [one] = told;
  if (one === undefined) throw unknownFigure();
  return { figure: one.figure, to };
}

async function mannerOf(ctx: Context): Promise<{ zone: string; language: ReturnType<typeof closestLanguage> }> {
  if (ctx.actor.kind !== 'staff') return { zone: 'UTC', language: 'en' };
  const { zone } = await placeOfUser(ctx, ctx.actor.id);
  const reader = await ctx.db.selectFrom('users').select('language').where('id', '=', ctx.actor.id).executeTakeFirst();
  return { zone, language: closestLanguage(reader?.language ?? 'en') };
}

function roleOf({ actor }: Context): Role {
  if (actor.kind === 'staff' || actor.kind === 'key') return actor.role;
  throw new Refusal('forbidden', 'not-a-person', 'Sign in to read figures.');
}

function mustRead(ctx: Context, key: string): void {
  if (!new RegExp(figureKeyPattern).test(key)) throw unknownFigure();
  if (!mayRole(roleOf(ctx), rightFor(key)))
    throw new Refusal('forbidden', 'figure-not-yours', 'You may not read this figure.');
}

function unknownFigure(): Refusal {
  return new Refusal('not_found', 'figure-not-found', 'There is no such figure, or not any more.');
}

function showDecided({ id, number, decided, by, at, outcome }: Noted): FigureDecision {
  return { id, number, decided, by, at, outcome };
}
