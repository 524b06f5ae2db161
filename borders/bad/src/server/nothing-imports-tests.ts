export { test } from './some.test.ts';
