import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { notifyProblem, notifyUndo } from '../../toasts.ts';
import { Button } from '../../ui/button.tsx';
import { type HeardKind, putBack, takeBack } from './corrections.data.ts';
import type { ReactNode } from 'react';

const History = lazy(() => import('./heard-history.tsx'));

/**
 * What may be done to something that was heard: correct it, take it back (and put it back), and see what was done to it. `form` draws
 * the correcting; those who may not correct see the history alone.
 */
export default function HeardTools(props: {
  kind: HeardKind;
  id: string;
  /** What it says, for those who only hear the buttons. */
  what: string;
  changedAt: string | null;
  mayCorrect: boolean;
  form: (onClose: () => void) => ReactNode;
}) {
  const { t } = useTranslation('corrections');
  const { kind, id, what } = props;
  const [open, setOpen] = useState<'correct' | 'history'>();
  const close = () => setOpen(undefined);
  const remove = async () => {
    try {
      await takeBack(kind, id);
      notifyUndo(t('takenBack'), () => void putBack(kind, id).catch(notifyProblem));
    } catch (problem) {
      notifyProblem(problem);
    }
  };
  return (
    <>
      {props.mayCorrect && (
        <>
          <Button size="s" kind="quiet" aria-label={t('correctIt', { what })} onClick={() => setOpen('correct')}>
            {t('correct')}
          </Button>
          <Button size="s" kind="quiet" aria-label={t('takeBackIt', { what })} onClick={() => void remove()}>
            {t('takeBack')}
          </Button>
        </>
      )}
      {props.changedAt !== null && (
        <Button size="s" kind="quiet" aria-label={t('historyOf', { what })} onClick={() => setOpen('history')}>
          {t('corrected')}
        </Button>
      )}
      {open !== undefined && (
        <Suspense fallback={null}>
          {open === 'correct' ? props.form(close) : <History kind={kind} id={id} onClose={close} />}
        </Suspense>
      )}
    </>
  );
}
