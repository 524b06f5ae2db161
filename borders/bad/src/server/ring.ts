import { one } from './no-rings.ts';
export const other = (): number => one();
