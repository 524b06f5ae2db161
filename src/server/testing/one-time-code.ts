/** What an authenticator app does, for tests that sign in with a code. */
import { createHmac } from 'node:crypto';

/** The secret of an `otpauth` address or of the key one types: base 32 without padding (RFC 4648). */
export function fromBase32(text: string): Buffer {
  const bits = [...text.replaceAll(/[=\s]+/g, '')]
    .map((sign) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(sign).toString(2).padStart(5, '0'))
    .join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}

/** The code shown at an instant in milliseconds: RFC 6238 with HMAC-SHA-1, six digits and steps of thirty seconds. */
export function totp(key: Buffer, at: number): string {
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
  const mac = createHmac('sha1', key).update(step).digest();
  const number = mac.readUInt32BE(mac.readUInt8(19) & 0xf) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, '0');
}

/** Six digits that are the code of no step near an instant. */
export function wrongCode(key: Buffer, at: number): string {
  const near = [-2, -1, 0, 1, 2].map((steps) => totp(key, at + steps * 30_000));
  return ['000000', '111111', '222222', '333333', '444444', '555555'].find((code) => !near.includes(code)) ?? '';
}
