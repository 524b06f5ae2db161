import type { ConnectionInput } from '../../../contract/channels-connections.ts';
import type { Connection } from './connections.data.ts';

/** What the form of a mailbox's servers holds: everything as it is typed. */
export type ConnectionValues = ReturnType<typeof connectionValues>;

/** Servers of the providers that everybody knows. */
export const presets: Readonly<Record<string, Record<string, string>>> = {
  google: {
    host: 'imap.gmail.com',
    port: '993',
    security: 'tls',
    smtpHost: 'smtp.gmail.com',
    smtpPort: '465',
    smtpSecurity: 'tls',
  },
  microsoft: {
    host: 'outlook.office365.com',
    port: '993',
    security: 'tls',
    smtpHost: 'smtp.office365.com',
    smtpPort: '587',
    smtpSecurity: 'starttls',
  },
};

/** Fills the form from what is set up; from usual values where nothing is. */
export function connectionValues(connection: Connection, address: string) {
  const { imap, smtp, oauth } = connection;
  const fresh = imap === null && smtp === null;
  return {
    signIn: connection.signIn as string,
    enabled: connection.enabled,
    fetches: imap !== null || fresh,
    host: imap?.host ?? '',
    port: String(imap?.port ?? 993),
    security: (imap?.security ?? 'tls') as string,
    user: imap?.user ?? address,
    password: '',
    folders: (imap?.folders ?? ['INBOX']).join('\n'),
    startWith: (imap?.startWith ?? 'new') as string,
    afterFetch: (imap?.afterFetch ?? 'seen') as string,
    moveTo: imap?.moveTo ?? '',
    sends: smtp !== null,
    smtpHost: smtp?.host ?? '',
    smtpPort: String(smtp?.port ?? 587),
    smtpSecurity: (smtp?.security ?? 'starttls') as string,
    smtpUser: smtp?.user ?? address,
    smtpPassword: '',
    clientId: oauth?.clientId ?? '',
    clientSecret: '',
    tenant: oauth?.tenant ?? '',
    authoriseUrl: oauth?.authoriseUrl ?? '',
    tokenUrl: oauth?.tokenUrl ?? '',
    scope: oauth?.scope ?? '',
    trustedServer: connection.trustedServer ?? '',
  };
}

/** What is sent: secrets only where one was typed, so that the others stay as they are. */
export function connectionBody(values: ConnectionValues): ConnectionInput {
  const given = (name: string, text: string) => (text.trim() === '' ? {} : { [name]: text.trim() });
  const secret = (name: string, text: string) => (text === '' ? {} : { [name]: text });
  const folders = [...new Set(values.folders.split('\n').map((one) => one.trim()))].filter((one) => one !== '');
  const oauth = values.signIn !== 'password';
  return {
    enabled: values.enabled,
    signIn: values.signIn as ConnectionInput['signIn'],
    imap: values.fetches
      ? {
          host: values.host.trim(),
          port: Number(values.port),
          security: values.security as 'tls',
          user: values.user.trim(),
          ...(oauth ? {} : secret('password', values.password)),
          folders,
          startWith: values.startWith as 'new',
          afterFetch: values.afterFetch as 'seen',
          moveTo: values.moveTo.trim() === '' ? null : values.moveTo.trim(),
        }
      : null,
    smtp: values.sends
      ? {
          host: values.smtpHost.trim(),
          port: Number(values.smtpPort),
          security: values.smtpSecurity as 'tls',
          user: values.smtpUser.trim(),
          ...(oauth ? {} : secret('password', values.smtpPassword)),
        }
      : null,
    oauth: oauth
      ? {
          clientId: values.clientId.trim(),
          ...secret('clientSecret', values.clientSecret),
          ...given('tenant', values.tenant),
          ...given('authoriseUrl', values.authoriseUrl),
          ...given('tokenUrl', values.tokenUrl),
          ...given('scope', values.scope),
        }
      : null,
    trustedServer: values.trustedServer.trim() === '' ? null : values.trustedServer.trim(),
  };
}
