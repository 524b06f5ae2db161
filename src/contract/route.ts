import { Type, type Static, type TObject, type TSchema } from 'typebox';
import type { Permission } from '../domain/people/permissions.ts';

/** Who may call: anyone, anyone signed in, or whoever holds the named permission. */
export type Access = 'public' | 'signed-in' | Permission;

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * One address of the API: what goes in, what comes out, and who may call it. The server builds validation,
 * serialisation, the permission check and the OpenAPI page from it; the staff app takes only its types.
 */
export interface Route<
  M extends Method = Method,
  P extends string = string,
  Params extends TObject = TObject,
  Query extends TObject = TObject,
  Body extends TSchema = TSchema,
  Reply extends TSchema = TSchema,
> {
  readonly method: M;
  /** Below /api/v1, with `:name` for parameters. */
  readonly path: P;
  readonly access: Access;
  /** One sentence for the API page. */
  readonly summary: string;
  readonly params: Params;
  readonly query: Query;
  /** `undefined`-typed (Type.Undefined) where nothing is sent. */
  readonly body: Body;
  readonly reply: Reply;
  /** The status of success; 200 unless told, 201 for something made, 204 for nothing to say. */
  readonly status: number;
  /** Requests a minute per caller where the door needs a tighter limit than usual. */
  readonly perMinute?: number;
  /** Largest body in bytes where it is not the usual 30 MB. */
  readonly bodyLimit?: number;
  /** A POST that only asks: it runs outside any transaction, and an `Idempotency-Key` is not needed. */
  readonly onlyAsks?: boolean;
}

const Nothing = Type.Object({}, { additionalProperties: false });

/** Describes a route; whatever is left out is empty. */
export function route<
  const M extends Method,
  const P extends string,
  Params extends TObject = typeof Nothing,
  Query extends TObject = typeof Nothing,
  Body extends TSchema = ReturnType<typeof Type.Undefined>,
  Reply extends TSchema = ReturnType<typeof Type.Null>,
>(definition: {
  method: M;
  path: P;
  access: Access;
  summary: string;
  params?: Params;
  query?: Query;
  body?: Body;
  reply?: Reply;
  status?: number;
  perMinute?: number;
  bodyLimit?: number;
  onlyAsks?: boolean;
}): Route<M, P, Params, Query, Body, Reply> {
  return {
    method: definition.method,
    path: definition.path,
    access: definition.access,
    summary: definition.summary,
    params: (definition.params ?? Nothing) as Params,
    query: (definition.query ?? Nothing) as Query,
    body: (definition.body ?? Type.Undefined()) as Body,
    reply: (definition.reply ?? Type.Null()) as Reply,
    status: definition.status ?? (definition.reply === undefined ? 204 : definition.method === 'POST' ? 201 : 200),
    ...(definition.perMinute === undefined ? {} : { perMinute: definition.perMinute }),
    ...(definition.bodyLimit === undefined ? {} : { bodyLimit: definition.bodyLimit }),
    ...(definition.onlyAsks === undefined ? {} : { onlyAsks: definition.onlyAsks }),
  };
}

export type ParamsOf<R extends Route> = Static<R['params']>;
export type QueryOf<R extends Route> = Static<R['query']>;
export type BodyOf<R extends Route> = Static<R['body']>;
export type ReplyOf<R extends Route> = Static<R['reply']>;
