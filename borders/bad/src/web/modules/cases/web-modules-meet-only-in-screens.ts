export { part } from '../promises/part.ts';
