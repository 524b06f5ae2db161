/**
 * What keeps rules from chasing each other. An event that a rule caused carries the chain of rules that led to it. A rule
 * never acts on what it caused itself, also not through others; chains end after a few links; and whatever escapes that
 * (an effect that comes back by a clock) is stopped by a rate per case.
 */

/** The longest chain of rules that one happening may set off. */
export const longestChain = 4;

/** So often a rule may act on one case within an hour. */
const actsPerHour = 10;

/** Why a rule must not act now, or undefined when it may. */
export function guardAgainst(
  ruleId: string,
  chain: readonly string[],
  actsInLastHour: number,
): 'own-effect' | 'chain-too-long' | 'too-often' | undefined {
  if (chain.includes(ruleId)) return 'own-effect';
  if (chain.length >= longestChain) return 'chain-too-long';
  return actsInLastHour >= actsPerHour ? 'too-often' : undefined;
}

/** The chain that an event carries, as it was recorded. */
export function chainOf(data: Readonly<Record<string, unknown>>): string[] {
  const chain = data['rules'];
  return Array.isArray(chain) ? chain.filter((one): one is string => typeof one === 'string') : [];
}
