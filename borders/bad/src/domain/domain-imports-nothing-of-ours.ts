export { route } from '../contract/target.ts';
