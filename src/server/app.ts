import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import { type TypeBoxTypeProvider, TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox';
import fastify, { type FastifyInstance } from 'fastify';
import { randomUUID } from 'node:crypto';
import type { Access } from '../contract/route.ts';
import type { Context } from './context.ts';
import type { House } from './house.ts';
import { mountPicturesFromElsewhere } from './files/pictures-from-elsewhere.ts';
import { mountFiles } from './files/serving.ts';
import { serializeLater, validateLater } from './http/compiling.ts';
import { answerError } from './http/error-handler.ts';
import { callerKey, requestsPerMinute, tooMany } from './http/limits.ts';
import { mountLive } from './http/live.ts';
import { mountOpenApi } from './http/open-api.ts';
import { mountHealth } from './http/health.ts';
import { tellRequest } from './http/request-log.ts';
import { mountSignIn } from './http/sign-in-door.ts';
import { sendSecurityHeaders } from './http/security-headers.ts';
import { mountStaffApp } from './http/staff-app.ts';
import { mountWidgetDoor } from './http/widget-door.ts';
import { refuseUnstorable } from './http/storable-text.ts';
import { mountMcp } from './mcp/routes.ts';
import { handRoutes } from './modules/cases/answering/hands-routes.ts';
import { companyRoutes } from './modules/cases/company/company-routes.ts';
import { caseRoutes } from './modules/cases/routes.ts';
import { chatRoutes } from './modules/chat/routes.ts';
import { channelRoutes } from './modules/channels/routes.ts';
import { assistantRoutes } from './modules/assistant/routes.ts';
import { authorityRoutes } from './modules/authority/routes.ts';
import { optionRoutes } from './modules/options/routes.ts';
import { procedureRoutes } from './modules/procedures/routes.ts';
import { macroRoutes } from './modules/macros/routes.ts';
import { notificationRoutes } from './modules/notifications/routes.ts';
import { auditRoutes } from './modules/audit/routes.ts';
import { charterRoutes } from './modules/charter/routes.ts';
import { customerRoutes } from './modules/customers/routes.ts';
import { callRoutes } from './modules/calls/routes.ts';
import { escalationRoutes } from './modules/escalations/routes.ts';
import { fieldRoutes } from './modules/fields/routes.ts';
import { formRoutes } from './modules/forms/routes.ts';
import { actorOf, findCompany, openSignIn, type SetUp, type SignIn } from './modules/people/index.ts';
import { anticipationRoutes } from './modules/improvement/anticipating/anticipation-routes.ts';
import { improvementRoutes } from './modules/improvement/routes.ts';
import { journeysRoutes } from './modules/journeys/routes.ts';
import { answerAsPage } from './pages/error-page.ts';
import { mountPublicPages } from './pages/routes.ts';
import { promiseRoutes } from './modules/promises/routes.ts';
import { estimateRoutes } from './modules/promises/estimates/estimate-routes.ts';
import { promiseWithReply } from './modules/promises/index.ts';
import { spokenRoutes } from './modules/promises/spoken/spoken-routes.ts';
import { movingInRoutes, movingOutRoutes } from './modules/moving/routes.ts';
import { knowledgeRoutes } from './modules/knowledge/routes.ts';
import { measuresRoutes } from './modules/measures/routes.ts';
import { practiceRoutes } from './modules/practice/routes.ts';
import { reportRoutes } from './modules/reports/routes.ts';
import { peopleRoutes } from './modules/people/routes.ts';
import { rulesRoutes } from './modules/rules/routes.ts';
import { privacyRoutes } from './modules/privacy/routes.ts';
import { radarRoutes } from './modules/voice/radar/radar-routes.ts';
import { recoveryRoutes } from './modules/voice/recoveries/recovery-routes.ts';
import { needsRoutes } from './modules/needs/routes.ts';
import { voiceRoutes } from './modules/voice/routes.ts';
import { wordsRoutes } from './modules/words/routes.ts';
import { webhookRoutes } from './modules/webhooks/routes.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks, when, and where to read: made for each request, handed to every verb. */
    kept: Context;
  }
  interface FastifyContextConfig {
    access?: Access;
  }
}

const bodyLimit = 30 * 1_048_576;

