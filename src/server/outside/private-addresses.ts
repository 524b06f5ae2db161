import { BlockList, isIP } from 'node:net';

const ours = new BlockList();
// RFC 6890 and its IPv6 counterparts: what does not lead to the public internet
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  ours.addSubnet(network, prefix, 'ipv4');
for (const [network, prefix] of [
  ['::', 127],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
] as const)
  ours.addSubnet(network, prefix, 'ipv6');

/**
 * Whether an IP address belongs to this machine, to the company's own network, or to nobody: whatever a stranger may not make us call
 * (RFC 6890). IPv4 addresses written as IPv6 count as what they are; what is no IP address counts as private.
 */
export function isPrivateAddress(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
  const family = isIP(mapped);
  if (family === 0) return true;
  if (family === 6 && /^::ffff:/i.test(mapped)) return true;
  return ours.check(mapped, family === 4 ? 'ipv4' : 'ipv6');
}
