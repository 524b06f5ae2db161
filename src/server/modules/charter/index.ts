/** The door of charter: the word, the motto, standards and strategies. */
export { adoptCharter } from './adopting.ts';
