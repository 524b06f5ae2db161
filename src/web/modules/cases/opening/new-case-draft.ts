import { queryOptions } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type * as contract from '../../../../contract/cases-hands.ts';
import { call } from '../../../api.ts';

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

/** Where words lie on this device until the server has them: a reload without a network loses none. */
const storageKey = 'kept.unsent.new-case';

/** The person's unsent new case, asked anew whenever the dialog opens: it may have been typed elsewhere. */
export const newCaseDraftQuery = queryOptions({
  queryKey: ['new-case-draft'],
  queryFn: async ({ signal }) => {
    const here = stored();
    if (here !== undefined) return here;
    const { draft } = await call<typeof contract.readNewCaseDraft>('GET', '/drafts/new-case', { signal });
    return readWords(draft?.words);
  },
  staleTime: 0,
  gcTime: 0,
  retry: false,
});

/** Keeps what is typed: 1.2 s after the last key and when the dialog closes, on every device. */
export function useKept(words: NewCaseWords, start: NewCaseWords) {
  const saved = useRef(written(stored() === undefined ? start : noWords));
  const over = useRef(false);
  const [kept, setKept] = useState<'clean' | 'waiting' | 'kept' | 'here'>(isBlank(start) ? 'clean' : 'kept');
  const save = useEffectEvent(async (now: NewCaseWords) => {
    const json = written(now);
    if (over.current || json === saved.current) return;
    try {
      if (isBlank(now)) await drop();
      else
        await call<typeof contract.saveNewCaseDraft>('PUT', '/drafts/new-case', {
          body: { words: now as unknown as Record<string, unknown> },
        });
      // a case that was opened meanwhile took its draft along
      if (over.current) return void drop().catch(() => undefined);
      saved.current = json;
      store(undefined);
      setKept(isBlank(now) ? 'clean' : 'kept');
    } catch {
      // the words stay on this device; the next key or closing tries again
      setKept('here');
    }
  });
  useEffect(() => {
    if (written(words) === saved.current) return;
    setKept('waiting');
    store(isBlank(words) ? undefined : words);
    const timer = setTimeout(() => void save(words), 1200);
    return () => clearTimeout(timer);
  }, [words]);
  const latest = useRef(words);
  useEffect(() => {
    latest.current = words;
  }, [words]);
  useEffect(() => () => void save(latest.current), []);
  return {
    kept,
    /** The case is open, or all of it was thrown away: nothing is left to keep. */
    end: () => {
      over.current = true;
      store(undefined);
      void drop().catch(() => undefined);
    },
  };
}

/** Whether nothing was typed; what was only chosen is no draft. */
export function isBlank(words: NewCaseWords): boolean {
  const typed = [words.name, words.email, words.subject, words.text, words.wish];
  return typed.every((one) => one.trim() === '') && words.customer === null && Object.keys(words.answers).length === 0;
}

/** Words as another version or device may have kept them: what is missing is as at the beginning. */
export function readWords(given: unknown): NewCaseWords {
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

/** Two of the same words are written the same way, in whatever order they were put together. */
function written(words: NewCaseWords): string {
  return JSON.stringify(Object.keys(noWords).map((key) => words[key as keyof NewCaseWords]));
}

async function drop(): Promise<void> {
  await call<typeof contract.dropNewCaseDraft>('DELETE', '/drafts/new-case');
}

function stored(): NewCaseWords | undefined {
  try {
    const json = localStorage.getItem(storageKey);
    return json === null ? undefined : readWords(JSON.parse(json));
  } catch {
    return undefined;
  }
}

function store(words: NewCaseWords | undefined): void {
  try {
    if (words === undefined) localStorage.removeItem(storageKey);
    else localStorage.setItem(storageKey, JSON.stringify(words));
  } catch {
    // a device without room keeps them until the dialog closes
  }
}
