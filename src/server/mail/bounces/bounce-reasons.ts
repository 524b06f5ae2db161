import { FULL, NOBODY, NOT_ALLOWED, TOO_LARGE } from './bounce-words.ts';

const words = (pattern: string): RegExp => new RegExp(pattern, 'i');

/** Reasons in words, most telling first, each with the enhanced status (RFC 3463) it stands for. */
export const REASONS: readonly (readonly [RegExp, string])[] = [
  [/null ?mx|does not accept (?:e-?)?mail\b(?! from)/i, '5.1.10'],
  [/lines? too long|line length (?:limit|exceed)/i, '5.6.0'],
  [/smtputf8|contains utf-?8|non-?ascii address/i, '5.6.7'],
  [
    /host or domain name not found|name service error|couldn.t find any host|unrouteable mail domain|nxdomain|all relevant mx records point to non-existent|(?:domain|host) (?:name )?(?:not found|does not exist|is unknown)/i,
    '5.1.2',
  ],
  [
    /greylist|gr[ae]y[- ]list|try again later|temporarily (?:deferred|rejected|unavailable)|temporary (?:local )?problem|resources temporarily/i,
    '4.7.1',
  ],
  [
    /mail(?:box)?[^.\n]{0,60}(?:is )?full|over ?quota|quota (?:exceeded|full|is|limit)|exceed(?:ed|s|ing)?[^.\n]{0,30}(?:quota|storage|mailbox|disk)|(?:not enough|insufficient|out of)[^.\n]{0,20}(?:storage|space|disk)|mailbox size|mailbox[^.\n]{0,30}exceed|inbox[^.\n]{0,20}full|storage (?:limit|quota)|(?:limit|quota) (?:has been )?exceeded for this (?:e-?mail|account|mailbox|user)/i,
    '5.2.2',
  ],
  [words(FULL), '5.2.2'],
  [
    /message (?:size )?(?:is )?(?:too (?:large|big|long)|exceed|size)|too (?:large|big) (?:message|mail)|size (?:limit )?exceed|exceeds? (?:the )?(?:maximum |max )?(?:message |mail )?size|larger than|maximum (?:message )?size/i,
    '5.3.4',
  ],
  [words(TOO_LARGE), '5.3.4'],
  [
    /(?:user|recipient|mailbox|account|address|addressee|alias|person|mail ?drop|local part|login|member|employee|name)[^.\n]{0,90}(?:unknown|does ?n[o'’]t exist|not exist|not (?:be )?found|not known|invalid|no longer|not (?:listed|recogni[sz]ed|valid|our customer|a (?:valid|known)|registered|here)|unavailable|not available|has moved|doesn.t have|couldn.t be found|unrouteable|undeliverable|is not active)|(?:unknown|invalid|no such|bad|nonexistent|non-existent|unrouteable|undeliverable|no valid|not a valid|wrong) (?:local[- ]?)?(?:user|recipient|mailbox|account|address|addressee|alias|person|name|destination|e-?mail|virtual|domain user|local)|no mailbox (?:here|by that name)|no (?:mailbox|account|user)|user_unknown|unknown user|resolver\.adr\.recip|not listed in|recipient name is not recognized|no valid recipients|not on this service/i,
    '5.1.1',
  ],
  [words(NOBODY), '5.1.1'],
  [
    /(?:domain|host|mail server|server|hostname)[^.\n]{0,70}(?:not (?:be )?found|unknown|does ?n[o'’]t exist|not exist|no mx|unrouteable|couldn.t be found|lookup|invalid|unresolvable)|(?:unknown|no such|invalid|unrouteable|illegal) (?:host|domain|mail domain)|name service error|host or domain name|nxdomain|no mx|dns (?:error|lookup|failure)|couldn.t find any host|name server/i,
    '5.1.2',
  ],
  [
    /(?:account|mailbox|user|address|recipient)[^.\n]{0,60}(?:disabled|suspended|inactive|deactivated|closed|blocked|locked|expired|discontinued|not accepting)|disabled|deaktiviert|gesperrt|заблокирован|отключен/i,
    '5.2.1',
  ],
  [/(?:mail|routing|forwarding)? ?loop|too many (?:hops|received)|hop count/i, '5.4.6'],
  [
    /spam|blocked|not have permission|permission to (?:post|send)|black ?list|block ?list|blocklist|denied|not allowed|not permitted|rejected|refused by|policy|reputation|spf|dkim|dmarc|unsolicited|virus|prohibited|access|authentication required|relay|content|banned|forbidden/i,
    '5.7.1',
  ],
  [words(NOT_ALLOWED), '5.7.1'],
  [/retry time ?-?out|retry time not reached|delivery time expired/i, '4.4.7'],
  [
    /timed? ?out|time-?out|network error|connection (?:refused|reset|lost|dropped|failed)|network (?:is )?unreachable|no route|could not connect|couldn.t connect|can(?:not|.t) connect|not responding|unreachable|couldn.t (?:be )?establish|no answer|host is down|failed to connect|lost connection/i,
    '4.4.1',
  ],
  [
    /retry (?:time|timeout)|too long|expired|retries|deferred|giving up|queue|maximum (?:retry|time)|undelivered (?:after|for)|for the past/i,
    '4.4.7',
  ],
];
