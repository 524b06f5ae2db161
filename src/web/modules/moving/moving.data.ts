import { queryOptions } from '@tanstack/react-query';
import type * as movingIn from '../../../contract/moving-in.ts';
import type * as movingOut from '../../../contract/moving-out.ts';
import type { ImportSource } from '../../../domain/moving/words.ts';
import { call, request } from '../../api.ts';
import { queryClient } from '../../query-client.ts';

export type Import = movingIn.Import;
export type Mapping = movingIn.ImportMapping;
export type Export = movingOut.Export;

export const importsQuery = queryOptions({
  queryKey: ['moving', 'imports'],
  queryFn: ({ signal }) => call<typeof movingIn.listImports>('GET', '/imports', { query: { limit: 20 }, signal }),
  refetchInterval: ({ state }) =>
    state.data?.items.some((one) => one.state === 'reading' || one.state === 'running') === true ? 1000 : false,
});

export const exportsQuery = queryOptions({
  queryKey: ['moving', 'exports'],
  queryFn: ({ signal }) => call<typeof movingOut.listExports>('GET', '/exports', { query: { limit: 20 }, signal }),
  refetchInterval: ({ state }) =>
    state.data?.items.some((one) => one.state === 'waiting' || one.state === 'running') === true ? 1000 : false,
});

export const rowsQuery = (id: string, outcome: 'skipped' | 'noted') =>
  queryOptions({
    queryKey: ['moving', 'rows', id, outcome],
    queryFn: ({ signal }) =>
      call<typeof movingIn.listImportRows>('GET', '/imports/:id/rows', {
        params: { id },
        query: { outcome, limit: 50 },
        signal,
      }),
  });

const again = () => queryClient.invalidateQueries({ queryKey: ['moving'] });

/** Parts are this long; the server takes no longer ones. */
const partBytes = 8 * 1_048_576;

/** Begins an import and brings its files; then the source is read. Tells how many bytes have gone over. */
export async function begin(
  input: { source: ImportSource; origin?: string; url?: string; token?: string; fetchFiles?: boolean },
  files: readonly File[],
  progress: (sent: number, of: number) => void,
): Promise<Import> {
  const made = await call<typeof movingIn.startImport>('POST', '/imports', { body: input });
  await again();
  return addFiles(made, files, progress);
}

/**
 * Brings files to an import, part by part, and reads it: new ones, and the rest of those whose sending was cut off, of which
 * nothing goes over twice. One that is there whole is replaced.
 */
export async function addFiles(
  one: Import,
  files: readonly File[],
  progress: (sent: number, of: number) => void,
): Promise<Import> {
  const total = files.reduce((sum, file) => sum + file.size, 0);
  let next = Math.max(-1, ...one.files.map(({ file }) => file)) + 1;
  let sent = 0;
  for (const file of files) {
    const there = one.files.find(({ name, size }) => name === file.name && (size === file.size || isCutOff(one, size)));
    const place = there?.file ?? next++;
    const parts = Math.max(1, Math.ceil(file.size / partBytes));
    const came = one.state === 'files' ? (there?.parts ?? 0) : 0;
    for (let part = 0; part < parts; part++) {
      const bytes = file.slice(part * partBytes, (part + 1) * partBytes);
      if (part >= came)
        await sendPart(
          `/api/v1/imports/${one.id}/files/${String(place)}/parts/${String(part)}?name=${encodeURIComponent(file.name)}`,
          bytes,
        );
      sent += bytes.size;
      progress(sent, total);
    }
  }
  const read = await call<typeof movingIn.examineImport>('POST', '/imports/:id/read', {
    params: { id: one.id },
    body: {},
  });
  await again();
  return read;
}

/** Sending ended between two parts: whole ones lie there, and the source was never read. */
function isCutOff(one: Import, size: number): boolean {
  return one.state === 'files' && size % partBytes === 0;
}

/** Three attempts: a moment without a network loses no hour of sending. */
async function sendPart(url: string, body: Blob): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await request(url, { method: 'PUT', headers: { 'content-type': 'application/octet-stream' }, body });
      return;
    } catch (problem) {
      const offline =
        typeof problem === 'object' && problem !== null && 'code' in problem && problem.code === 'offline';
      if (!offline || attempt === 3) throw problem;
      await new Promise((resolve) => setTimeout(resolve, 2000 * attempt));
    }
  }
}

/** Runs, pauses, cancels or forgets an import. */
export async function act(id: string, what: 'run' | 'pause' | 'cancel' | 'forget'): Promise<void> {
  const input = { params: { id } };
  if (what === 'run') await call<typeof movingIn.runImport>('POST', '/imports/:id/run', input);
  else if (what === 'pause') await call<typeof movingIn.pauseImport>('POST', '/imports/:id/pause', input);
  else if (what === 'cancel') await call<typeof movingIn.cancelImport>('POST', '/imports/:id/cancel', input);
  else await call<typeof movingIn.removeImport>('DELETE', '/imports/:id', input);
  await again();
}

export async function map(id: string, mapping: Partial<Mapping>): Promise<void> {
  await call<typeof movingIn.mapImport>('PATCH', '/imports/:id', { params: { id }, body: { mapping } });
  await again();
}

/** Reads a CSV again with other columns. */
export async function readAgain(id: string, columns: Record<string, string>): Promise<void> {
  await call<typeof movingIn.examineImport>('POST', '/imports/:id/read', { params: { id }, body: { columns } });
  await again();
}

export async function startExport(): Promise<void> {
  await call<typeof movingOut.startExport>('POST', '/exports');
  await again();
}

export async function removeExport(id: string): Promise<void> {
  await call<typeof movingOut.removeExport>('DELETE', '/exports/:id', { params: { id } });
  await again();
}
