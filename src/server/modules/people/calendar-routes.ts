import type { FastifyInstance } from 'fastify';
import * as contract from '../../../contract/calendars.ts';
import { serve } from '../../http/serve.ts';
import {
  changeCalendar,
  createCalendar,
  deleteCalendar,
  importHolidays,
  listCalendars,
  readCalendar,
} from './calendars.ts';
import { previewDeadline } from './explaining.ts';

/** The HTTP face of calendars. */
export function calendarRoutes(app: FastifyInstance): void {
  serve(app, contract.listCalendars, (ctx, { query }) => listCalendars(ctx, query));
  serve(app, contract.readCalendar, (ctx, { params, query }) => readCalendar(ctx, params.id, query.version));
  serve(app, contract.createCalendar, (ctx, { body }) => createCalendar(ctx, body));
  serve(app, contract.changeCalendar, (ctx, { params, body }) => changeCalendar(ctx, params.id, body));
  serve(app, contract.deleteCalendar, (ctx, { params }) => deleteCalendar(ctx, params.id));
  serve(app, contract.importHolidays, (ctx, { params, body }) => importHolidays(ctx, params.id, body));
  serve(app, contract.previewDeadline, (ctx, { params, body }) => previewDeadline(ctx, params.id, body));
}
