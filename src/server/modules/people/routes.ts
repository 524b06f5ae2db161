import type { FastifyInstance } from 'fastify';
import { changeCompany as changeCompanyRoute } from '../../../contract/company.ts';
import * as keysContract from '../../../contract/keys.ts';
import * as contract from '../../../contract/people.ts';
import type { Context } from '../../context.ts';
import type { PastProgress } from '../../past.ts';
import { serve } from '../../http/serve.ts';
import { absenceRoutes } from './absence-routes.ts';
import { calendarRoutes } from './calendar-routes.ts';
import { passwordRoutes } from './password-routes.ts';
import { changeCompany } from './company.ts';
import { createKey, listKeys, revokeKey } from './keys.ts';
import { readSession } from './session.ts';
import { setUpCompany, type SetUp } from './setting-up.ts';
import { addUser, changeOwnProfile, changeUser, listUsers } from './staff.ts';
import { changeTeam, createTeam, listTeams } from './teams.ts';

/**
 * The HTTP face of people. `afterSetUp` is told when a company has been set up (it may begin to live the sample company's past), `past`
 * how far that has come.
 */
export function peopleRoutes(
  app: FastifyInstance,
  options: { afterSetUp: (input: SetUp) => void; past: () => PastProgress | undefined },
): void {
  serve(app, contract.readSession, (ctx) => readSession(ctx, options.past()));
  serve(app, contract.setUpCompany, async (ctx: Context, { body }) => {
    await setUpCompany(ctx, body);
    options.afterSetUp(body);
    return readSession(ctx, options.past());
  });
  serve(app, changeCompanyRoute, (ctx, { body }) => changeCompany(ctx, body));
  serve(app, contract.listUsers, (ctx, { query }) => listUsers(ctx, query));
  serve(app, contract.createUser, (ctx, { body }) => addUser(ctx, body));
  serve(app, contract.changeUser, (ctx, { params, body }) => changeUser(ctx, params.id, body));
  serve(app, contract.changeOwnProfile, (ctx, { body }) => changeOwnProfile(ctx, body));
  serve(app, contract.listTeams, (ctx, { query }) => listTeams(ctx, query));
  serve(app, contract.createTeam, (ctx, { body }) => createTeam(ctx, body));
  serve(app, contract.changeTeam, (ctx, { params, body }) => changeTeam(ctx, params.id, body));
  passwordRoutes(app);
  calendarRoutes(app);
  absenceRoutes(app);
  serve(app, keysContract.listKeys, (ctx, { query }) => listKeys(ctx, query));
  serve(app, keysContract.createKey, (ctx, { body }) => createKey(ctx, body));
  serve(app, keysContract.revokeKey, (ctx, { params }) => revokeKey(ctx, params.id));
}
