import { Checkbox } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/channels-connections.ts';
import { call } from '../../api.ts';
import { queryClient } from '../../query-client.ts';
import { notify, notifyProblem } from '../../toasts.ts';
import { Button } from '../../ui/button.tsx';
import { ChooseField } from '../../ui/choices.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { useFields } from '../../ui/fields.ts';
import { FormEnd } from '../../ui/form-end.tsx';
import { TextSkeleton } from '../../ui/skeletons.tsx';
import { PasswordField, TextField } from '../../ui/text-fields.tsx';
import type { Mailbox } from './channels.data.ts';
import { connectionBody, connectionValues, type ConnectionValues, presets } from './connection-values.ts';
import { type Connection, connectionQuery } from './connections.data.ts';
import { Provider, Receiving, Server } from './connection-parts.tsx';
import './connections.css';

const signIns = ['password', 'google', 'microsoft', 'other'] as const;

/** The servers of a mailbox: where it is fetched, where it sends, and how we sign in there. */
export function ConnectionForm({ mailbox, onClose }: { mailbox: Mailbox; onClose: () => void }) {
  const { t } = useTranslation('mailboxes');
  const found = useQuery(connectionQuery(mailbox.id));
  return (
    <Dialog opened onClose={onClose} title={t('connection.title', { address: mailbox.address })} width={640}>
      {found.isPending && <TextSkeleton lines={8} />}
      {found.isError && <ErrorNotice problem={found.error} onAgain={() => void found.refetch()} />}
      {found.data && <Fields mailbox={mailbox} connection={found.data} onClose={onClose} />}
    </Dialog>
  );
}

function Fields({ mailbox, connection, onClose }: { mailbox: Mailbox; connection: Connection; onClose: () => void }) {
  const { t } = useTranslation('mailboxes');
  const [known, setKnown] = useState(connection);
  const id = mailbox.id;
  const save = async (values: ConnectionValues) => {
    const saved = await call<typeof contract.saveConnection>('PUT', '/mailboxes/:id/connection', {
      params: { id },
      body: connectionBody(values),
    });
    setKnown(saved);
    await queryClient.invalidateQueries({ queryKey: ['channels', 'connections'] });
    return saved;
  };
  const form = useFields(connectionValues(connection, mailbox.address), async (values) => {
    await save(values);
    notify(t('settings:saved'));
    onClose();
  });
  const { values } = form;
  const oauth = values.signIn !== 'password';
  const choose = (signIn: string) => {
    form.set('signIn', signIn);
    const preset = presets[signIn];
    if (preset !== undefined) for (const [name, value] of Object.entries(preset)) form.set(name as 'host', value);
  };
  const allow = async () => {
    try {
      await save(values);
      const { url } = await call<typeof contract.allowConnection>('POST', '/mailboxes/:id/connection/allow', {
        params: { id },
      });
      window.location.assign(url);
    } catch (problem) {
      notifyProblem(problem);
    }
  };
  const removeAll = async () => {
    try {
      await call<typeof contract.removeConnection>('DELETE', '/mailboxes/:id/connection', { params: { id } });
      await queryClient.invalidateQueries({ queryKey: ['channels'] });
      notify(t('connection.removed'));
      onClose();
    } catch (problem) {
      notifyProblem(problem);
    }
  };
  return (
    <form className="stack servers" onSubmit={form.submit}>
      <p className="dim">{t('connection.why')}</p>
      <ChooseField
        bound={{ ...form.bind('signIn'), onChange: (event) => choose(event.currentTarget.value) }}
        label={t('connection.signIn')}
        options={signIns.map((one) => [one, t(`connection.by.${one}`)])}
      />
      {oauth && <Provider form={form} known={known} onAllow={() => void allow()} />}
      <div className="server-part">
        <Checkbox
          label={t('connection.receive')}
          checked={values.fetches}
          onChange={(event) => form.set('fetches', event.currentTarget.checked)}
        />
        {values.fetches && <Receiving form={form} known={known} id={id} onSave={() => save(values)} />}
      </div>
      <div className="server-part">
        <Checkbox
          label={t('connection.send')}
          checked={values.sends}
          onChange={(event) => form.set('sends', event.currentTarget.checked)}
        />
        {values.sends && (
          <>
            <Server form={form} names={['smtpHost', 'smtpPort', 'smtpSecurity']} />
            <div className="two">
              <TextField
                bound={form.bind('smtpUser')}
                label={t('connection.user')}
                description={t('connection.userSmtpWhy')}
                autoComplete="off"
              />
              {!oauth && (
                <PasswordField
                  bound={form.bind('smtpPassword')}
                  label={t('connection.password')}
                  {...(known.smtp?.hasPassword ? { description: t('connection.passwordKept') } : {})}
                  autoComplete="new-password"
                />
              )}
            </div>
          </>
        )}
      </div>
      <div className="server-part">
        <TextField
          bound={form.bind('trustedServer')}
          label={t('connection.trusted')}
          description={t('connection.trustedWhy')}
        />
        <Checkbox
          label={t('connection.enabled')}
          checked={values.enabled}
          onChange={(event) => form.set('enabled', event.currentTarget.checked)}
        />
      </div>
      <FormEnd
        form={form}
        go={t('connection.save')}
        beside={
          (connection.imap !== null || connection.smtp !== null) && (
            <Button kind="quiet" onClick={() => void removeAll()}>
              {t('connection.removeAll')}
            </Button>
          )
        }
        onLeave={onClose}
      />
    </form>
  );
}
