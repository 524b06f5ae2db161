export { part } from '../modules/promises/part.ts';
