import type { FastifyInstance } from 'fastify';
import * as contract from '../../../contract/words.ts';
import { checkWordsByAssistant } from '../../../contract/words-assistant.ts';
import { serve } from '../../http/serve.ts';
import { checkByAssistant } from './assistant-checking.ts';
import { checkWords } from './checking.ts';
import { listEffort, readEffort } from './effort.ts';
import { countMutes, listMutes, mutePrompt, unmutePrompt } from './mutes.ts';
import { readCaseWords } from './reading.ts';
import { decideRecurrence, listRecurrences } from './recurrences.ts';
import { readResolution } from './resolution.ts';
import { changeSettings, readSettings } from './settings.ts';

/** The HTTP face of words. */
export function wordsRoutes(app: FastifyInstance): void {
  serve(app, contract.checkWords, (ctx, { body }) => checkWords(ctx, body));
  serve(app, checkWordsByAssistant, (ctx, { body }) => checkByAssistant(ctx, body));
  serve(app, contract.readWordsSettings, (ctx) => readSettings(ctx));
  serve(app, contract.changeWordsSettings, (ctx, { body }) => changeSettings(ctx, body));
  serve(app, contract.listMutes, async (ctx) => ({ items: await listMutes(ctx) }));
  serve(app, contract.mutePrompt, async (ctx, { params, body }) => {
    await mutePrompt(ctx, params.prompt, body.because);
    return null;
  });
  serve(app, contract.unmutePrompt, async (ctx, { params }) => {
    await unmutePrompt(ctx, params.prompt);
    return null;
  });
  serve(app, contract.countMutes, (ctx) => countMutes(ctx));
  serve(app, contract.readCaseWords, (ctx, { params }) => readCaseWords(ctx, params.id));
  serve(app, contract.decideRecurrence, (ctx, { params, body }) => decideRecurrence(ctx, params.id, body));
  serve(app, contract.listRecurrences, (ctx, { query }) => listRecurrences(ctx, query));
  serve(app, contract.readResolution, (ctx, { query }) => readResolution(ctx, query.days ?? 90));
  serve(app, contract.readEffort, (ctx, { query }) => readEffort(ctx, query.weeks ?? 12));
  serve(app, contract.listEffort, (ctx, { query }) => listEffort(ctx, query));
}
