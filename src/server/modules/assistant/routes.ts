import type { FastifyInstance } from 'fastify';
import * as contract from '../../../contract/assistant.ts';
import { serve } from '../../http/serve.ts';
import { changeSettings, readAssistant } from './settings.ts';
import { tryAssistant } from './trial.ts';

/** The HTTP face of the assistant. */
export function assistantRoutes(app: FastifyInstance): void {
  serve(app, contract.readAssistant, (ctx) => readAssistant(ctx));
  serve(app, contract.changeAssistant, async (ctx, { body }) => {
    await changeSettings(ctx, body);
    return readAssistant(ctx);
  });
  serve(app, contract.tryAssistant, (ctx) => tryAssistant(ctx));
}
