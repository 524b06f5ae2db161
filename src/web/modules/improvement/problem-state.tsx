import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/improvement-problems.ts';
import { call } from '../../api.ts';
import { useSession } from '../../session.ts';
import { ask } from '../../questions.ts';
import { notify, notifyProblem } from '../../toasts.ts';
import { Button } from '../../ui/button.tsx';
import { showProblem, type Problem } from './improvement.data.ts';

/** Open, known error, solved: the next step as a button. A known error needs cause and workaround, a solved one its solution. */
export function ProblemState({ problem }: { problem: Problem }) {
  const { t } = useTranslation('fixing');
  const { may } = useSession();
  if (!may('improvement.write')) return null;
  const move = async (body: { state: Problem['state']; solution?: string }) => {
    try {
      showProblem(
        await call<typeof contract.changeProblem>('PATCH', '/problems/:id', { params: { id: problem.id }, body }),
      );
      notify(t(`problems.now.${body.state}`));
    } catch (caught) {
      notifyProblem(caught);
    }
  };
  const solve = async () => {
    const given = await ask({
      title: t('problem.solve'),
      text: t('problem.solveWhy'),
      yes: t('problem.solved'),
      reason: { label: t('cause.solution') },
    });
    if (given !== undefined) await move({ state: 'solved', solution: given.reason });
  };
  return (
    <>
      {problem.state === 'open' && (
        <Button onClick={() => void move({ state: 'known-error' })}>{t('problem.knownError')}</Button>
      )}
      {problem.state !== 'solved' && <Button onClick={() => void solve()}>{t('problem.solve')}</Button>}
      {problem.state === 'solved' && <Button onClick={() => void move({ state: 'open' })}>{t('problem.again')}</Button>}
    </>
  );
}
