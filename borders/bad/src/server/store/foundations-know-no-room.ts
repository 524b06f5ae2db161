export { door } from '../modules/people/index.ts';