/** Builds the HTTP face without listening, so that tests can ask it directly. Rooms are mounted here, by hand, in order. */
export async function buildApp(
  house: House,
  options: { afterSetUp?: (input: SetUp) => void } = {},
): Promise<FastifyInstance> {
  const app = fastify({
    loggerInstance: house.log.child(
      {},
      { level: house.env.logLevel === 'info' ? 'warn' : house.env.logLevel, serializers: { req: tellRequest } },
    ),
    genReqId: () => randomUUID(),
    bodyLimit,
    trustProxy: ['loopback', ...house.env.trustedProxies],
    routerOptions: { maxParamLength: 500 },
    schemaController: { compilersFactory: { buildSerializer: serializeLater } },
    requestTimeout: 60_000,
    forceCloseConnections: true,
  }).withTypeProvider<TypeBoxTypeProvider>() as unknown as FastifyInstance;
  app.setValidatorCompiler(validateLater(TypeBoxValidatorCompiler));
  app.setErrorHandler(answerError);
  app.decorateRequest('kept', null as unknown as Context);

  sendSecurityHeaders(app, { contentSecurityPolicy: { useDefaults: false, directives: contentPolicy } });
  await app.register(rateLimit, {
    global: true,
    max: requestsPerMinute,
    timeWindow: 60_000,
    keyGenerator: callerKey,
    errorResponseBuilder: tooMany,
  });
  await app.register(cookie);
  await app.register(compress, { threshold: 1024, encodings: ['br', 'gzip'] });
  // one byte more than is taken, so that the room sees that a file was too large and leaves none of it behind
  await app.register(multipart, { limits: { fileSize: bodyLimit + 1, files: 20, fields: 50 } });
  await mountOpenApi(app);

  const signIn = await openSignInFor(house);
  app.addHook('onRequest', async (request) => {
    const now = new Date();
    const context = house.context({ kind: 'system', name: 'nobody' }, request.id);
    request.kept = context;
    if (request.url.startsWith('/api/v1') || request.url.startsWith('/mcp')) {
      request.kept = { ...context, actor: await actorOf(request, { db: house.db, signIn, secret: house.secret, now }) };
    }
  });

  app.addHook('preValidation', refuseUnstorable);

  mountHealth(app, house);
  mountSignIn(app, signIn);
  mountLive(app, house.listening);
  mountFiles(app, answerAsPage);
  mountPicturesFromElsewhere(app);
  peopleRoutes(app, { afterSetUp: options.afterSetUp ?? (() => undefined), past: () => house.past?.progress() });
  customerRoutes(app);
  fieldRoutes(app);
  privacyRoutes(app);
  channelRoutes(app);
  caseRoutes(app);
  companyRoutes(app);
  formRoutes(app);
  callRoutes(app);
  handRoutes(app, async (ctx, said, promises) => void (await promiseWithReply(ctx, said, promises)));
  charterRoutes(app);
  practiceRoutes(app);
  knowledgeRoutes(app);
  journeysRoutes(app);
  voiceRoutes(app);
  recoveryRoutes(app);
  radarRoutes(app);
  promiseRoutes(app);
  spokenRoutes(app);
  estimateRoutes(app);
  improvementRoutes(app);
  anticipationRoutes(app);
  measuresRoutes(app);
  reportRoutes(app);
  auditRoutes(app);
  rulesRoutes(app);
  webhookRoutes(app);
  mountMcp(app);
  movingInRoutes(app);
  movingOutRoutes(app);
  notificationRoutes(app);
  escalationRoutes(app);
  macroRoutes(app);
  needsRoutes(app);
  wordsRoutes(app);
  assistantRoutes(app);
  procedureRoutes(app);
  authorityRoutes(app);
  optionRoutes(app);
  chatRoutes(app);
  await mountWidgetDoor(app, house.listening);
  await mountPublicPages(app);
  await mountStaffApp(app);
  return app;
}

async function openSignInFor(house: House): Promise<SignIn> {
  const company = await findCompany(house.db);
  return openSignIn(house.pool, { url: house.env.url, secret: house.secret, company: company?.name ?? 'Kept' });
}

/** What a page of ours may load: only what we serve ourselves. Mantine sets styles on elements, hence inline styles. */
const contentPolicy = {
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", 'data:', 'blob:'],
  fontSrc: ["'self'", 'data:'],
  connectSrc: ["'self'"],
  mediaSrc: ["'self'", 'data:', 'blob:'],
  objectSrc: ["'none'"],
  frameAncestors: ["'none'"],
  baseUri: ["'none'"],
  formAction: ["'self'"],
};
