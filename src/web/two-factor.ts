import { post, sessionQuery } from './session.ts';
import { queryClient } from './query-client.ts';

/** What an authenticator app must learn, and the codes for the day when it is lost. */
export interface TwoFactorOffer {
  /** otpauth://totp/…, which the QR code carries. */
  uri: string;
  backupCodes: string[];
}

/** Begins switching the code on. Nothing changes for sign-in until the first code was given. @throws {ApiProblem} */
export async function offerTwoFactor(password: string): Promise<TwoFactorOffer> {
  const answer = (await post('/api/auth/two-factor/enable', { password })) as {
    totpURI: string;
    backupCodes: string[];
  };
  return { uri: answer.totpURI, backupCodes: answer.backupCodes };
}

/** Makes ten new backup codes; the old ones open nothing from then on. @throws {ApiProblem} for a wrong password. */
export async function renewBackupCodes(password: string): Promise<string[]> {
  const answer = await post('/api/auth/two-factor/generate-backup-codes', { password });
  return (answer as { backupCodes: string[] }).backupCodes;
}

/** Switches the code off: the password alone signs in again. @throws {ApiProblem} for a wrong password. */
export async function stopTwoFactor(password: string): Promise<void> {
  await post('/api/auth/two-factor/disable', { password });
}

/** Asks anew who is here, after the code was switched on or off. */
export async function refreshSession(): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey });
}

/** The secret of an otpauth address in groups of four, as a person types it. Empty when the address has none. */
export function keyToType(uri: string): string {
  const secret = new URL(uri).searchParams.get('secret') ?? '';
  return (secret.match(/.{1,4}/g) ?? []).join(' ');
}
