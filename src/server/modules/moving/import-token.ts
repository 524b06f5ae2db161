import { createDecipheriv, createHash } from 'node:crypto';
import { Refusal } from '../../../domain/refusal.ts';
import { seal, unseal } from '../../sealing.ts';

/** Closes the key to another program for one import, so that no dump of the database shows it. */
export function sealToken(secret: string, importId: string, token: string): string {
  return seal(secret, purposeOf(importId), token).toString('base64url');
}

/** Opens it. @throws Refusal conflict when it was stored under another secret of the installation, or altered */
export function openToken(secret: string, importId: string, sealed: string): string {
  const bytes = Buffer.from(sealed, 'base64url');
  const token = unseal(secret, purposeOf(importId), bytes) ?? openFirstForm(secret, bytes);
  if (token === undefined)
    throw new Refusal(
      'conflict',
      'secret-changed',
      'The access token was stored under another secret of this installation; begin a new import.',
    );
  return token;
}

function purposeOf(importId: string): string {
  return `import:${importId}`;
}

/** Imports begun before keys were sealed for their row: 12 bytes of nonce, 16 of tag, the rest, under a key of their own. */
function openFirstForm(secret: string, bytes: Buffer): string | undefined {
  const key = createHash('sha256').update(`kept import key\0${secret}`).digest();
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12));
    decipher.setAuthTag(bytes.subarray(12, 28));
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}
