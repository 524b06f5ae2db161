import type { FastifyInstance } from 'fastify';
import { recogniseByAssistant as byAssistant } from '../../../../contract/promises-assistant.ts';
import * as contract from '../../../../contract/promises-spoken.ts';
import { serve } from '../../../http/serve.ts';
import { readPromise } from '../reading.ts';
import { recogniseByAssistant } from './assistant-hearing.ts';
import { confirmSpoken, dismissSpoken, listSpoken, recogniseSpoken, replyPromising, weighDue } from './spoken.ts';

/** The HTTP face of promises found in words. */
export function spokenRoutes(app: FastifyInstance): void {
  serve(app, contract.recogniseSpoken, (ctx, { body }) => recogniseSpoken(ctx, body));
  serve(app, byAssistant, (ctx, { body }) => recogniseByAssistant(ctx, body));
  serve(app, contract.weighDue, (ctx, { body }) => weighDue(ctx, body));
  serve(app, contract.replyPromising, (ctx, { params, body }) => replyPromising(ctx, params.id, body));
  serve(app, contract.listSpoken, (ctx, { query }) => listSpoken(ctx, query));
  serve(app, contract.confirmSpoken, async (ctx, { params, body }) =>
    readPromise(ctx, await confirmSpoken(ctx, params.id, body)),
  );
  serve(app, contract.dismissSpoken, async (ctx, { params, body }) => {
    await dismissSpoken(ctx, params.id, body);
    return null;
  });
}
