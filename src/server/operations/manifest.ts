import { createHmac } from 'node:crypto';

/** What a backup says about itself, in its entry `manifest.json`. */
export interface Manifest {
  /** The shape of the archive; a program refuses shapes it does not know. */
  format: 1;
  /** The version of Kept that made it. */
  kept: string;
  /** ISO 8601, UTC. */
  madeAt: string;
  /** The migrations its tables have had. */
  migrations: string[];
  tables: { name: string; columns: string[]; rows: number }[];
  /** The next number of each sequence is `value`, or the one after it when `called`. */
  sequences: { name: string; value: string; called: boolean }[];
  jobs: number;
  files: { count: number; bytes: number; missing: string[] };
  /** Tells whether a secret is the same one, without telling it. */
  secretFingerprint: string | null;
}

export const manifestName = 'manifest.json';
export const secretName = 'secret';

/** Something to recognise a secret by, from which nobody gets the secret (it has at least 128 random bits). */
export function fingerprintOf(secret: string): string {
  return createHmac('sha256', secret).update('kept backup').digest('hex').slice(0, 16);
}

/** Reads a manifest; throws when it is of another format. */
export function readManifest(text: string): Manifest {
  const read = JSON.parse(text) as Manifest;
  if ((read.format as number) !== 1)
    throw new Error(
      `This backup has the format ${String(read.format)}, made by Kept ${String(read.kept)}; this version reads format 1. Use that version or a newer one.`,
    );
  return read;
}
