import type { FastifyInstance } from 'fastify';
import * as contract from '../../../contract/escalations.ts';
import * as protocols from '../../../contract/escalations-protocols.ts';
import * as onCall from '../../../contract/escalations-on-call.ts';
import { serve } from '../../http/serve.ts';
import { acknowledge, deEscalate, handOver } from './answering.ts';
import { readFigures } from './figures.ts';
import { changeProtocol, createProtocol, listProtocols, removeProtocol, restoreProtocol } from './protocols.ts';
import { listEscalations, readEscalation, readToday } from './reading.ts';
import { addOverride, changeRota, createRota, listRotas, removeOverride, removeRota } from './rotas.ts';
import { startDrill, startEscalation } from './starting.ts';
import { finishTask, listTasks, takeTask } from './tasks.ts';

/** The HTTP face of escalations. */
export function escalationRoutes(app: FastifyInstance): void {
  serve(app, protocols.listProtocols, (ctx, { query }) => listProtocols(ctx, query));
  serve(app, protocols.createProtocol, (ctx, { body }) => createProtocol(ctx, body));
  serve(app, protocols.changeProtocol, (ctx, { params, body }) => changeProtocol(ctx, params.id, body));
  serve(app, protocols.removeProtocol, (ctx, { params }) => removeProtocol(ctx, params.id));
  serve(app, protocols.restoreProtocol, (ctx, { params }) => restoreProtocol(ctx, params.id));
  serve(app, contract.listEscalations, (ctx, { query }) => listEscalations(ctx, query));
  serve(app, contract.readEscalationsToday, (ctx) => readToday(ctx));
  serve(app, contract.readEscalationFigures, (ctx, { query }) => readFigures(ctx, query));
  serve(app, contract.readEscalation, (ctx, { params }) => readEscalation(ctx, params.id));
  serve(app, contract.startEscalation, (ctx, { body }) => startEscalation(ctx, body));
  serve(app, contract.acknowledgeEscalation, (ctx, { params }) => acknowledge(ctx, params.id));
  serve(app, contract.handOverEscalation, (ctx, { params, body }) => handOver(ctx, params.id, body));
  serve(app, contract.endEscalation, (ctx, { params, body }) => deEscalate(ctx, params.id, body.reason));
  serve(app, contract.startDrill, (ctx, { body }) => startDrill(ctx, body));
  serve(app, contract.listEscalationTasks, (ctx, { query }) => listTasks(ctx, query));
  serve(app, contract.finishEscalationTask, (ctx, { params, body }) => finishTask(ctx, params.id, body.word));
  serve(app, contract.takeEscalationTask, (ctx, { params, body }) => takeTask(ctx, params.id, body.userId));
  serve(app, onCall.listRotas, (ctx, { query }) => listRotas(ctx, query));
  serve(app, onCall.createRota, (ctx, { body }) => createRota(ctx, body));
  serve(app, onCall.changeRota, (ctx, { params, body }) => changeRota(ctx, params.id, body));
  serve(app, onCall.removeRota, (ctx, { params }) => removeRota(ctx, params.id));
  serve(app, onCall.addOverride, (ctx, { params, body }) => addOverride(ctx, params.id, body));
  serve(app, onCall.removeOverride, (ctx, { params }) => removeOverride(ctx, params.id, params.overrideId));
}
