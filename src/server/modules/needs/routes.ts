import type { FastifyInstance } from 'fastify';
import * as needs from '../../../contract/needs.ts';
import * as themes from '../../../contract/themes.ts';
import { serve } from '../../http/serve.ts';
import { listHeard, markWords } from './hearing.ts';
import {
  changeNeed,
  createNeed,
  dropNeedWords,
  listNeeds,
  mergeNeed,
  moveNeedWords,
  readNeed,
  splitNeed,
  unmergeNeed,
} from './needs.ts';
import { listOffers, setNeedOffers } from './offers.ts';
import { suggestNeeds, suggestThemes } from './suggesting.ts';
import { changeTheme, createTheme, listThemes, sortThemeWords } from './themes.ts';
import { listUnheard } from './unheard.ts';

/** The HTTP face of needs, themes and the words of customers. */
export function needsRoutes(app: FastifyInstance): void {
  serve(app, themes.listHeard, (ctx, { query }) => listHeard(ctx, query));
  serve(app, needs.markWords, (ctx, { body }) => markWords(ctx, body));
  serve(app, needs.listNeeds, (ctx, { query }) => listNeeds(ctx, query));
  serve(app, needs.suggestNeeds, (ctx) => suggestNeeds(ctx));
  serve(app, needs.listNeedlessOffers, (ctx, { query }) => listOffers(ctx, query));
  serve(app, needs.readNeed, (ctx, { params }) => readNeed(ctx, params.id));
  serve(app, needs.createNeed, (ctx, { body }) => createNeed(ctx, body));
  serve(app, needs.changeNeed, (ctx, { params, body }) => changeNeed(ctx, params.id, body));
  serve(app, needs.moveNeedWords, (ctx, { params, body }) => moveNeedWords(ctx, params.id, body.wordsIds));
  serve(app, needs.dropNeedWords, (ctx, { params }) => dropNeedWords(ctx, params.id, params.wordsId));
  serve(app, needs.mergeNeed, (ctx, { params, body }) => mergeNeed(ctx, params.id, body.into));
  serve(app, needs.unmergeNeed, (ctx, { params }) => unmergeNeed(ctx, params.id));
  serve(app, needs.splitNeed, (ctx, { params, body }) => splitNeed(ctx, params.id, body));
  serve(app, needs.setNeedOffers, (ctx, { params, body }) => setNeedOffers(ctx, params.id, body));
  serve(app, themes.listThemes, (ctx, { query }) => listThemes(ctx, query));
  serve(app, themes.suggestThemes, (ctx, { query }) => suggestThemes(ctx, query.feeling));
  serve(app, themes.createTheme, (ctx, { body }) => createTheme(ctx, body));
  serve(app, themes.changeTheme, (ctx, { params, body }) => changeTheme(ctx, params.id, body));
  serve(app, themes.sortThemeWords, (ctx, { params, body }) =>
    sortThemeWords(ctx, params.id, body.wordsIds, body.belongs),
  );
  serve(app, themes.listUnheard, (ctx, { query }) => listUnheard(ctx, query));
}
