// TS1484
import { Marked } from './marked.ts';
export const thing: Marked = 1;
