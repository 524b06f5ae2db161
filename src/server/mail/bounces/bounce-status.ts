import type { BounceHardness } from '../../../domain/mail/bounce.ts';
import { withoutDots } from './bounce-addresses.ts';
import { REASONS } from './bounce-reasons.ts';

const ENHANCED = /(?<![\d.])([245])\.(\d{1,2})\.(\d{1,3})(?![\d]|\.\d)/g;

const REPLY_CODE =
  /(?:^|[\s:(<"'[#])([45]\d\d)(?=[ \-:,)\]"'>]|$)(?! ?(?:bytes|kb|mb|lines|seconds|minutes|hours|days))/gim;

/**
 * The enhanced status code a text names (RFC 3463), the most specific one first; a bare SMTP reply code (RFC 5321) is
 * translated by its words. Null when the text names neither.
 */
export function statusIn(text: string): string | null {
  const enhanced = enhancedCodes(text);
  const specific = telling(text);
  if (specific) return specific;
  const reply = [...text.matchAll(REPLY_CODE)]
    .map((match) => ({ code: match[1] ?? '', line: lineAround(text, match.index) }))
    .find((found) =>
      /said|smtp|error|respon|repl|remote|host|rcpt|mail|data|reject|unknown|user|box|deliver|status|fail|relay|spam|denied|quota|account|address|domain|server|recipient|message|@/i.test(
        found.line,
      ),
    );
  if (reply) {
    const worded = reasonStatus(reply.line + '\n' + text.slice(0, 3000), 'permanent');
    const tail = reply.code === '552' && worded.endsWith('.0.0') ? '.2.2' : worded.slice(1);
    return `${reply.code[0]}${tail}`;
  }
  return enhanced[0] ?? null;
}

function enhancedCodes(text: string): string[] {
  return [...text.matchAll(ENHANCED)]
    .map((match) => match[0])
    .filter((code) => !code.startsWith('2') && plausible(text, code));
}

/** The first enhanced code of a text that says more than "other or undefined status". */
export function telling(text: string): string | null {
  return enhancedCodes(text).find((code) => !code.endsWith('.0.0')) ?? null;
}

/** Version numbers such as "Exim 4.92.3" look like status codes; a status stands beside a reply code, a bracket or a hash. */
function plausible(text: string, code: string): boolean {
  const at = text.indexOf(code);
  const before = text.slice(Math.max(0, at - 14), at);
  return !/(?:exim|postfix|sendmail|version|ver\.?|v|qmail|courier|server|release|build)[\s/-]*$/i.test(before);
}

function lineAround(text: string, index: number): string {
  const start = text.lastIndexOf('\n', index) + 1;
  const end = text.indexOf('\n', index + 1);
  const next = end < 0 ? text.length : text.indexOf('\n', end + 1);
  return text.slice(start, next < 0 ? text.length : next);
}

/** The status that a text gives as its reason in words; undefined status of the class when it gives none. */
export function reasonStatus(text: string, hardness: BounceHardness): string {
  const words = withoutDots(text);
  const reason = REASONS.find(([pattern]) => pattern.test(words))?.[1];
  if (!reason) return hardness === 'temporary' ? '4.0.0' : '5.0.0';
  // A notice of final failure that only mentions time-outs has still failed for good: the class follows the notice.
  if (reason.startsWith('4')) return reason;
  return hardness === 'temporary' ? `4${reason.slice(1)}` : reason;
}

/** The line of a notice that says why, at most 500 characters; empty when none does. */
export function diagnosticIn(notice: string): string {
  const lines = notice.split('\n').map((line) => line.trim());
  const line =
    lines.find((candidate) => /\b[45]\d\d[ -]|\b[45]\.\d{1,2}\.\d{1,2}\b|said:|diagnostic/i.test(candidate)) ??
    lines.find((candidate) => REASONS.some(([pattern]) => pattern.test(candidate)));
  return (line ?? '').slice(0, 500);
}
