import i18next from 'i18next';
import type * as contract from '../../../contract/promises-restoring.ts';
import { call } from '../../api.ts';
import { notify, notifyProblem } from '../../toasts.ts';
import { showPromise } from './promises.data.ts';

/** Puts back what was taken back a moment ago, and says so. The words of `withdrawing` are there. */
export async function putBack(id: string): Promise<void> {
  try {
    showPromise(await call<typeof contract.restorePromise>('POST', '/promises/:id/restore', { params: { id } }));
    notify(i18next.t('withdrawing:restored'));
  } catch (problem) {
    notifyProblem(problem);
  }
}
