/** The door of knowledge: articles for customers and for staff. */
export { judgeArticle, listPublicArticles, readPublicArticle } from './reading.ts';
export { knowledgeSeeds } from './subscriptions.ts';
export { changeArticle, writeArticle } from './writing.ts';
