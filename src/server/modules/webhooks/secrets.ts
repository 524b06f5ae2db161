import { randomBytes } from 'node:crypto';
import { Webhook as Signer } from 'standardwebhooks';
import { Refusal } from '../../../domain/refusal.ts';
import type { Context } from '../../context.ts';
import { seal, unseal } from '../../sealing.ts';
import type { WebhookRecord } from './queries.ts';

/** A secret as Standard Webhooks writes it: `whsec_` and 32 random bytes in base64. */
export function newSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`;
}

/** Closes a secret of a webhook under the secret of the installation: it is signed with, so it must be read again. */
export function sealSecret(ctx: Context, webhookId: string, secret: string): Buffer {
  return seal(ctx.secret, `webhook:${webhookId}`, secret);
}

/** Opens it. Throws `secret-changed` when the secret of the installation is another one since. */
export function openSecret(ctx: Context, webhookId: string, sealed: Buffer): string {
  const secret = unseal(ctx.secret, `webhook:${webhookId}`, sealed);
  if (secret === undefined)
    throw new Refusal(
      'conflict',
      'secret-changed',
      'The secret of this webhook was stored under another secret of this installation; take a new one.',
    );
  return secret;
}

/**
 * The headers of Standard Webhooks for one try. While the secret before is still good, everything is signed with both, so that
 * the receiver changes over whenever he likes.
 */
export function signedHeaders(
  ctx: Context,
  webhook: WebhookRecord,
  message: { id: string; body: string },
): Record<string, string> {
  const secrets = [openSecret(ctx, webhook.id, webhook.secret)];
  if (webhook.previous_secret !== null && webhook.previous_until !== null && webhook.previous_until > ctx.now)
    secrets.push(openSecret(ctx, webhook.id, webhook.previous_secret));
  return {
    'content-type': 'application/json',
    'webhook-id': message.id,
    'webhook-timestamp': String(Math.floor(ctx.now.getTime() / 1000)),
    'webhook-signature': secrets.map((secret) => new Signer(secret).sign(message.id, ctx.now, message.body)).join(' '),
  };
}
