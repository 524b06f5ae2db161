import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { Attachment, Draft } from '../../../../contract/cases.ts';
import type * as contract from '../../../../contract/cases-drafts.ts';
import { call } from '../../../api.ts';
import { queryClient } from '../../../query-client.ts';
import type { Case } from '../cases.data.ts';
import { handKeys } from '../hands.data.ts';
import { stored, useKeeping } from './keeping.ts';

/** What is being written: kept on the server for every device, and here until the server has it. */
export interface Words {
  readonly html: string;
  readonly kind: 'message' | 'note';
  /** The conversation it answers. Rises only when the writer has looked again. */
  readonly revision: number;
  /** The messages that stood there then; what comes later was not known to the writer. */
  readonly known: readonly string[];
}

/** What goes with the words. */
export interface Enclosed {
  /** As it was typed; undefined while nobody is to get a copy. */
  readonly cc: string | undefined;
  readonly files: readonly Attachment[];
}

type Whole = Words & Enclosed;

/** What was typed on this page, by case: walking to another case and back loses nothing. */
const unsent = new Map<string, Whole>();

const placeOf = (id: string) => `kept.unsent.${id}`;

/** Gives back what was taken back from sending, to whoever opens the case next. */
export function giveBack(id: string, words: Words, enclosed: Enclosed): void {
  unsent.set(id, { ...words, ...enclosed });
}

/** What one goes on with: from this page, from this device, from the server, or nothing yet. */
export function startOf(found: Case): Whole {
  const { id, revision, draft } = found;
  const seen = seenIn(found);
  const here = stored(placeOf(id)) as Whole | null;
  const kept = here !== null && typeof here.html === 'string' && Array.isArray(here.known) ? here : undefined;
  return (
    unsent.get(id) ??
    (kept === undefined ? undefined : { ...kept, cc: kept.cc, files: kept.files ?? [] }) ?? {
      html: draft?.html ?? '',
      kind: draft?.kind ?? 'message',
      revision: draft?.revision ?? revision,
      known: draft === null ? seen : seen.slice(0, Math.max(0, seen.length - (revision - draft.revision))),
      ...enclosedIn(draft),
    }
  );
}

/** What goes with a draft of the server. */
export function enclosedIn(draft: Draft | null): Enclosed {
  return { cc: draft === null || draft.cc === '' ? undefined : draft.cc, files: draft?.attachments ?? [] };
}

/** The person's unsent words on a case, with what goes with them. */
export function useDraft(found: Case, start: Whole, enclosed: Enclosed) {
  const { id, revision, draft } = found;
  const seen = seenIn(found);
  const [words, setWords] = useState<Words>(start);
  const { cc, files } = enclosed;
  const whole: Whole = { ...words, cc, files };
  const params = { id };
  const keeping = useKeeping<Whole>({
    place: placeOf(id),
    value: whole,
    server: draft === null ? '' : written({ ...draft, known: [], ...enclosedIn(draft) }),
    start: 'clean',
    written,
    isBlank,
    put: (now) =>
      call<typeof contract.saveDraft>('PUT', '/cases/:id/draft', {
        params,
        body: {
          html: now.html,
          kind: now.kind,
          revision: now.revision,
          cc: now.cc ?? '',
          attachmentIds: now.files.map((file) => file.id),
        },
      }),
    drop: () => call<typeof contract.dropDraft>('DELETE', '/cases/:id/draft', { params }),
    onTurn: () => void queryClient.invalidateQueries({ queryKey: handKeys.drafts }),
  });
  const json = isBlank(whole) ? '' : written(whole);
  const latest = useRef(whole);
  const remember = useEffectEvent((of: string) => {
    latest.current = whole;
    if (of === '') unsent.delete(id);
    else unsent.set(id, whole);
  });
  useEffect(() => remember(json), [json]);

  const write = (html: string) =>
    setWords((before) =>
      // Until the first letter stands, the writer answers what he sees.
      before.html === '' ? { ...before, html, revision, known: seen } : { ...before, html },
    );
  return {
    words,
    kept: keeping.kept,
    /** What stands there now, for whoever comes back to it later. */
    latest,
    write,
    setKind: (kind: Words['kind']) => setWords((before) => ({ ...before, kind })),
    /** The writer has seen what came in: from now on it is answered, too. */
    lookAgain: () => setWords((before) => ({ ...before, revision, known: seen })),
    /** After sending: the server has dropped the draft itself. */
    empty: () => {
      keeping.sent();
      setWords((before) => ({ ...before, html: '', revision, known: seen }));
    },
  };
}

/** Words alone, a file alone, or an address alone are worth keeping. */
function isBlank(whole: Whole): boolean {
  return whole.html === '' && whole.files.length === 0 && (whole.cc ?? '').trim() === '';
}

function written({ html, kind, revision, cc, files }: Whole): string {
  return JSON.stringify([html, kind, revision, cc ?? '', files.map((file) => file.id)]);
}

function seenIn(found: Case): string[] {
  return found.messages.items.map((message) => message.id);
}
