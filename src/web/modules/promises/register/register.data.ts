import { queryOptions } from '@tanstack/react-query';
import type * as course from '../../../../contract/promises-course.ts';
import type * as estimates from '../../../../contract/promises-estimates.ts';
import type * as register from '../../../../contract/promises-register.ts';
import type { QueryOf, ReplyOf } from '../../../../contract/route.ts';
import { call } from '../../../api.ts';
import { refetchOn } from '../../../live.ts';
import { paged } from '../../../paged.ts';

export type RegisterRow = register.RegisterRow;
export type RegisterFilter = Omit<QueryOf<typeof register.listRegister>, 'limit' | 'cursor'>;
export type Calibration = ReplyOf<typeof estimates.readCalibration>;

/** The register, page by page. */
export function registerQuery(filter: RegisterFilter) {
  return paged(['promises', 'register', filter], (page, signal) =>
    call<typeof register.listRegister>('GET', '/promises/register', { query: { ...filter, ...page }, signal }),
  );
}

/** The rows for a download: at most so many, page by page. */
export async function readRows(filter: RegisterFilter, most: number): Promise<RegisterRow[]> {
  const rows: RegisterRow[] = [];
  let cursor: string | undefined;
  do {
    const query = { ...filter, limit: 200, ...(cursor === undefined ? {} : { cursor }) };
    // Each page names the next one.
    // oxlint-disable-next-line no-await-in-loop
    const page = await call<typeof register.listRegister>('GET', '/promises/register', { query });
    rows.push(...page.items);
    cursor = page.next ?? undefined;
  } while (cursor !== undefined && rows.length < most);
  return rows.slice(0, most);
}

export function registerFiguresQuery(filter: RegisterFilter) {
  return queryOptions({
    queryKey: ['promises', 'register-figures', filter],
    queryFn: ({ signal }) =>
      call<typeof register.readRegisterFigures>('GET', '/promises/register/figures', { query: filter, signal }),
  });
}

export function riskQuery(id: string) {
  return queryOptions({
    queryKey: ['promises', 'risk', id],
    queryFn: ({ signal }) =>
      call<typeof register.readPromiseRisk>('GET', '/promises/:id/risk', { params: { id }, signal }),
  });
}

export const calibrationQuery = queryOptions({
  queryKey: ['promises', 'calibration'],
  queryFn: ({ signal }) =>
    call<typeof estimates.readCalibration>('GET', '/estimates/calibration', { query: {}, signal }),
});

/** What to do about a case and how long it will take. */
export function caseCourseQuery(caseId: string) {
  return queryOptions({
    queryKey: ['promises', 'course', caseId],
    staleTime: 60_000,
    queryFn: ({ signal }) =>
      call<typeof course.readCaseCourse>('GET', '/cases/:id/course', { params: { id: caseId }, signal }),
  });
}

refetchOn('procedures.', ['promises', 'course']);
