import { randomBytes } from 'node:crypto';
import type { Widget, WidgetSettings } from '../../../contract/widget-settings.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { type Context, transact } from '../../context.ts';
import { seal, unseal } from '../../sealing.ts';
import { record } from '../../store/events.ts';
import { newId } from '../../store/identity.ts';
import { cutPage, readCursor } from '../../store/pages.ts';
import {
  deleteWidget,
  findWidgetById,
  insertWidget,
  listWidgetsAfter,
  teamExists,
  updateWidget,
  type WidgetRow,
} from './widget-queries.ts';

/** What can be said about a widget; what is left out stays as it is, or as it comes. */
export interface WidgetInput {
  name?: string | undefined;
  origins?: string[] | undefined;
  teamId?: string | null | undefined;
  settings?: Partial<WidgetSettings> | undefined;
}

const usual: WidgetSettings = {
  colour: '#1f5f4c',
  position: 'right',
  theme: 'page',
  greetings: {},
  chat: true,
  help: true,
  feedback: true,
  pages: false,
  mailAfter: 2,
  overdueAfter: 90,
};

export async function listWidgets(ctx: Context, query: { limit?: number | undefined; cursor?: string | undefined }) {
  const limit = query.limit ?? 50;
  const rows = await listWidgetsAfter(ctx.db, readCursor(query.cursor, 2), limit);
  return cutPage(
    rows,
    limit,
    (row) => [row.name, row.id],
    (row) => showWidget(ctx, row),
  );
}

/** Makes a widget with a secret of its own, which is told once. Records `chat.widget-made`. */
export function createWidget(ctx: Context, input: WidgetInput & { name: string }) {
  return transact(ctx, async (ctx) => {
    await refuseUnknownTeam(ctx, input.teamId);
    const id = newId();
    const secret = newSecret();
    const row: WidgetRow = {
      id,
      name: input.name.trim(),
      key: `wk_${randomBytes(12).toString('base64url')}`,
      secret: seal(ctx.secret, `widget:${id}`, secret),
      origins: tidy(input.origins ?? []),
      team_id: input.teamId ?? null,
      settings: merged(usual, input.settings),
      created_at: ctx.now,
    };
    await insertWidget(ctx.trx, row);
    await record(ctx, 'chat.widget-made', id, { name: row.name });
    return { widget: showWidget(ctx, row), secret };
  });
}

/** Changes a widget. Records `chat.widget-changed`. */
export function changeWidget(ctx: Context, id: string, input: WidgetInput): Promise<Widget> {
  return transact(ctx, async (ctx) => {
    const before = await theWidget(ctx, id);
    await refuseUnknownTeam(ctx, input.teamId);
    const after: WidgetRow = {
      ...before,
      name: input.name?.trim() ?? before.name,
      origins: input.origins === undefined ? before.origins : tidy(input.origins),
      team_id: input.teamId === undefined ? before.team_id : input.teamId,
      settings: merged(before.settings, input.settings),
    };
    await updateWidget(ctx.trx, after);
    await record(ctx, 'chat.widget-changed', id, { name: after.name });
    return showWidget(ctx, after);
  });
}

/** Removes a widget and forgets its visitors; what they said stays in its cases. Records `chat.widget-removed`. */
export function removeWidget(ctx: Context, id: string): Promise<null> {
  return transact(ctx, async (ctx) => {
    const row = await theWidget(ctx, id);
    await deleteWidget(ctx.trx, id);
    await record(ctx, 'chat.widget-removed', id, { name: row.name });
    return null;
  });
}

/** A new secret; what the old one signed is worth nothing from now on. Records `chat.widget-secret-renewed`. */
export function renewWidgetSecret(ctx: Context, id: string): Promise<{ secret: string }> {
  return transact(ctx, async (ctx) => {
    const row = await theWidget(ctx, id);
    const secret = newSecret();
    await updateWidget(ctx.trx, { ...row, secret: seal(ctx.secret, `widget:${id}`, secret) });
    await record(ctx, 'chat.widget-secret-renewed', id, {});
    return { secret };
  });
}

/** The secret by which a host page signs who its visitors are. */
export function secretOf(ctx: Context, row: WidgetRow): string {
  const secret = unseal(ctx.secret, `widget:${row.id}`, row.secret);
  if (secret === undefined)
    throw new Refusal('conflict', 'widget-secret-lost', 'The secret of this widget cannot be read; renew it.');
  return secret;
}

async function theWidget(ctx: Context, id: string): Promise<WidgetRow> {
  const row = await findWidgetById(ctx.db, id);
  if (row === undefined) throw new Refusal('not_found', 'widget-not-found', 'There is no such widget.');
  return row;
}

async function refuseUnknownTeam(ctx: Context, teamId: string | null | undefined): Promise<void> {
  if (teamId != null && !(await teamExists(ctx.db, teamId)))
    throw new Refusal('invalid', 'team-not-found', 'There is no such team.', { field: 'teamId' });
}

function newSecret(): string {
  return `ws_${randomBytes(32).toString('base64url')}`;
}

/** Origins as browsers send them: lower case, without the port that goes without saying. */
function tidy(origins: readonly string[]): string[] {
  return [
    ...new Set(
      origins.map((origin) => {
        if (!URL.canParse(origin))
          throw new Refusal('invalid', 'origin', `"${origin}" is no origin such as https://shop.example.`, {
            field: 'origins',
          });
        return new URL(origin).origin;
      }),
    ),
  ];
}

function merged(before: WidgetSettings, change: Partial<WidgetSettings> | undefined): WidgetSettings {
  return { ...usual, ...before, ...change };
}

function showWidget(ctx: Context, row: WidgetRow): Widget {
  return {
    id: row.id,
    name: row.name,
    key: row.key,
    origins: row.origins,
    teamId: row.team_id,
    settings: merged(row.settings, undefined),
    tag: `<script src="${ctx.url}/widget.js" data-key="${row.key}" async></script>`,
    createdAt: row.created_at.toISOString(),
  };
}
