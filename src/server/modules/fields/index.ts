/** The door of fields: what a company asks beyond what Kept knows, and whether a value fits. */
export { checkValues } from './checking.ts';
export { createField, fieldDefinitions } from './defining.ts';
