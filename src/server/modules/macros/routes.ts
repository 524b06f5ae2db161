import type { FastifyInstance } from 'fastify';
import * as hands from '../../../contract/cases-hands.ts';
import * as contract from '../../../contract/cases-macros.ts';
import { placeholders } from '../../../domain/cases/macros.ts';
import { say } from '../../catalogue.ts';
import { serve } from '../../http/serve.ts';
import { readCaseAfter } from '../cases/index.ts';
import { cancelBulkRun, listBulkRuns, readBulkRun, startBulkRun, undoBulkRun } from './bulk-runs.ts';
import { addMacro, changeMacro, dropMacro, listMacros, readMacro } from './macros.ts';
import { useMacro } from './using.ts';
import { previewMacro } from './values.ts';

/** The HTTP face of macros and of work on many cases. */
export function macroRoutes(app: FastifyInstance): void {
  serve(app, contract.listMacros, (ctx, { query }) => listMacros(ctx, query));
  serve(app, contract.listPlaceholders, async () => ({
    items: Object.entries(placeholders).map(([name, example]) => ({
      name,
      meaning: say('en', 'macros', `placeholder.${name.replace('.', '-')}`),
      example,
    })),
  }));
  serve(app, contract.addMacro, (ctx, { body }) => addMacro(ctx, body));
  serve(app, contract.previewMacro, (ctx, { body }) => previewMacro(ctx, body));
  serve(app, contract.readMacro, (ctx, { params }) => readMacro(ctx, params.id));
  serve(app, contract.changeMacro, (ctx, { params, body }) => changeMacro(ctx, params.id, body));
  serve(app, contract.dropMacro, (ctx, { params }) => dropMacro(ctx, params.id));
  serve(app, contract.useMacro, async (ctx, { params, body }) => {
    const { caseId, ...used } = await useMacro(ctx, params.id, params.macroId, body);
    return { case: await readCaseAfter(ctx, caseId), ...used };
  });
  serve(app, hands.startBulkRun, (ctx, { body }) => startBulkRun(ctx, body));
  serve(app, hands.listBulkRuns, (ctx, { query }) => listBulkRuns(ctx, query));
  serve(app, hands.readBulkRun, (ctx, { params }) => readBulkRun(ctx, params.id));
  serve(app, hands.cancelBulkRun, (ctx, { params }) => cancelBulkRun(ctx, params.id));
  serve(app, hands.undoBulkRun, (ctx, { params }) => undoBulkRun(ctx, params.id));
}
