import { queryOptions } from '@tanstack/react-query';
import { useState } from 'react';
import type { Attachment, Draft } from '../../../../contract/cases.ts';
import type * as contract from '../../../../contract/cases-drafts.ts';
import { call } from '../../../api.ts';
import { queryClient } from '../../../query-client.ts';
import { draftsQuery, handKeys } from '../hands.data.ts';
import { stored, useKeeping } from './keeping.ts';

/** What was typed to an outside party, or to all, and its files. */
interface PartyWords {
  readonly html: string;
  readonly files: readonly Attachment[];
}

/** One's unsent words to a party (its id) or to `all`, asked whenever one begins to write to it. */
export function partyDraftQuery(caseId: string, to: string) {
  return queryOptions({
    queryKey: [...handKeys.drafts, caseId, to],
    queryFn: async ({ signal }) =>
      (
        await call<typeof contract.readDraft>('GET', '/cases/:id/draft', {
          params: { id: caseId },
          query: { to },
          signal,
        })
      ).draft,
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });
}

/** To whom one has begun to write: a party where that is all one has begun, else nobody in particular. */
export function begunTo(caseId: string): string | undefined {
  const mine = queryClient.getQueryData(draftsQuery.queryKey)?.filter((draft) => draft.caseId === caseId) ?? [];
  return mine.some((draft) => draft.to === null) ? undefined : mine.find((draft) => draft.to !== null)?.to || undefined;
}

/** What one goes on with: from this device, else from the server. */
export function partyStart(caseId: string, to: string, draft: Draft | null): PartyWords {
  const here = stored(placeOf(caseId, to)) as PartyWords | null;
  return typeof here?.html === 'string'
    ? { html: here.html, files: here.files ?? [] }
    : { html: draft?.html ?? '', files: draft?.attachments ?? [] };
}

/** Keeps the words to a party and their files, on every device. */
export function usePartyDraft(
  found: { id: string; revision: number },
  to: string,
  draft: Draft | null,
  start: PartyWords,
  files: readonly Attachment[],
) {
  const [html, write] = useState(start.html);
  const params = { id: found.id };
  const keeping = useKeeping<PartyWords>({
    place: placeOf(found.id, to),
    value: { html, files },
    server: draft === null ? '' : written({ html: draft.html, files: draft.attachments }),
    start: 'clean',
    written,
    isBlank,
    put: (now) =>
      call<typeof contract.saveDraft>('PUT', '/cases/:id/draft', {
        params,
        body: {
          to,
          html: now.html,
          kind: 'message',
          revision: found.revision,
          attachmentIds: now.files.map((file) => file.id),
        },
      }),
    drop: () => call<typeof contract.dropDraft>('DELETE', '/cases/:id/draft', { params, query: { to } }),
    onTurn: () => void queryClient.invalidateQueries({ queryKey: draftsQuery.queryKey, exact: true }),
  });
  return { html, write, kept: keeping.kept, sent: keeping.sent };
}

function placeOf(caseId: string, to: string): string {
  return `kept.unsent.${caseId}.${to}`;
}

function isBlank({ html, files }: PartyWords): boolean {
  return html === '' && files.length === 0;
}

function written({ html, files }: PartyWords): string {
  return JSON.stringify([html, files.map((file) => file.id)]);
}
