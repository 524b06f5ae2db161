/** The door of moving: bringing another desk's history in, and taking everything out. */
export { importJob, resumeImportsJob, workOnImport } from './working.ts';
export { examineImport, readImport, runImport, startImport } from './imports.ts';
export { addImportPart } from './uploading.ts';
