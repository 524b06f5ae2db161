import { other } from './ring.ts';
export const one = (): number => other();
