/** The shape of an archive; a program refuses shapes it does not know. */
export const archiveFormat = 1;

/** The first entry of an archive: what it is, before anything is read. */
export interface About {
  format: number;
  what: 'kept export';
  madeAt: string;
  /** The migrations its tables have had. */
  migrations: string[];
}

/** The last entry: what must have been read by then. */
export interface Manifest {
  /** Entry name to rows and sum. */
  tables: Record<string, { rows: number; sha256: string }>;
  files: { count: number; bytes: number; missing: string[] };
  sequences: { name: string; value: string; called: boolean }[];
  /** Readers of the log, and the event up to which each had read. */
  readers: { name: string; eventId: number }[];
}

export const aboutName = 'about.json';
export const manifestName = 'manifest.json';
