import type { FastifyInstance, FastifyRequest } from 'fastify';
import * as agents from '../../../contract/widget-settings.ts';
import { answerInPanel as answerInPanelRoute, askInPanel as askInPanelRoute } from '../../../contract/widget-survey.ts';
import { readWidgetAsk } from '../../../contract/voice-surveys-asking.ts';
import * as contract from '../../../contract/widget.ts';
import { serve } from '../../http/serve.ts';
import { banVisitor, readCaseChat } from './agents-side.ts';
import { startWidget } from './answering-times.ts';
import { saveContact } from './contact.ts';
import { askInWidget } from './asking.ts';
import { giveFeedback } from './feedback.ts';
import { countOrRefuse } from './limits.ts';
import { askForCode, giveCode, proveByHost } from './proving.ts';
import { listChats, readChat } from './reading.ts';
import { endChat, signalChat } from './signalling.ts';
import { sayInChat, type Speaker, startChat } from './speaking.ts';
import { answerInPanel, askInPanel } from './surveying.ts';
import { uploadInChat } from './uploads.ts';
import { greetVisitor, knockOf, showVisitor, theVisitorOf, theWidgetOf } from './visiting.ts';
import { changeWidget, createWidget, listWidgets, removeWidget, renewWidgetSecret } from './widgets.ts';

/** The HTTP face of chat: what the widget asks from foreign pages, and what agents and admins ask. */
export function chatRoutes(app: FastifyInstance): void {
  serve(app, contract.startWidget, async (ctx, { request }) =>
    startWidget(ctx, await theWidgetOf(ctx, knockOf(request))),
  );
  serve(app, contract.greetVisitor, (ctx, { request, body }) => greetVisitor(ctx, knockOf(request), body.language));
  serve(app, contract.listChats, async (ctx, { request }) => listChats(ctx, (await speakerOf(request)).visitor));
  serve(app, contract.readChat, async (ctx, { request, params, query }) =>
    readChat(ctx, (await speakerOf(request)).visitor, params.id, query.since),
  );
  serve(app, contract.startChat, async (ctx, { request, body }) => startChat(ctx, await speakerOf(request), body));
  serve(app, contract.sayInChat, async (ctx, { request, params, body }) =>
    sayInChat(ctx, await speakerOf(request), params.id, body),
  );
  serve(app, contract.signalChat, async (ctx, { request, params, body }) =>
    signalChat(ctx, await speakerOf(request), params.id, body),
  );
  serve(app, contract.endChat, async (ctx, { request, params }) => endChat(ctx, await speakerOf(request), params.id));
  serve(app, contract.uploadInChat, async (ctx, { request }) => {
    const speaker = await speakerOf(request);
    const part = request.isMultipart() ? await request.file() : undefined;
    if (part === undefined) return uploadInChat(ctx, speaker, undefined);
    return uploadInChat(ctx, speaker, { name: part.filename, contentType: part.mimetype, content: part.file });
  });
  serve(app, contract.leaveContact, async (ctx, { request, body }) => {
    const { visitor, ip } = await speakerOf(request);
    await countOrRefuse(ctx, 'contact', { visitorId: visitor.id, ip });
    return showVisitor(await saveContact(ctx, visitor, body));
  });
  serve(app, contract.proveByHost, async (ctx, { request, body }) =>
    proveByHost(ctx, await speakerOf(request), body.token),
  );
  serve(app, contract.askForCode, async (ctx, { request, body }) =>
    askForCode(ctx, await speakerOf(request), body.email),
  );
  serve(app, contract.giveCode, async (ctx, { request, body }) => giveCode(ctx, await speakerOf(request), body));
  serve(app, contract.giveFeedback, async (ctx, { request, body }) =>
    giveFeedback(ctx, await speakerOf(request), body),
  );

  serve(app, askInPanelRoute, async (ctx, { request, body }) =>
    askInPanel(ctx, (await speakerOf(request)).visitor, body),
  );
  serve(app, answerInPanelRoute, async (ctx, { request, params, body }) =>
    answerInPanel(ctx, (await speakerOf(request)).visitor, params.id, body),
  );
  serve(app, readWidgetAsk, async (ctx, { request }) => askInWidget(ctx, (await speakerOf(request)).visitor));

  serve(app, agents.listWidgets, (ctx, { query }) => listWidgets(ctx, query));
  serve(app, agents.createWidget, (ctx, { body }) => createWidget(ctx, body));
  serve(app, agents.changeWidget, (ctx, { params, body }) => changeWidget(ctx, params.id, body));
  serve(app, agents.removeWidget, (ctx, { params }) => removeWidget(ctx, params.id));
  serve(app, agents.renewWidgetSecret, (ctx, { params }) => renewWidgetSecret(ctx, params.id));
  serve(app, agents.readCaseChat, (ctx, { params }) => readCaseChat(ctx, params.id));
  serve(app, agents.banVisitor, (ctx, { params, body }) => banVisitor(ctx, params.id, body.banned));
}

async function speakerOf(request: FastifyRequest): Promise<Speaker> {
  const knock = knockOf(request);
  return { ...(await theVisitorOf(request.kept, knock)), ip: knock.ip };
}
