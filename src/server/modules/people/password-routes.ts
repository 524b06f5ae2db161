import type { FastifyInstance } from 'fastify';
import * as contract from '../../../contract/people-passwords.ts';
import { serve } from '../../http/serve.ts';
import { sessionOf } from './acting.ts';
import {
  askForPassword,
  changeOwnPassword,
  choosePassword,
  makePasswordLink,
  readPasswordLink,
  signOutElsewhere,
  takeCodeOff,
} from './passwords.ts';

/** The HTTP face of passwords after the first day. */
export function passwordRoutes(app: FastifyInstance): void {
  serve(app, contract.askForPassword, (ctx, { body }) => askForPassword(ctx, body));
  serve(app, contract.readPasswordLink, (ctx, { body }) => readPasswordLink(ctx, body.token));
  serve(app, contract.choosePassword, (ctx, { body }) => choosePassword(ctx, body));
  serve(app, contract.changeOwnPassword, (ctx, { body, request }) =>
    changeOwnPassword(ctx, body, sessionOf(request, ctx.secret)),
  );
  serve(app, contract.signOutElsewhere, (ctx, { request }) => signOutElsewhere(ctx, sessionOf(request, ctx.secret)));
  serve(app, contract.makePasswordLink, (ctx, { params, body }) => makePasswordLink(ctx, params.id, body));
  serve(app, contract.takeCodeOff, (ctx, { params }) => takeCodeOff(ctx, params.id));
}
