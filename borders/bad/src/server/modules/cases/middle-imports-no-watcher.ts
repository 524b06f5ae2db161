export { door } from '../practice/index.ts';
