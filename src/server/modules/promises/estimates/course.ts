import type { CaseCourse } from '../../../../contract/promises-course.ts';
import type { Context } from '../../../context.ts';
import { findCase } from '../../cases/index.ts';
import { proposedProcedure } from '../../procedures/index.ts';
import { readCaseEstimate } from './estimate-reading.ts';
import { listSimilarCases } from './similar-cases.ts';

const mostSimilar = 3;

/**
 * What to do about a case and how long it will take, in one answer: the procedure, what solved cases like it, the estimate.
 * @throws Refusal not_found when the case is not for this person's eyes
 */
export async function readCaseCourse(ctx: Context, ref: string): Promise<CaseCourse> {
  const { id } = await findCase(ctx, ref);
  const [procedure, similar, estimate] = await Promise.all([
    proposedProcedure(ctx, id),
    listSimilarCases(ctx, id, mostSimilar),
    readCaseEstimate(ctx, id),
  ]);
  return {
    procedure:
      procedure === undefined
        ? null
        : {
            id: procedure.id,
            name: procedure.name,
            purpose: procedure.purpose,
            steps: procedure.steps,
            runId: procedure.runId,
          },
    similar: similar.items,
    estimate,
  };
}
