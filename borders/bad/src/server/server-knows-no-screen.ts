export { screen } from '../web/screens/target.ts';
