/** Counts what one client address does at the mail door. The machine itself is trusted: a local mail server hands over everything. */
export type RateGate = {
  connect(sessionId: string, address: string): boolean;
  disconnect(sessionId: string, address: string): void;
  mail(sessionId: string, address: string): boolean;
};

type GateLimits = { connections: number; mailsPerMinute: number; mailsPerConnection: number };

/** Limits per connection and per address; addresses that fell silent are forgotten. `now` is in milliseconds. */
export function rateGate(limits: GateLimits, now: () => number = () => Date.now()): RateGate {
  const open = new Map<string, Set<string>>();
  const perMinute = new Map<string, { since: number; mails: number }>();
  const perConnection = new Map<string, number>();
  return {
    connect(sessionId, address) {
      const sessions = open.get(address) ?? new Set<string>();
      if (!isLocal(address) && sessions.size >= limits.connections) return false;
      open.set(address, sessions.add(sessionId));
      return true;
    },
    disconnect(sessionId, address) {
      perConnection.delete(sessionId);
      const sessions = open.get(address);
      sessions?.delete(sessionId);
      if (sessions?.size === 0) open.delete(address);
    },
    mail(sessionId, address) {
      if (isLocal(address)) return true;
      const mails = (perConnection.get(sessionId) ?? 0) + 1;
      perConnection.set(sessionId, mails);
      const minute = perMinute.get(address);
      const at = now();
      if (!minute || at - minute.since >= 60_000) {
        if (perMinute.size > 5000) forget(perMinute, at);
        perMinute.set(address, { since: at, mails: 1 });
        return mails <= limits.mailsPerConnection && limits.mailsPerMinute >= 1;
      }
      minute.mails += 1;
      return mails <= limits.mailsPerConnection && minute.mails <= limits.mailsPerMinute;
    },
  };
}

function forget(counts: Map<string, { since: number }>, at: number): void {
  for (const [address, minute] of counts) if (at - minute.since >= 60_000) counts.delete(address);
}

function isLocal(address: string): boolean {
  return address === '::1' || /^(?:::ffff:)?127\./.test(address);
}
