export { inner } from '../people/inner.ts';
