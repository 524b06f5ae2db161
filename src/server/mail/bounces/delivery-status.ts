/** One recipient of a delivery report as the reporting server wrote it. `status` is null when the field is missing. */
export type DeliveryStatus = { address: string; action: string; status: string | null; diagnostic: string };

/** The fields of a message/delivery-status part (RFC 3464), tolerant of missing blank lines between recipients. */
export function readDeliveryStatus(text: string): { recipients: DeliveryStatus[]; originalMessageId: string | null } {
  const recipients: DeliveryStatus[] = [];
  let originalMessageId: string | null = null;
  for (const fields of splitFields(text)) {
    const id = fields.get('x-original-message-id') ?? fields.get('original-message-id');
    originalMessageId ??= /<[^<>\s]+>/.exec(id ?? '')?.[0] ?? null;
    const address =
      addressOf(fields.get('final-recipient')) ||
      addressOf(fields.get('original-recipient')) ||
      addressOf(fields.get('x-actual-recipient'));
    const action = /^[a-z]+/.exec((fields.get('action') ?? '').toLowerCase())?.[0] ?? '';
    const status = /(?<![\d.])([245]\.\d{1,3}\.\d{1,3})/.exec(fields.get('status') ?? '')?.[1] ?? null;
    if (address === '' && action === '' && status === null) continue;
    const diagnostic = (fields.get('diagnostic-code') ?? '').replace(/^\s*[\w-]+\s*;\s*/, '').trim();
    const preferred = addressOf(fields.get('original-recipient')) || address;
    recipients.push({
      address: (fields.has('original-recipient') && !preferred.includes('@') ? address : preferred).toLowerCase(),
      action: action || (status?.startsWith('2') ? 'delivered' : 'failed'),
      status: status?.startsWith('2') && action === 'failed' ? null : status,
      diagnostic,
    });
  }
  return { recipients, originalMessageId };
}

function splitFields(text: string): Map<string, string>[] {
  const groups: Map<string, string>[] = [];
  let current = new Map<string, string>();
  let last = '';
  const close = (): void => {
    if (current.size > 0) groups.push(current);
    current = new Map();
  };
  for (const line of text.split('\n')) {
    const field = /^([A-Za-z][\w-]*)\s*:\s?(.*)$/.exec(line);
    if (line.trim() === '') close();
    else if (/^[ \t]/.test(line) && last !== '' && current.has(last))
      current.set(last, `${current.get(last) ?? ''} ${line.trim()}`);
    else if (field) {
      last = (field[1] ?? '').toLowerCase();
      if (last === 'final-recipient' && current.has(last)) close();
      if (!current.has(last)) current.set(last, (field[2] ?? '').trim());
    }
  }
  close();
  // Some servers leave a blank line inside one recipient's fields: a group without a recipient belongs to the one before.
  return groups.reduce<Map<string, string>[]>((kept, group) => {
    const previous = kept.at(-1);
    const orphan =
      !group.has('final-recipient') &&
      !group.has('original-recipient') &&
      (group.has('status') || group.has('action') || group.has('diagnostic-code'));
    if (orphan && previous?.has('final-recipient') && !previous.has('status')) {
      for (const [key, value] of group) if (!previous.has(key)) previous.set(key, value);
      return kept;
    }
    return [...kept, group];
  }, []);
}

function addressOf(value: string | undefined): string {
  const written = (value ?? '').replace(/^\s*[\w-]+\s*;/, '').trim();
  return (/<([^<>]+)>/.exec(written)?.[1] ?? written)
    .replace(/^["'<]+|["'>]+$/g, '')
    .replace(/\s*\(.*\)$/, '')
    .trim();
}
