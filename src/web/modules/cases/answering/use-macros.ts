import { useTranslation } from 'react-i18next';
import type * as contract from '../../../../contract/cases-macros.ts';
import type { ReplyOf } from '../../../../contract/route.ts';
import { call } from '../../../api.ts';
import { queryClient } from '../../../query-client.ts';
import { notify, notifyProblem } from '../../../toasts.ts';
import { caseKeys, refreshCases, showCase, type Case } from '../cases.data.ts';
import { handKeys, type Macro } from '../hands.data.ts';

/** What a macro leaves to do: its text for the answer, and whose turn it shall be after. */
export type MacroResult = Pick<ReplyOf<typeof contract.useMacro>, 'insert' | 'after'>;

/** Uses a macro on a case: shows the case as it is then, hands its text over, names what could not be filled. */
export function useMacros(found: Case, onText: (result: MacroResult) => void): (macro: Macro) => Promise<void> {
  const { t } = useTranslation('macros');
  return async (macro) => {
    try {
      const used = await call<typeof contract.useMacro>('POST', '/cases/:id/macros/:macroId', {
        params: { id: found.id, macroId: macro.id },
        body: { revision: found.revision },
      });
      showCase(used.case);
      if (used.insert !== null) onText(used);
      const names = used.problems.map((one) => one.placeholder).join(', ');
      notify(names === '' ? t('done', { name: macro.name }) : t('missing', { names }));
      void refreshCases(found.number);
      for (const queryKey of [caseKeys.one(found.number), handKeys.macros, handKeys.followers, ['promises']])
        void queryClient.invalidateQueries({ queryKey });
    } catch (problem) {
      notifyProblem(problem);
    }
  };
}
