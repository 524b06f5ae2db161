export { verb } from '../server/target.ts';
