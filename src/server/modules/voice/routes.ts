import type { FastifyInstance } from 'fastify';
import * as reviews from '../../../contract/voice-reviews.ts';
import * as asking from '../../../contract/voice-surveys-asking.ts';
import * as results from '../../../contract/voice-surveys-results.ts';
import * as surveys from '../../../contract/voice-surveys.ts';
import * as contract from '../../../contract/voice.ts';
import * as recoveries from '../../../contract/voice-recoveries.ts';
import { serve } from '../../http/serve.ts';
import { listAnswers, listInvitations, readFigures, readListening, readWords } from './listening.ts';
import { listObservations, observe } from './observing.ts';
import { listRecoveries, moveOn, openRecovery, readRecovery } from './recoveries/recoveries.ts';
import { changeSettings, readSettings } from './settings.ts';
import { readFunnel } from './surveys/survey-funnel.ts';
import { readNonResponse } from './surveys/survey-non-response.ts';
import { readResults } from './surveys/survey-results.ts';
import { sendTest } from './surveys/survey-testing.ts';
import { askCustomer } from './surveys/asks-on-pages.ts';
import { addReview, importReviews, listReviews, nameReviewer, readReviewFigures } from './reviews.ts';
import { listSurveyVersions } from './surveys/survey-versions.ts';
import { changeSurvey, createSurvey, listSurveys, previewSurvey, readSurvey } from './surveys/surveys.ts';
import { callOffWave, listWaves, planWave } from './surveys/waves.ts';

/** The HTTP face of voice, for staff. Customers answer on the public page. */
export function voiceRoutes(app: FastifyInstance): void {
  serve(app, surveys.listSurveys, (ctx, { query }) => listSurveys(ctx, query));
  serve(app, surveys.readSurvey, (ctx, { params }) => readSurvey(ctx, params.id));
  serve(app, surveys.createSurvey, (ctx, { body }) => createSurvey(ctx, body));
  serve(app, surveys.changeSurvey, (ctx, { params, body }) => changeSurvey(ctx, params.id, body));
  serve(app, surveys.previewSurvey, (ctx, { params, query }) =>
    previewSurvey(ctx, params.id, query.language, query.customerId),
  );
  serve(app, surveys.testSurvey, (ctx, { params, body }) => sendTest(ctx, params.id, body.language));
  serve(app, surveys.listSurveyVersions, (ctx, { params }) => listSurveyVersions(ctx, params.id));
  serve(app, asking.askCustomer, (ctx, { params, body }) => askCustomer(ctx, params.id, body));
  serve(app, asking.listWaves, (ctx, { params, query }) => listWaves(ctx, params.id, query));
  serve(app, asking.planWave, (ctx, { params, body }) => planWave(ctx, params.id, body));
  serve(app, asking.callOffWave, (ctx, { params }) => callOffWave(ctx, params.id));
  serve(app, results.readFunnel, (ctx, { params, query }) => readFunnel(ctx, params.id, query));
  serve(app, results.readResults, (ctx, { params, query }) => readResults(ctx, params.id, query));
  serve(app, results.readNonResponse, (ctx, { params, query }) => readNonResponse(ctx, params.id, query));
  serve(app, reviews.listReviews, (ctx, { query }) => listReviews(ctx, query));
  serve(app, reviews.addReview, (ctx, { body }) => addReview(ctx, body));
  serve(app, reviews.nameReviewer, (ctx, { params, body }) => nameReviewer(ctx, params.id, body.customerId));
  serve(app, reviews.importReviews, (ctx, { body }) => importReviews(ctx, body));
  serve(app, reviews.readReviewFigures, (ctx) => readReviewFigures(ctx));
  serve(app, contract.listInvitations, (ctx, { query }) => listInvitations(ctx, query));
  serve(app, contract.listAnswers, (ctx, { query }) => listAnswers(ctx, query));
  serve(app, contract.readVoiceFigures, (ctx) => readFigures(ctx));
  serve(app, contract.readWords, (ctx) => readWords(ctx));
  serve(app, contract.readListening, (ctx) => readListening(ctx));
  serve(app, recoveries.listRecoveries, (ctx, { query }) => listRecoveries(ctx, query));
  serve(app, recoveries.readRecovery, (ctx, { params }) => readRecovery(ctx, params.id));
  serve(app, recoveries.openRecovery, (ctx, { body }) => openRecovery(ctx, body));
  serve(app, recoveries.moveRecovery, (ctx, { params, body }) => moveOn(ctx, params.id, body));
  serve(app, contract.listObservations, (ctx, { query }) => listObservations(ctx, query));
  serve(app, contract.observe, (ctx, { body }) => observe(ctx, body));
  serve(app, contract.readVoiceSettings, (ctx) => readSettings(ctx));
  serve(app, contract.changeVoiceSettings, (ctx, { body }) => changeSettings(ctx, body));
}
