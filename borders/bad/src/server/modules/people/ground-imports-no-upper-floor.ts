export { door } from '../cases/index.ts';
