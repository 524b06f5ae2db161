import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/cases.ts';
import type * as standing from '../../../contract/cases-standing.ts';
import type { BodyOf } from '../../../contract/route.ts';
import { call } from '../../api.ts';
import { queryClient } from '../../query-client.ts';
import { notifyProblem, notifyUndo } from '../../toasts.ts';
import { caseKeys, changeRows, refreshCases, showCase, type Case } from './cases.data.ts';

export type CasePatch = BodyOf<typeof contract.changeCase>;

/**
 * What can be done to one case. Every deed shows at once, is taken back when the server refuses it, and offers the way
 * back for ten seconds.
 */
export function useCaseDeeds(found: Case) {
  const { t } = useTranslation('cases');
  const params = { id: found.id };

  /** Changes fields; `shown` are the same fields as the screen shows them. */
  const change = (patch: CasePatch, shown: Partial<Case>, said: string, back?: CasePatch, shownBack?: Partial<Case>) =>
    deed(
      found,
      shown,
      () => call<typeof contract.changeCase>('PATCH', '/cases/:id', { params, body: patch }),
      () => {
        if (back !== undefined) notifyUndo(said, () => void change(back, shownBack ?? {}, t('done.undone')));
      },
    );

  const snooze = (until: string) =>
    deed(
      found,
      { state: 'snoozed', snoozedUntil: until },
      () => call<typeof standing.snoozeCase>('POST', '/cases/:id/snooze', { params, body: { until } }),
      () => notifyUndo(t('done.snoozed'), () => void wake()),
    );

  const wake = () =>
    deed(found, { state: 'open', snoozedUntil: null }, () =>
      call<typeof standing.wakeCase>('DELETE', '/cases/:id/snooze', { params }),
    );

  const close = (valueCreated: string, withOpenTasks = false) =>
    deed(
      found,
      { state: 'closed' },
      () =>
        call<typeof standing.closeCase>('POST', '/cases/:id/closure', {
          params,
          body: { ...(valueCreated === '' ? {} : { valueCreated }), ...(withOpenTasks ? { withOpenTasks } : {}) },
        }),
      () => notifyUndo(t('done.closed', { number: found.number }), () => void reopen()),
    );

  const reopen = (because?: string) =>
    deed(found, { state: 'open', closedAt: null }, () =>
      call<typeof standing.reopenCase>('DELETE', '/cases/:id/closure', {
        params,
        query: because === undefined ? {} : { because },
      }),
    );

  return { change, snooze, wake, close, reopen };
}

/** Shows the change, sends it, shows what the server made of it; or shows what was there before and says why. */
async function deed(found: Case, shown: Partial<Case>, send: () => Promise<Case>, done?: () => void): Promise<boolean> {
  const key = caseKeys.one(found.number);
  await queryClient.cancelQueries({ queryKey: key });
  const before = queryClient.getQueryData<Case>(key);
  queryClient.setQueryData<Case>(key, (now) => now && { ...now, ...shown });
  changeRows([found.id], (row) => pick(shown, row));
  try {
    showCase(await send());
    done?.();
    return true;
  } catch (problem) {
    queryClient.setQueryData(key, before);
    notifyProblem(problem);
    return false;
  } finally {
    void refreshCases(found.number);
  }
}

/** Only what a row knows too. */
function pick<T extends object>(from: object, like: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(from).filter(([key]) => key in like && key !== 'customer' && key !== 'messages'),
  ) as Partial<T>;
}
