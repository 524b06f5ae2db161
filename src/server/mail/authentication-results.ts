/** What the receiving server found out about the sender (RFC 8601): 'pass', 'fail', 'softfail', 'none' …; null when not said. */
export type AuthenticationResult = {
  dkim: string | null;
  spf: string | null;
  dmarc: string | null;
  server: string | null;
};

/**
 * Reads Authentication-Results. Only the topmost header is believed, because it is the one our own receiving server
 * wrote; those further down may have been sent along by anybody. Received-SPF fills in for a missing SPF result.
 */
export function readAuthenticationResults(headers: Readonly<Record<string, readonly string[]>>): AuthenticationResult {
  const values = headers['authentication-results'] ?? headers['arc-authentication-results'] ?? [];
  const top = values[0]?.replace(/\([^)]*\)/g, ' ') ?? '';
  const method = (name: string): string | null => {
    const found = [...top.matchAll(new RegExp(`(?:^|[;\\s])${name}\\s*=\\s*([a-z]+)`, 'gi'))].map((match) =>
      (match[1] ?? '').toLowerCase(),
    );
    return found.includes('pass') ? 'pass' : (found[0] ?? null);
  };
  const receivedSpf = /^\s*([a-z]+)/i.exec(headers['received-spf']?.[0] ?? '')?.[1]?.toLowerCase() ?? null;
  const server =
    top
      .replace(/^\s*i=\d+;\s*/, '')
      .split(';')[0]
      ?.trim() ?? '';
  return {
    dkim: method('dkim'),
    spf: method('spf') ?? receivedSpf,
    dmarc: method('dmarc'),
    server: server !== '' && !server.includes('=') ? (server.split(/\s/)[0] ?? null) : null,
  };
}
