import { queryOptions } from '@tanstack/react-query';
import type { Attachment } from '../../../../contract/cases.ts';
import type * as contract from '../../../../contract/cases-drafts.ts';
import { call } from '../../../api.ts';
import { queryClient } from '../../../query-client.ts';
import { stored, useKeeping } from '../answering/keeping.ts';
import { newCaseDraftQuery } from '../hands.data.ts';

/** What was typed into the dialog of a new case. */
export interface NewCaseWords {
  /** Empty: by hand. */
  readonly formId: string;
  readonly customer: { readonly id: string; readonly name: string } | null;
  readonly name: string;
  readonly email: string;
  readonly subject: string;
  readonly text: string;
  readonly wish: string;
  readonly kind: string;
  readonly priority: string;
  readonly channel: string;
  readonly teamId: string;
  readonly emotion: string;
  readonly answers: Readonly<Record<string, unknown>>;
}

export const noWords: NewCaseWords = {
  formId: '',
  customer: null,
  name: '',
  email: '',
  subject: '',
  text: '',
  wish: '',
  kind: 'question',
  priority: 'normal',
  channel: 'phone',
  teamId: '',
  emotion: '',
  answers: {},
};

/** What one goes on with: the words, the files beside them, and whether the server has them. */
export interface NewCaseStart {
  readonly words: NewCaseWords;
  readonly files: readonly Attachment[];
  readonly onServer: boolean;
}

const place = 'kept.unsent.new-case';

/** The person's unsent new case, asked anew whenever the dialog opens: it may have been typed elsewhere. */
export const newCaseStartQuery = queryOptions({
  queryKey: ['new-case-start'],
  queryFn: async (): Promise<NewCaseStart> => {
    const here = stored(place) as { words?: unknown; files?: readonly Attachment[] } | null;
    if (here !== null) return { words: readWords(here.words ?? here), files: here.files ?? [], onServer: false };
    const draft = await queryClient.fetchQuery({ ...newCaseDraftQuery, staleTime: 0 });
    return { words: readWords(draft?.words), files: draft?.attachments ?? [], onServer: draft !== null };
  },
  staleTime: 0,
  gcTime: 0,
  retry: false,
});

interface Whole {
  readonly words: NewCaseWords;
  readonly files: readonly Attachment[];
}

/** Keeps what is typed and the files chosen, on every device. */
export function useKept(words: NewCaseWords, files: readonly Attachment[], start: NewCaseStart) {
  const keeping = useKeeping<Whole>({
    place,
    value: { words, files },
    server: start.onServer ? written(start) : '',
    start: isBlank(start) ? 'clean' : 'kept',
    written,
    isBlank,
    put: (now) =>
      call<typeof contract.saveNewCaseDraft>('PUT', '/drafts/new-case', {
        body: {
          words: now.words as unknown as Record<string, unknown>,
          attachmentIds: now.files.map((file) => file.id),
        },
      }).then(told),
    drop: () => call<typeof contract.dropNewCaseDraft>('DELETE', '/drafts/new-case').then(told),
  });
  return { kept: keeping.kept, end: keeping.end };
}

/** The list of drafts shows it, too. */
function told(): void {
  void queryClient.invalidateQueries({ queryKey: newCaseDraftQuery.queryKey });
}

/** Whether nothing was typed; what was only chosen is no draft. */
function isBlank({ words, files }: Whole): boolean {
  const typed = [words.name, words.email, words.subject, words.text, words.wish];
  return (
    typed.every((one) => one.trim() === '') &&
    words.customer === null &&
    files.length === 0 &&
    Object.keys(words.answers).length === 0
  );
}

/** Words as another version or device may have kept them: what is missing is as at the beginning. */
function readWords(given: unknown): NewCaseWords {
  if (typeof given !== 'object' || given === null) return noWords;
  const known = Object.entries(given).filter(
    ([key, value]) =>
      key in noWords &&
      (key === 'customer'
        ? value === null || (typeof value === 'object' && 'id' in value && 'name' in value)
        : typeof value === typeof noWords[key as keyof NewCaseWords] && value !== null),
  );
  return { ...noWords, ...Object.fromEntries(known) };
}

/** In whatever order they were put together. */
function written({ words, files }: Whole): string {
  return JSON.stringify([
    Object.keys(noWords).map((key) => words[key as keyof NewCaseWords]),
    files.map((file) => file.id),
  ]);
}
