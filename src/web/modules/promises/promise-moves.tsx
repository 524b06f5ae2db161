import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/promises.ts';
import { call } from '../../api.ts';
import { useColleagues } from '../../colleagues.ts';
import { useSession } from '../../session.ts';
import { notify, notifyProblem } from '../../toasts.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { BreakForm, KeepForm, RenegotiateForm } from './move-forms.tsx';
import { showPromise, type PromiseDetail } from './promises.data.ts';

const WithdrawDialog = lazy(() => import('./withdraw-dialog.tsx'));
const PutBack = lazy(() => import('./put-back.tsx'));

type Move = 'keep' | 'renegotiate' | 'break';

/** What can be done with a promise now: the server says which; keeping it is the one filled button. */
export function PromiseMoves({ promise }: { promise: PromiseDetail }) {
  const { t } = useTranslation('cases');
  const [move, setMove] = useState<Move>();
  const [withdrawing, setWithdrawing] = useState(false);
  const session = useSession();
  const may = new Set(promise.moves);
  const breaks = may.has('break') || may.has('explain-break');
  const close = () => setMove(undefined);
  return (
    <>
      {may.has('keep') && (
        <Button kind="go" onClick={() => setMove('keep')}>
          {t('promise.move.keep')}
        </Button>
      )}
      {may.has('renegotiate') && (
        <Button onClick={() => setMove('renegotiate')}>{t('promise.move.renegotiate')}</Button>
      )}
      {breaks && (
        <Button onClick={() => setMove('break')}>
          {t(may.has('break') ? 'promise.move.break' : 'promise.move.explain')}
        </Button>
      )}
      {may.has('withdraw') && promise.kind !== 'estimate' && session.may('promises.write') && (
        <Button kind="quiet" onClick={() => setWithdrawing(true)}>
          {t('promise.move.withdraw')}
        </Button>
      )}
      {may.has('restore') && session.may('promises.write') && (
        <Suspense fallback={null}>
          <PutBack id={promise.id} />
        </Suspense>
      )}
      {withdrawing && (
        <Suspense fallback={null}>
          <WithdrawDialog id={promise.id} onClose={() => setWithdrawing(false)} />
        </Suspense>
      )}
      {move !== undefined && (
        <Dialog opened onClose={close} title={t(`promise.${move}Title`, { name: promise.customer.name })}>
          {move === 'keep' && <KeepForm promise={promise} onClose={close} />}
          {move === 'renegotiate' && <RenegotiateForm promise={promise} onClose={close} />}
          {move === 'break' && <BreakForm promise={promise} onClose={close} />}
        </Dialog>
      )}
    </>
  );
}

/** Who keeps it, and giving it to somebody else. */
export function HandOver({ promise }: { promise: PromiseDetail }) {
  const { t } = useTranslation('cases');
  const colleagues = useColleagues();
  if (!promise.moves.includes('hand-over')) return null;
  const give = async (keeperId: string) => {
    if (keeperId === '') return;
    try {
      showPromise(
        await call<typeof contract.handOverPromise>('POST', '/promises/:id/keeper', {
          params: { id: promise.id },
          body: { keeperId },
        }),
      );
      notify(t('promise.done.handed'));
    } catch (problem) {
      notifyProblem(problem);
    }
  };
  return (
    <select
      className="choose hand"
      aria-label={t('promise.handOver')}
      value=""
      onChange={(event) => void give(event.currentTarget.value)}
    >
      <option value="">{t('promise.handOver')}</option>
      {colleagues
        .filter((one) => one.id !== promise.keeper?.id)
        .map((one) => (
          <option key={one.id} value={one.id}>
            {one.name}
          </option>
        ))}
    </select>
  );
}
