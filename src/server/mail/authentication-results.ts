/** What the receiving server found out about the sender (RFC 8601): 'pass', 'fail', 'softfail', 'none' …; null when not said. */
export type AuthenticationResult = {
  dkim: string | null;
  spf: string | null;
  dmarc: string | null;
  server: string | null;
};

/**
 * Reads Authentication-Results. Only the topmost header is believed, because it is the one our own receiving server
 * wrote; those further down may have been sent along by anybody. With `trusted` it is the topmost that this server signed
 * with its name (RFC 8601 5), and nothing when it wrote none. Received-SPF fills in for a missing SPF result.
 */
export function readAuthenticationResults(
  headers: Readonly<Record<string, readonly string[]>>,
  trusted?: (server: string) => boolean,
): AuthenticationResult {
  const own = headers['authentication-results'] ?? [];
  const values =
    trusted !== undefined
      ? own.filter((value) => trusted(serverOf(value)))
      : own.length > 0
        ? own
        : (headers['arc-authentication-results'] ?? []);
  const top = values[0]?.replace(/\([^)]*\)/g, ' ') ?? '';
  const method = (name: string): string | null => {
    const found = [...top.matchAll(new RegExp(`(?:^|[;\\s])${name}\\s*=\\s*([a-z]+)`, 'gi'))].map((match) =>
      (match[1] ?? '').toLowerCase(),
    );
    return found.includes('pass') ? 'pass' : (found[0] ?? null);
  };
  const receivedSpf =
    trusted === undefined || values.length > 0
      ? (/^\s*([a-z]+)/i.exec(headers['received-spf']?.[0] ?? '')?.[1]?.toLowerCase() ?? null)
      : null;
  return {
    dkim: method('dkim'),
    spf: method('spf') ?? receivedSpf,
    dmarc: method('dmarc'),
    server: serverOf(top) || null,
  };
}

/** The name of the server that wrote a value, lower case; '' where it names none. */
function serverOf(value: string): string {
  const name = value
    .replace(/\([^)]*\)/g, ' ')
    .replace(/^\s*i=\d+;\s*/, '')
    .split(';')[0]!
    .trim();
  return name.includes('=') ? '' : name.split(/\s/)[0]!.toLowerCase();
}
