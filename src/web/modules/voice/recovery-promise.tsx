import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/recoveries.ts';
import { call } from '../../api.ts';
import { queryClient } from '../../query-client.ts';
import { notify } from '../../toasts.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { useFields } from '../../ui/fields.ts';
import { TextField } from '../../ui/text-fields.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { recoverySideQuery, refreshVoice, type RecoverySide } from './radar.data.ts';

/** What the customer is promised so that it is put right: said once, with an hour, and seen by him. */
export function RecoveryPromise({ side, write }: { side: RecoverySide; write: boolean }) {
  const { t } = useTranslation('regain');
  const [open, setOpen] = useState(false);
  const { promise } = side;
  return (
    <section className="aside-block">
      <h2>{t('promise.title')}</h2>
      {promise === null ? (
        <p className="dim sm">{t('promise.none')}</p>
      ) : (
        <p className="sm">
          <Link to={`/promises/${promise.id}`}>{promise.what}</Link>{' '}
          <span className="dim">
            {promise.dueAt !== null && <TimeText at={promise.dueAt} />}
            {promise.keeper !== null && `, ${promise.keeper.name}`}
          </span>
        </p>
      )}
      {write &&
        (open ? (
          <PromiseForm recoveryId={side.recoveryId} onDone={() => setOpen(false)} />
        ) : (
          <Button size="s" onClick={() => setOpen(true)}>
            {t('promise.make')}
          </Button>
        ))}
    </section>
  );
}

function PromiseForm({ recoveryId, onDone }: { recoveryId: string; onDone: () => void }) {
  const { t } = useTranslation('regain');
  const form = useFields({ what: '', dueAt: '' }, async ({ what, dueAt }) => {
    const now = await call<typeof contract.promiseInRecovery>('POST', '/recoveries/:id/promise', {
      params: { id: recoveryId },
      body: { what: what.trim(), dueAt: new Date(dueAt).toISOString() },
    });
    queryClient.setQueryData(recoverySideQuery(recoveryId).queryKey, now);
    notify(t('promise.made'));
    onDone();
    refreshVoice();
  });
  const { error: late, ...due } = form.bind('dueAt');
  return (
    <form style={{ display: 'grid', gap: 10 }} onSubmit={form.submit}>
      <TextField required maxLength={300} bound={form.bind('what')} label={t('promise.what')} />
      <label>
        <span className="field-name">{t('promise.by')}</span>
        <input type="datetime-local" className="choose" required {...due} />
        {late !== undefined && <span className="xs">{late}</span>}
      </label>
      {form.problem !== undefined && <ErrorNotice problem={form.problem} />}
      <div className="row">
        <Button size="s" kind="go" type="submit" busy={form.busy}>
          {t('promise.make')}
        </Button>
        <Button size="s" onClick={onDone}>
          {t('promise.cancel')}
        </Button>
      </div>
    </form>
  );
}
