import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { readArticle, readPublicArticle } from '../../contract/knowledge.ts';
import { readCase } from '../../contract/cases.ts';
import type { Route } from '../../contract/route.ts';
import type { Problem } from '../../contract/shapes.ts';
import { Refusal } from '../../domain/refusal.ts';
import { permit } from '../http/serve.ts';
import { describe, fieldsOf, onceField } from './describing.ts';
import { instructions, quoteOutside } from './quoting.ts';
import { type Tool, tools } from './tools.ts';

/**
 * A server of the Model Context Protocol for one request, acting as the key that asks. Nothing is kept between requests, so any
 * node may answer the next one. Every call goes through the same address as any script's: permission, scope, checks and
 * idempotency are those of the API. The library is loaded when the first model comes.
 */
export async function buildServer(app: FastifyInstance, request: FastifyRequest) {
  const { Server } = await import('@modelcontextprotocol/sdk/server/index.js');
  const types = await import('@modelcontextprotocol/sdk/types.js');
  const server = new Server(
    { name: 'kept', title: 'Kept', version: '1' },
    { capabilities: { tools: {}, resources: {} }, instructions },
  );
  const ask = askAs(app, request);

  server.setRequestHandler(types.ListToolsRequestSchema, () => ({
    tools: tools.filter((tool) => mayCall(request, tool.route)).map(describe),
  }));

  server.setRequestHandler(types.CallToolRequestSchema, async ({ params }) => {
    const tool = tools.find((one) => one.name === params.name);
    if (tool === undefined) throw new types.McpError(types.ErrorCode.InvalidParams, `There is no tool ${params.name}.`);
    const answer = await ask(tool, params.arguments ?? {});
    if (answer.status >= 400) return failure(answer.body as Problem);
    return success(tool, answer.body);
  });

  server.setRequestHandler(types.ListResourceTemplatesRequestSchema, () => ({
    resourceTemplates: [
      ...(mayCall(request, readCase)
        ? [
            {
              uriTemplate: 'kept://cases/{number}',
              name: 'case',
              title: 'A case by its number',
              mimeType: 'application/json',
            },
          ]
        : []),
      ...(mayCall(request, readArticle)
        ? [
            {
              uriTemplate: 'kept://articles/{slug}',
              name: 'article',
              title: 'A published article',
              mimeType: 'application/json',
            },
          ]
        : []),
    ],
  }));

  server.setRequestHandler(types.ListResourcesRequestSchema, async ({ params }) => {
    const list = tools.find((one) => one.name === 'list_articles')!;
    if (!mayCall(request, list.route)) return { resources: [] };
    const { status, body } = await ask(list, {
      state: 'published',
      audience: 'public',
      limit: 50,
      ...(params?.cursor === undefined ? {} : { cursor: params.cursor }),
    });
    if (status >= 400)
      throw new types.McpError(types.ErrorCode.InvalidParams, (body as Problem).detail ?? 'That cannot be listed.');
    const page = body as { items: { slug: string; title: string; summary: string }[]; next: string | null };
    return {
      resources: page.items.map((article) => ({
        uri: `kept://articles/${article.slug}`,
        name: article.slug,
        title: article.title,
        description: article.summary,
        mimeType: 'application/json',
      })),
      ...(page.next === null ? {} : { nextCursor: page.next }),
    };
  });

  server.setRequestHandler(types.ReadResourceRequestSchema, async ({ params }) => {
    const { uri } = params;
    const number = /^kept:\/\/cases\/(\d{1,12})$/.exec(uri)?.[1];
    const slug = /^kept:\/\/articles\/([a-z0-9-]{1,120})$/.exec(uri)?.[1];
    const nothing = () =>
      new types.McpError(types.ErrorCode.InvalidParams, `There is nothing at ${uri.slice(0, 200)}.`);
    if (number === undefined && slug === undefined) throw nothing();
    if (slug !== undefined && !mayCall(request, readArticle)) throw nothing();
    const { status, body } =
      number === undefined
        ? await ask({ name: 'article', title: '', route: readPublicArticle }, { slug })
        : await ask({ name: 'case', title: '', route: readCase }, { id: number });
    if (status >= 400) throw nothing();
    const shown = number === undefined ? body : quoteOutside(body);
    return { contents: [{ uri, mimeType: 'application/json', text: JSON.stringify(shown) }] };
  });

  return server;
}

function mayCall(request: FastifyRequest, route: Route): boolean {
  try {
    permit(request.kept.actor, route);
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

/** Calls a route of ours as the caller would have called it himself, from where he is. */
function askAs(app: FastifyInstance, request: FastifyRequest) {
  return async (tool: Tool, given: Record<string, unknown>): Promise<{ status: number; body: unknown }> => {
    const { route } = tool;
    const parts = { params: {}, query: {}, body: {} } as Record<'params' | 'query' | 'body', Record<string, unknown>>;
    const fields = fieldsOf(tool);
    for (const [name, value] of Object.entries(given)) {
      if (name === onceField || value === undefined) continue;
      // a field that nobody knows is refused by the address, with its name
      parts[fields.get(name) ?? (route.method === 'GET' ? 'query' : 'body')][name] = value;
    }
    const path = route.path.replaceAll(/:(\w+)/g, (_, name: string) =>
      encodeURIComponent(asText(parts.params[name] ?? '')),
    );
    const query = new URLSearchParams(Object.entries(parts.query).map(([name, value]) => [name, asText(value)]));
    const once = given[onceField];
    const answer = await app.inject({
      method: route.method,
      url: `/api/v1${path}${query.size === 0 ? '' : `?${query.toString()}`}`,
      remoteAddress: request.ip,
      headers: {
        authorization: request.headers.authorization ?? '',
        ...(route.method === 'POST' ? { 'idempotency-key': typeof once === 'string' ? once : randomUUID() } : {}),
      },
      ...(route.method === 'GET' || route.method === 'DELETE' ? {} : { payload: parts.body }),
    });
    return { status: answer.statusCode, body: answer.body === '' ? null : (answer.json() as unknown) };
  };
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function success(tool: Tool, body: unknown) {
  const shown = quoteOutside(body);
  const structured =
    typeof shown === 'object' && shown !== null && !Array.isArray(shown)
      ? (shown as Record<string, unknown>)
      : { done: true };
  return {
    structuredContent: structured,
    // for programs that hand on only text, the same as JSON after one line that says what it is
    content: [
      { type: 'text' as const, text: shortly(tool, body) },
      { type: 'text' as const, text: JSON.stringify(structured) },
    ],
  };
}

function shortly(tool: Tool, body: unknown): string {
  if (typeof body !== 'object' || body === null) return `${tool.title}: done.`;
  if ('items' in body && Array.isArray(body.items)) {
    const more = 'next' in body && body.next !== null ? '; more with the cursor in `next`' : '';
    return `${tool.title}: ${String(body.items.length)} found${more}.`;
  }
  if ('number' in body && 'state' in body) return `${tool.title}: case ${String(body.number)}, ${String(body.state)}.`;
  return `${tool.title}: done.`;
}

function failure(problem: Problem) {
  const { code, status, detail, fields } = problem;
  return {
    isError: true,
    content: [{ type: 'text' as const, text: detail ?? problem.title }],
    structuredContent: { code, status, ...(fields === undefined ? {} : { fields }) },
  };
}
