import type { KeptEvent } from '../../store/events.ts';

/** One case of an import, as if it had an event of its own. */
export const importedCase = 'cases.imported-one';

/** An import tells of many cases at once; whoever follows cases one by one reads it as one event for each. */
export function unfoldImport(event: KeptEvent): KeptEvent[] {
  if (event.type !== 'cases.imported') return [event];
  const cases = event.data['cases'] as { caseId: string }[];
  return cases.map((data) => ({ ...event, type: importedCase, subjectId: data.caseId, data }));
}
