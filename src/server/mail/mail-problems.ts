/**
 * Why a mail server could not be used, as a stable word that people's languages have a sentence for, with the server's own words.
 * `lasting` problems do not pass by waiting: somebody has to do something.
 */
export class MailProblem extends Error {
  override readonly name = 'MailProblem';
  readonly problem: MailProblemWord;
  readonly lasting: boolean;
  constructor(problem: MailProblemWord, words: string) {
    super(words.slice(0, 1000));
    this.problem = problem;
    this.lasting = lastingProblems.includes(problem);
  }
}

export type MailProblemWord =
  | 'sign-in-refused'
  | 'unreachable'
  | 'certificate'
  | 'folder-missing'
  | 'cannot-move'
  | 'permission-missing'
  | 'permission-refused'
  | 'client-refused'
  | 'token-refused'
  | 'secret-changed'
  | 'storing'
  | 'broken'
  | 'no-server'
  | 'refused'
  | 'not-arrived';

const lastingProblems: readonly MailProblemWord[] = [
  'sign-in-refused',
  'certificate',
  'folder-missing',
  'cannot-move',
  'permission-missing',
  'permission-refused',
  'client-refused',
  'token-refused',
  'secret-changed',
];

/** What went wrong while talking to an IMAP server. */
export function imapProblem(error: unknown): MailProblem {
  if (error instanceof MailProblem) return error;
  const { code, message, response, responseText, authenticationFailed } = error as {
    code?: string;
    message?: string;
    response?: string;
    responseText?: string;
    authenticationFailed?: boolean;
  };
  const words = String(responseText ?? (typeof response === 'string' ? response : undefined) ?? message ?? error);
  if (authenticationFailed === true) return new MailProblem('sign-in-refused', words);
  const network = networkProblem(code ?? '', message ?? '');
  return new MailProblem(network ?? 'broken', words);
}

/** Unreachable, or reached with a certificate that is not good; undefined for anything else. */
export function networkProblem(code: string, message: string): 'unreachable' | 'certificate' | undefined {
  if (/CERT|SELF_SIGNED|UNABLE_TO_|ERR_TLS|EPROTO/.test(code) || /certificate|SSL routines/i.test(message))
    return 'certificate';
  if (
    /^(ECONN|ENOTFOUND|EAI_|ETIMEDOUT|EHOST|ENET|EDNS|CONNECT_TIMEOUT|GREETING_TIMEOUT|GREEETING_TIMEOUT|UPGRADE_TIMEOUT|EADDR)/.test(
      code,
    )
  )
    return 'unreachable';
  return undefined;
}
