import { queryOptions } from '@tanstack/react-query';
import type * as contract from '../../../contract/journeys-design.ts';
import { call } from '../../api.ts';
import { queryClient } from '../../query-client.ts';

export type DrawnJourney = contract.DrawnJourney;
export type Design = contract.Design;
export type Stop = contract.DesignStop;
export type Unclear = contract.Unclear;

/** The drawing of a journey: the draft if there is one. */
export function drawingQuery(id: string) {
  return queryOptions({
    queryKey: ['journeys', 'drawing', id],
    queryFn: ({ signal }) =>
      call<typeof contract.readDesign>('GET', '/journeys/:id/design', { params: { id }, query: {}, signal }),
  });
}

/** What is in force, with what is unclear about it. */
export function inForceQuery(id: string | undefined) {
  return queryOptions({
    queryKey: ['journeys', 'in-force', id],
    queryFn: ({ signal }) => {
      if (id === undefined) throw new Error('No journey yet.');
      return call<typeof contract.readDesign>('GET', '/journeys/:id/design', {
        params: { id },
        query: { published: true },
        signal,
      });
    },
    enabled: id !== undefined,
  });
}

/** The latest versions. */
export function versionsQuery(id: string) {
  return queryOptions({
    queryKey: ['journeys', 'versions', id],
    queryFn: async ({ signal }) => {
      const page = await call<typeof contract.listVersions>('GET', '/journeys/:id/versions', {
        params: { id },
        query: { limit: 100 },
        signal,
      });
      return page.items;
    },
  });
}

/** What changed from one version to another, or to what is drawn now. */
export function changesQuery(id: string, from: number, to: number | undefined, revision: number) {
  return queryOptions({
    queryKey: ['journeys', 'changes', id, from, to, revision],
    queryFn: ({ signal }) =>
      call<typeof contract.compareVersions>('GET', '/journeys/:id/changes', {
        params: { id },
        query: { from, ...(to === undefined ? {} : { to }) },
        signal,
      }),
  });
}

export function saveDraft(id: string, body: { revision: number; name: string; purpose: string; design: Design }) {
  return call<typeof contract.saveDraft>('PUT', '/journeys/:id/draft', { params: { id }, body });
}

/** The drawing as the server has it now. */
export function keepDrawn(drawn: DrawnJourney): void {
  queryClient.setQueryData(drawingQuery(drawn.journeyId).queryKey, drawn);
}

/** Reads the drawing anew, after somebody else has drawn. */
export function readDrawn(id: string): Promise<DrawnJourney> {
  return queryClient.fetchQuery({ ...drawingQuery(id), staleTime: 0 });
}

export async function dropDraft(id: string): Promise<DrawnJourney> {
  const drawn = await call<typeof contract.dropDraft>('DELETE', '/journeys/:id/draft', { params: { id } });
  await queryClient.invalidateQueries({ queryKey: ['journeys'] });
  return drawn;
}

export async function publishDraft(id: string, revision: number): Promise<DrawnJourney> {
  const drawn = await call<typeof contract.publishDraft>('POST', '/journeys/:id/publish', {
    params: { id },
    body: { revision },
  });
  await queryClient.invalidateQueries({ queryKey: ['journeys'] });
  return drawn;
}
