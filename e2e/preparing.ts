import { rm } from 'node:fs/promises';
import type { TestProject } from 'vitest/node';
import { isWhole, launch, ownFolder } from './launching.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A data folder as the first start leaves it, for every file to begin with a copy of; empty when there is none. */
    prepared: string;
  }
}

/**
 * Once for all journeys: the program, the staff app and the widget are built if they are older than their sources, and a first
 * start makes the database, so that the files beside each other neither build into one folder nor make it again.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await ownFolder('kept-prepared-');
  const kept = await launch({ PORT: '0', KEPT_SMTP_PORT: '0', KEPT_DATA_DIR: folder }, () => undefined);
  kept.child.kill('SIGINT');
  await kept.ended();
  project.provide('prepared', isWhole(folder) ? folder : '');
  return () => rm(folder, { recursive: true, force: true });
}
