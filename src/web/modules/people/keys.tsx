import { queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/keys.ts';
import type { ReplyOf } from '../../../contract/route.ts';
import { mayGrant, roles } from '../../../domain/people/permissions.ts';
import { call } from '../../api.ts';
import { queryClient } from '../../query-client.ts';
import { ask } from '../../questions.ts';
import { useSession } from '../../session.ts';
import { notify, notifyProblem } from '../../toasts.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { useFields } from '../../ui/fields.ts';
import { RowsSkeleton } from '../../ui/skeletons.tsx';
import { TextField } from '../../ui/text-fields.tsx';
import { TimeText } from '../../ui/time-text.tsx';

type Key = ReplyOf<typeof contract.listKeys>['items'][number];

const keysQuery = queryOptions({
  queryKey: ['people', 'keys'],
  queryFn: async ({ signal }) =>
    (await call<typeof contract.listKeys>('GET', '/keys', { query: { limit: 200 }, signal })).items,
});

/** The keys by which other programs come in. A token is shown once, when it is made. */
export function ApiKeys() {
  const { t } = useTranslation('settings');
  const list = useQuery(keysQuery);
  const [making, setMaking] = useState(false);
  const revoke = async (key: Key) => {
    const text = t('key.revokeWhy', { name: key.name });
    if ((await ask({ title: t('key.revokeTitle'), text, yes: t('key.revoke') })) === undefined) return;
    try {
      await call<typeof contract.revokeKey>('DELETE', '/keys/:id', { params: { id: key.id } });
      await queryClient.invalidateQueries({ queryKey: keysQuery.queryKey });
    } catch (problem) {
      notifyProblem(problem);
    }
  };
  return (
    <section className="block" aria-labelledby="keys">
      <header className="row">
        <h2 className="title grow" id="keys">
          {t('key.title')}
        </h2>
        <Button onClick={() => setMaking(true)}>{t('key.new')}</Button>
      </header>
      {list.isPending && <RowsSkeleton rows={2} height={44} />}
      {list.isError && <ErrorNotice problem={list.error} onAgain={() => void list.refetch()} />}
      {list.data?.length === 0 && <EmptyState what={t('key.emptyWhat')} why={t('key.emptyWhy')} />}
      <ul className="rows">
        {list.data?.map((key) => (
          <li key={key.id}>
            <div className="grow">
              <p className="row">
                <b className="strong">{key.name}</b> <code className="dim xs">…{key.hint}</code>
              </p>
              <p className="dim xs">
                {t(`role.${key.role}`)} ·{' '}
                {key.lastUsedAt === null ? (
                  t('key.neverUsed')
                ) : (
                  <>
                    {t('key.used')} <TimeText at={key.lastUsedAt} />
                  </>
                )}
              </p>
            </div>
            <Button size="s" onClick={() => void revoke(key)}>
              {t('key.revoke')}
            </Button>
          </li>
        ))}
      </ul>
      {making && <KeyForm onClose={() => setMaking(false)} />}
    </section>
  );
}

function KeyForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('settings');
  const { user } = useSession();
  const [token, setToken] = useState<string>();
  const form = useFields({ name: '', role: 'agent' as string }, async (values) => {
    const role = roles.find((one) => one === values.role) ?? 'agent';
    const made = await call<typeof contract.createKey>('POST', '/keys', { body: { name: values.name.trim(), role } });
    setToken(made.token);
    await queryClient.invalidateQueries({ queryKey: keysQuery.queryKey });
  });
  const role = form.bind('role');
  return (
    <Dialog opened onClose={onClose} title={t('key.new')}>
      {token !== undefined ? (
        <div className="stack">
          <p>{t('key.once')}</p>
          <input
            className="choose"
            readOnly
            aria-label={t('key.token')}
            value={token}
            onFocus={(event) => event.currentTarget.select()}
          />
          <div className="row end">
            <Button
              kind="go"
              onClick={() =>
                void navigator.clipboard.writeText(token).then(
                  () => notify(t('key.copied')),
                  () => notify(t('key.copyByHand')),
                )
              }
            >
              {t('key.copy')}
            </Button>
          </div>
        </div>
      ) : (
        <form className="stack" onSubmit={form.submit}>
          <TextField
            data-autofocus
            required
            bound={form.bind('name')}
            label={t('key.name')}
            description={t('key.nameWhy')}
          />
          <label>
            <span className="mantine-InputWrapper-label">{t('key.role')}</span>
            <select className="choose" name="role" value={role.value} onChange={role.onChange}>
              {roles
                .filter((one) => user !== null && mayGrant(user.role, one))
                .map((one) => (
                  <option key={one} value={one}>
                    {t(`role.${one}`)}
                  </option>
                ))}
            </select>
          </label>
          {form.problem !== undefined && <ErrorNotice problem={form.problem} />}
          <div className="row end">
            <Button onClick={onClose}>{t('web:leaveIt')}</Button>
            <Button kind="go" type="submit" busy={form.busy}>
              {t('key.go')}
            </Button>
          </div>
        </form>
      )}
    </Dialog>
  );
}
