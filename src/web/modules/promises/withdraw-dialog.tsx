import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/promises.ts';
import { WITHDRAWAL_WINDOW } from '../../../domain/promises/promise-states.ts';
import { call } from '../../api.ts';
import { queryClient } from '../../query-client.ts';
import { useSession } from '../../session.ts';
import { notifyUndo } from '../../toasts.ts';
import { ChooseField } from '../../ui/choices.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { useFields } from '../../ui/fields.ts';
import { FormEnd } from '../../ui/form-end.tsx';
import { TextSkeleton } from '../../ui/skeletons.tsx';
import { takeFocus } from '../../ui/take-focus.ts';
import { TextField } from '../../ui/text-fields.tsx';
import { useManner, useNow } from '../../ui/time-text.tsx';
import { instantWords } from '../../ui/time-words.ts';
import { promiseTitle } from './promise-words.ts';
import { promiseQuery, type PromiseDetail } from './promises.data.ts';
import { putBack } from './putting-back.ts';

/** Takes a promise back: why, in whose interest, and what the customer sees of it. It can be put back for some minutes. */
export default function WithdrawDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation('withdrawing');
  const found = useQuery(promiseQuery(id));
  const promise = found.data;
  const title =
    promise === undefined || promise.kind === 'internal'
      ? t('titlePlain')
      : t('title', { name: promise.customer.name });
  return (
    <Dialog opened onClose={onClose} title={title}>
      {promise === undefined ? (
        found.isError ? (
          <ErrorNotice problem={found.error} onAgain={() => void found.refetch()} />
        ) : (
          <TextSkeleton lines={5} />
        )
      ) : promise.moves.includes('withdraw') ? (
        <WithdrawForm promise={promise} onClose={onClose} />
      ) : (
        <p role="alert">{t('late')}</p>
      )}
    </Dialog>
  );
}

function WithdrawForm({ promise, onClose }: { promise: PromiseDetail; onClose: () => void }) {
  const { t } = useTranslation(['withdrawing', 'cases']);
  const { user } = useSession();
  const now = useNow();
  const { language, timeZone } = useManner();
  const { name } = promise.customer;
  const at = (instant: string | number) => instantWords(new Date(instant), now, language, timeZone);
  const mistakeUntil = Date.parse(promise.madeAt) + WITHDRAWAL_WINDOW;
  // a policy makes no mistakes, and only whoever gave a word may call it one
  const mayBeMistake = promise.kind !== 'policy' && promise.madeBy?.id === user?.id && now.getTime() <= mistakeUntil;
  const released = t(promise.kind === 'internal' ? 'unneeded' : 'released', { name });
  const form = useFields({ because: mayBeMistake ? 'mistake' : 'released', reason: '' }, async (values) => {
    await call<typeof contract.withdrawPromise>('DELETE', '/promises/:id', {
      params: { id: promise.id },
      query: { because: values.because === 'mistake' ? 'mistake' : 'released', reason: values.reason.trim() },
    });
    await queryClient.invalidateQueries({ queryKey: ['promises'] });
    notifyUndo(t('done'), () => void putBack(promise.id));
    onClose();
  });
  const what = promiseTitle(promise, (key, values) => t(`cases:promise.${key}`, values ?? {}));
  return (
    <form className="stack" onSubmit={form.submit}>
      <p className="strong">{promise.dueAt === null ? what : t('what', { what, at: at(promise.dueAt) })}</p>
      {mayBeMistake ? (
        <ChooseField
          label={t('because')}
          bound={form.bind('because')}
          options={[
            ['mistake', t('mistake')],
            ['released', released],
          ]}
          hint={t('mistakeUntil', { at: at(mistakeUntil) })}
        />
      ) : (
        <p>
          <span className="dim">{t('because')}</span> {released}.
        </p>
      )}
      <TextField
        data-autofocus
        // the promise may come after the dialog has looked for its first field
        ref={takeFocus}
        required
        maxLength={300}
        bound={form.bind('reason')}
        label={t('reason')}
        description={t('reasonWhy')}
      />
      <p className="dim sm">{t(promise.customerSees === null ? 'seesNothing' : 'sees', { name })}</p>
      <FormEnd form={form} go={t('go')} disabled={form.values.reason.trim() === ''} onLeave={onClose} />
    </form>
  );
}
