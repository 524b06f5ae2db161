import { useState } from 'react';
import type { Attachment } from '../../../../contract/cases.ts';
import { newKey } from '../../../api.ts';
import { apiProblem, parseProblem } from '../../../problem.ts';
import { problemSentence } from '../../../toasts.ts';

/** What the server takes in one file: POST /uploads says at most 30 MB. */
const uploadLimit = 30_000_000;

/** A file on its way, or there. */
export interface Upload {
  readonly key: string;
  readonly name: string;
  readonly size: number;
  /** 0 to 1. */
  readonly progress: number;
  readonly done?: Attachment;
  readonly problem?: string;
}

/** Files for a message: they travel as soon as they are chosen, side by side, and can be taken away again. */
export function useUploads(tooLarge: (name: string) => string, start: readonly Attachment[] = []) {
  const [uploads, setUploads] = useState<readonly Upload[]>(() => start.map(asUpload));
  const change = (key: string, patch: Partial<Upload>) =>
    setUploads((before) => before.map((one) => (one.key === key ? { ...one, ...patch } : one)));
  const add = (files: Iterable<File>) => {
    for (const file of files) {
      const key = newKey();
      const upload: Upload = { key, name: file.name || 'file', size: file.size, progress: 0 };
      if (file.size > uploadLimit) {
        setUploads((before) => [...before, { ...upload, problem: tooLarge(upload.name) }]);
        continue;
      }
      setUploads((before) => [...before, upload]);
      send(file, (progress) => change(key, { progress })).then(
        (done) => change(key, { done, progress: 1 }),
        (problem: unknown) => change(key, { problem: problemSentence(problem) }),
      );
    }
  };
  const files = uploads.flatMap((one) => one.done ?? []);
  return {
    uploads,
    add,
    remove: (key: string) => setUploads((before) => before.filter((one) => one.key !== key)),
    clear: () => setUploads([]),
    /** Puts files that are there already beside those that stand here. */
    putBack: (files: readonly Attachment[]) =>
      setUploads((before) => [
        ...before,
        ...files.filter((file) => before.every((one) => one.done?.id !== file.id)).map(asUpload),
      ]),
    /** Those that are there. */
    files,
    ids: files.map((file) => file.id),
    /** Not all there yet: sending waits. */
    busy: uploads.some((one) => one.done === undefined && one.problem === undefined),
  };
}

function asUpload(file: Attachment): Upload {
  return { key: file.id, name: file.name, size: file.size, progress: 1, done: file };
}

/** fetch cannot tell how far an upload came; XMLHttpRequest can. */
function send(file: File, onProgress: (share: number) => void): Promise<Attachment> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', '/api/v1/uploads');
    request.setRequestHeader('accept', 'application/json');
    request.setRequestHeader('idempotency-key', newKey());
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(total === 0 ? 0 : loaded / total));
    request.addEventListener('error', () => reject(apiProblem({ status: 0, code: 'offline' })));
    request.addEventListener('load', () => {
      const { status, responseText } = request;
      if (status >= 200 && status < 300) resolve(JSON.parse(responseText) as Attachment);
      else reject(parseProblem(status, request.getResponseHeader('content-type'), responseText));
    });
    const form = new FormData();
    form.append('file', file, file.name || 'file');
    request.send(form);
  });
}
