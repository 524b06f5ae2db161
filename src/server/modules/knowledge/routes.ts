import type { FastifyInstance } from 'fastify';
import * as contract from '../../../contract/knowledge.ts';
import { serve } from '../../http/serve.ts';
import {
  judgeArticle,
  listArticles,
  listPublicArticles,
  readArticle,
  readPublicArticle,
  suggestArticles,
} from './reading.ts';
import { changeArticle, writeArticle } from './writing.ts';

/** The HTTP face of knowledge. */
export function knowledgeRoutes(app: FastifyInstance): void {
  serve(app, contract.listArticles, (ctx, { query }) => listArticles(ctx, query));
  serve(app, contract.readArticle, (ctx, { params }) => readArticle(ctx, params.id));
  serve(app, contract.createArticle, (ctx, { body }) => writeArticle(ctx, body));
  serve(app, contract.changeArticle, (ctx, { params, body }) => changeArticle(ctx, params.id, body));
  serve(app, contract.suggestArticles, async (ctx, { body }) => ({
    items: await suggestArticles(ctx, body.text, body.limit),
  }));
  serve(app, contract.listPublicArticles, (ctx, { query }) => listPublicArticles(ctx, query));
  serve(app, contract.readPublicArticle, (ctx, { params }) => readPublicArticle(ctx, params.slug));
  serve(app, contract.judgeArticle, (ctx, { params, body }) => judgeArticle(ctx, params.slug, body.helped));
}
