/** The door of moving: bringing another desk's history in, and taking everything out. */
export { exportJob, tendExportsJob } from './exports.ts';
export { examineImport, readImport, runImport, startImport } from './imports.ts';
export { loadArchive } from './reading-archive.ts';
export { addImportPart } from './uploading.ts';
export { importJob, resumeImportsJob, workOnImport } from './working.ts';
export { writeArchive } from './writing-archive.ts';
