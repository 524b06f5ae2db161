import { type RawBuilder, sql } from 'kysely';

/** Every link of a case with its other end, the relation said from this case's side. */
export function linkedTo(caseId: string): RawBuilder<unknown> {
  return sql`
    select other_id as id, case relation when 'duplicate' then 'duplicate-of' when 'split' then 'split-from' else relation end as relation
      from case_links where case_id = ${caseId}::uuid
    union select case_id, case relation when 'follows' then 'followed-by' when 'caused-by' then 'causes' when 'duplicate' then 'duplicated-by'
      when 'parent' then 'child' when 'split' then 'split-into' else relation end
      from case_links where other_id = ${caseId}::uuid`;
}
