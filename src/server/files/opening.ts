import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fileStoreInBucket } from './in-a-bucket.ts';
import { fileStoreInFolder } from './in-a-folder.ts';
import type { FileStore } from './store.ts';

/**
 * Opens the store named by KEPT_FILES_URL: a folder (`file:///var/lib/kept/files`) or a bucket of S3-compatible storage
 * (`s3://KEY:SECRET@host/bucket`); without it, `files` in the data folder. Throws when the address is not one of these.
 */
export function openFileStore(url: string | undefined, dataDir: string): FileStore {
  if (url?.startsWith('s3:') === true) return fileStoreInBucket(url, join(dataDir, 'files-on-their-way'));
  return fileStoreInFolder(url === undefined ? join(dataDir, 'files') : fileURLToPath(url));
}
