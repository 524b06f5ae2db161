import type { FastifyInstance } from 'fastify';
import * as contract from '../../../contract/voice.ts';
import { serve } from '../../http/serve.ts';
import { listAnswers, listInvitations, readFigures, readFunnel, readListening, readWords } from './listening.ts';
import { listObservations, observe } from './observing.ts';
import { listRecoveries, moveOn, openRecovery, readRecovery } from './recoveries.ts';
import { changeSettings, readSettings } from './settings.ts';
import { changeSurvey, createSurvey, listSurveys, previewSurvey, readSurvey } from './surveys.ts';

/** The HTTP face of voice, for staff. Customers answer on the public page. */
export function voiceRoutes(app: FastifyInstance): void {
  serve(app, contract.listSurveys, (ctx, { query }) => listSurveys(ctx, query));
  serve(app, contract.readSurvey, (ctx, { params }) => readSurvey(ctx, params.id));
  serve(app, contract.createSurvey, (ctx, { body }) => createSurvey(ctx, body));
  serve(app, contract.changeSurvey, (ctx, { params, body }) => changeSurvey(ctx, params.id, body));
  serve(app, contract.previewSurvey, (ctx, { params, query }) => previewSurvey(ctx, params.id, query.language));
  serve(app, contract.readFunnel, (ctx, { params, query }) => readFunnel(ctx, params.id, query));
  serve(app, contract.listInvitations, (ctx, { query }) => listInvitations(ctx, query));
  serve(app, contract.listAnswers, (ctx, { query }) => listAnswers(ctx, query));
  serve(app, contract.readVoiceFigures, (ctx) => readFigures(ctx));
  serve(app, contract.readWords, (ctx) => readWords(ctx));
  serve(app, contract.readListening, (ctx) => readListening(ctx));
  serve(app, contract.listRecoveries, (ctx, { query }) => listRecoveries(ctx, query));
  serve(app, contract.readRecovery, (ctx, { params }) => readRecovery(ctx, params.id));
  serve(app, contract.openRecovery, (ctx, { body }) => openRecovery(ctx, body));
  serve(app, contract.moveRecovery, (ctx, { params, body }) => moveOn(ctx, params.id, body));
  serve(app, contract.listObservations, (ctx, { query }) => listObservations(ctx, query));
  serve(app, contract.observe, (ctx, { body }) => observe(ctx, body));
  serve(app, contract.readVoiceSettings, (ctx) => readSettings(ctx));
  serve(app, contract.changeVoiceSettings, (ctx, { body }) => changeSettings(ctx, body));
}
