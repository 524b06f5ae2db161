import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/channels-connections.ts';
import { call } from '../../api.ts';
import { notify, notifyProblem } from '../../toasts.ts';
import { Button } from '../../ui/button.tsx';
import { ChooseField } from '../../ui/choices.tsx';
import type { useFields } from '../../ui/fields.ts';
import { PasswordField, TextAreaField, TextField } from '../../ui/text-fields.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import type { ConnectionValues } from './connection-values.ts';
import type { Connection } from './connections.data.ts';

/** The form of a connection, as its parts fill it in. */
type Form = ReturnType<typeof useFields<ConnectionValues>>;

/** The provider that signs in for a mailbox: as whom we are known there, and whether we are allowed. */
export function Provider({ form, known, onAllow }: { form: Form; known: Connection; onAllow: () => void }) {
  const { t } = useTranslation('mailboxes');
  const kind = form.values.signIn;
  return (
    <>
      <div className="two">
        <TextField required bound={form.bind('clientId')} label={t('connection.clientId')} autoComplete="off" />
        <PasswordField
          bound={form.bind('clientSecret')}
          label={t('connection.clientSecret')}
          {...(known.oauth?.hasSecret ? { description: t('connection.passwordKept') } : {})}
          autoComplete="new-password"
        />
      </div>
      {kind === 'microsoft' && (
        <TextField bound={form.bind('tenant')} label={t('connection.tenant')} description={t('connection.tenantWhy')} />
      )}
      {kind === 'other' && (
        <>
          <TextField required type="url" bound={form.bind('authoriseUrl')} label={t('connection.authoriseUrl')} />
          <TextField required type="url" bound={form.bind('tokenUrl')} label={t('connection.tokenUrl')} />
          <TextField bound={form.bind('scope')} label={t('connection.scope')} />
        </>
      )}
      <p className="callback sm">
        {t('connection.callback')}
        <code className="xs">{known.callbackUrl}</code>
      </p>
      <p className="row sm">
        <span className="grow">
          {known.oauth?.allowed !== true ? (
            t('connection.notAllowed')
          ) : known.oauth.expiresAt === null ? (
            t('connection.allowed')
          ) : (
            <>
              {t('connection.allowedUntil')} <TimeText at={known.oauth.expiresAt} />
            </>
          )}
        </span>
        <Button size="s" onClick={onAllow}>
          {t('connection.allow')}
        </Button>
      </p>
    </>
  );
}

/** Where mail is fetched: server, person, folders, and what becomes of what was fetched. */
export function Receiving({
  form,
  known,
  id,
  onSave,
}: {
  form: Form;
  known: Connection;
  id: string;
  onSave: () => Promise<unknown>;
}) {
  const { t } = useTranslation('mailboxes');
  const [folders, setFolders] = useState<readonly string[]>();
  const [busy, setBusy] = useState(false);
  const { values } = form;
  const named = values.folders.split('\n').map((one) => one.trim());
  const read = async () => {
    setBusy(true);
    try {
      await onSave();
      const { items } = await call<typeof contract.listFolders>('GET', '/mailboxes/:id/folders', { params: { id } });
      setFolders(items);
      notify(t('connection.readFoldersSaid', { count: items.length }));
    } catch (problem) {
      notifyProblem(problem);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Server form={form} names={['host', 'port', 'security']} />
      <div className="two">
        <TextField required bound={form.bind('user')} label={t('connection.user')} autoComplete="off" />
        {values.signIn === 'password' && (
          <PasswordField
            bound={form.bind('password')}
            label={t('connection.password')}
            {...(known.imap?.hasPassword ? { description: t('connection.passwordKept') } : {})}
            autoComplete="new-password"
          />
        )}
      </div>
      <TextAreaField
        required
        minRows={2}
        bound={form.bind('folders')}
        label={t('connection.folders')}
        description={t('connection.foldersWhy')}
      />
      <div className="folder-names">
        <Button size="s" busy={busy} onClick={() => void read()}>
          {t('connection.readFolders')}
        </Button>
        {folders
          ?.filter((folder) => !named.includes(folder))
          .slice(0, 60)
          .map((folder) => (
            <Button
              key={folder}
              size="s"
              kind="quiet"
              aria-label={t('connection.addFolder', { folder })}
              onClick={() => form.set('folders', [...named.filter((one) => one !== ''), folder].join('\n'))}
            >
              {folder}
            </Button>
          ))}
      </div>
      <div className="two">
        <ChooseField
          bound={form.bind('startWith')}
          label={t('connection.start')}
          options={(['new', 'all'] as const).map((one) => [one, t(`connection.startWith.${one}`)])}
        />
        <ChooseField
          bound={form.bind('afterFetch')}
          label={t('connection.after')}
          options={(['seen', 'leave', 'move'] as const).map((one) => [one, t(`connection.afterFetch.${one}`)])}
        />
      </div>
      {values.afterFetch === 'move' && (
        <TextField required bound={form.bind('moveTo')} label={t('connection.moveTo')} />
      )}
    </>
  );
}

/** Host, port and security of one server. */
export function Server({
  form,
  names: [host, port, security],
}: {
  form: Form;
  names: readonly ['host', 'port', 'security'] | readonly ['smtpHost', 'smtpPort', 'smtpSecurity'];
}) {
  const { t } = useTranslation('mailboxes');
  return (
    <div className="server-line">
      <TextField required bound={form.bind(host)} label={t('connection.host')} />
      <TextField required bound={form.bind(port)} label={t('connection.port')} inputMode="numeric" pattern="[0-9]+" />
      <ChooseField
        bound={form.bind(security)}
        label={t('connection.securityLabel')}
        options={(['tls', 'starttls', 'none'] as const).map((one) => [one, t(`connection.security.${one}`)])}
      />
    </div>
  );
}
