import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/**
 * Secrets that we must be able to read again (mail passwords, tokens), sealed with AES-256-GCM under a key drawn from the secret
 * of the installation (HKDF, RFC 5869). Layout: one byte of version, 12 of nonce, 16 of tag, the rest.
 */
const version = 1;

/** Seals a text. `purpose` names what it is for (a column and a row): sealed bytes moved elsewhere do not open. */
export function seal(secret: string, purpose: string, text: string): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', keyOf(secret), nonce).setAAD(Buffer.from(purpose));
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([Buffer.from([version]), nonce, cipher.getAuthTag(), body]);
}

/** Opens what `seal` closed; undefined when the secret of the installation changed or the bytes are not for this purpose. */
export function unseal(secret: string, purpose: string, sealed: Buffer): string | undefined {
  if (sealed.length < 29 || sealed[0] !== version) return undefined;
  try {
    const decipher = createDecipheriv('aes-256-gcm', keyOf(secret), sealed.subarray(1, 13)).setAAD(
      Buffer.from(purpose),
    );
    decipher.setAuthTag(sealed.subarray(13, 29));
    return Buffer.concat([decipher.update(sealed.subarray(29)), decipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}

function keyOf(secret: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, 'kept', 'sealed secrets', 32));
}
