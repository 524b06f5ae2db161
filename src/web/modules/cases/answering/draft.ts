import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type * as contract from '../../../../contract/cases-answering.ts';
import { call } from '../../../api.ts';
import { queryClient } from '../../../query-client.ts';
import type { Case } from '../cases.data.ts';

/** What is being written: kept on the server for every device, and here until the server has it. */
export interface Words {
  readonly html: string;
  readonly kind: 'message' | 'note';
  /** The conversation it answers. Rises only when the writer has looked again. */
  readonly revision: number;
  /** The messages that stood there then; what comes later was not known to the writer. */
  readonly known: readonly string[];
}

/** Words that were typed on this page, by case: walking to another case and back loses none. */
const unsent = new Map<string, Words>();

/** Where words that the server has not got yet lie on this device: a reload without a network loses none either. */
const storageKey = (id: string) => `kept.unsent.${id}`;

function stored(id: string): Words | undefined {
  try {
    const words = JSON.parse(localStorage.getItem(storageKey(id)) ?? 'null') as Words | null;
    return words !== null && typeof words.html === 'string' && Array.isArray(words.known) ? words : undefined;
  } catch {
    return undefined;
  }
}

function store(id: string, words: Words | undefined): void {
  try {
    if (words === undefined) localStorage.removeItem(storageKey(id));
    else localStorage.setItem(storageKey(id), JSON.stringify(words));
  } catch {
    // a device without room keeps them on this page only
  }
}

/** Gives words back that were taken back from sending, to whoever opens the case next. */
export function giveBack(id: string, words: Words): void {
  unsent.set(id, words);
}

/** The person's unsent words on a case; kept 1.2 s after the last key and when the case is left. */
export function useDraft(found: Case) {
  const { id, revision, draft } = found;
  const seen = found.messages.items.map((message) => message.id);
  const [words, setWords] = useState<Words>(
    () =>
      unsent.get(id) ??
      stored(id) ?? {
        html: draft?.html ?? '',
        kind: draft?.kind ?? 'message',
        revision: draft?.revision ?? revision,
        known: draft === null ? seen : seen.slice(0, Math.max(0, seen.length - (revision - draft.revision))),
      },
  );
  const saved = useRef(stored(id) === undefined ? words.html : (draft?.html ?? ''));
  const [kept, setKept] = useState<'clean' | 'waiting' | 'kept' | 'here'>('clean');

  const save = useEffectEvent(async (now: Words) => {
    if (now.html === saved.current) return;
    const params = { id };
    try {
      if (now.html === '') await call<typeof contract.dropDraft>('DELETE', '/cases/:id/draft', { params });
      else {
        const body = { html: now.html, kind: now.kind, revision: now.revision };
        await call<typeof contract.saveDraft>('PUT', '/cases/:id/draft', { params, body });
      }
      if ((saved.current === '') !== (now.html === ''))
        void queryClient.invalidateQueries({ queryKey: ['cases', 'drafts'] });
      saved.current = now.html;
      store(id, undefined);
      setKept(now.html === '' ? 'clean' : 'kept');
    } catch {
      // The words stay on this page; the next key or leaving tries again.
      setKept('here');
    }
  });

  useEffect(() => {
    if (words.html === saved.current) return;
    setKept('waiting');
    store(id, words);
    const timer = setTimeout(() => void save(words), 1200);
    return () => clearTimeout(timer);
  }, [id, words]);
  const latest = useRef(words);
  useEffect(() => {
    latest.current = words;
    if (words.html === '') unsent.delete(id);
    else unsent.set(id, words);
  }, [id, words]);
  useEffect(() => () => void save(latest.current), []);

  const write = (html: string) =>
    setWords((before) =>
      // Until the first letter stands, the writer answers what he sees.
      before.html === '' ? { ...before, html, revision, known: seen } : { ...before, html },
    );
  return {
    words,
    kept,
    write,
    setKind: (kind: Words['kind']) => setWords((before) => ({ ...before, kind })),
    /** The writer has seen what came in: from now on it is answered, too. */
    lookAgain: () => setWords((before) => ({ ...before, revision, known: seen })),
    /** After sending: the server has dropped the draft itself. */
    empty: () => {
      saved.current = '';
      store(id, undefined);
      setKept('clean');
      setWords((before) => ({ ...before, html: '', revision, known: seen }));
    },
  };
}
