import { betterAuth } from 'better-auth';
import { twoFactor } from 'better-auth/plugins';
import type pg from 'pg';
import { newId } from '../../store/identity.ts';

/** Staff sign-in: passwords (scrypt), TOTP with backup codes, sessions in a cookie. Kept by better-auth on our tables. */
export type SignIn = ReturnType<typeof openSignIn>;

const minimumPassword = 10;

/** Configures sign-in for an installation reached at `url`. Nobody signs up by himself: an admin adds colleagues. */
export function openSignIn(pool: pg.Pool, options: { url: string; secret: string; company: string }) {
  const times = { createdAt: 'created_at', updatedAt: 'updated_at' };
  return betterAuth({
    appName: options.company,
    baseURL: options.url,
    basePath: '/api/auth',
    secret: options.secret,
    database: pool,
    // The address that the browser itself used: a person may come by name or by number. Cookies are SameSite=Lax.
    trustedOrigins: (request) => (request === undefined ? [] : [new URL(request.url).origin]),
    telemetry: { enabled: false },
    logger: { disabled: true },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: minimumPassword,
      maxPasswordLength: 200,
    },
    user: {
      modelName: 'users',
      fields: { emailVerified: 'email_verified', ...times },
      additionalFields: { active: { type: 'boolean', input: false, returned: true } },
    },
    session: {
      modelName: 'sessions',
      fields: {
        userId: 'user_id',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        ...times,
      },
      expiresIn: 60 * 60 * 24 * 14,
      updateAge: 60 * 60 * 24,
    },
    account: {
      modelName: 'accounts',
      fields: {
        userId: 'user_id',
        accountId: 'account_id',
        providerId: 'provider_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        ...times,
      },
    },
    verification: { modelName: 'verifications', fields: { expiresAt: 'expires_at', ...times } },
    plugins: [
      twoFactor({
        issuer: options.company,
        schema: {
          user: { fields: { twoFactorEnabled: 'two_factor_enabled' } },
          twoFactor: {
            modelName: 'two_factors',
            fields: {
              userId: 'user_id',
              backupCodes: 'backup_codes',
              failedVerificationCount: 'failed_verification_count',
              lockedUntil: 'locked_until',
            },
          },
        },
      }),
    ],
    advanced: {
      database: { generateId: () => newId() },
      cookiePrefix: 'kept',
      useSecureCookies: options.url.startsWith('https://'),
      ipAddress: { ipAddressHeaders: ['x-kept-address'] },
    },
    rateLimit: {
      enabled: true,
      window: 60,
      max: 60,
      customRules: { '/sign-in/email': { window: 60, max: 10 }, '/two-factor/verify-totp': { window: 60, max: 10 } },
    },
  });
}
