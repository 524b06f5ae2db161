/** Signed keys for addresses that need no sign-in: an alert in a mail, a rota in a calendar program. */
import { isSigned, sign } from '../../signing.ts';

type What = 'alert' | 'rota';

/** `id.signature`; it tells nothing and opens one thing only. */
export function signKey(secret: string, what: What, id: string): string {
  return `${id}.${sign(secret, what, id)}`;
}

/** The id a key was made for; undefined when it was not made here. */
export function readKey(secret: string, what: What, key: string): string | undefined {
  const [id, signature, ...rest] = key.split('.');
  if (id === undefined || signature === undefined || rest.length > 0 || !/^[0-9a-f-]{36}$/.test(id)) return undefined;
  return isSigned(secret, what, id, signature) ? id : undefined;
}
