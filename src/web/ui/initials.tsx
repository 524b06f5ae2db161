/**
 * A person as letters: staff in the sans on a disc, customers in the serif in a ring, nobody as a question mark.
 * Decoration beside the name; alone, give it the name as `label`.
 */
export function Initials(props: {
  name: string | undefined;
  of?: 'staff' | 'customer';
  size?: 's' | 'm' | 'l' | 'xl';
  label?: string;
}) {
  const { name, of = 'staff', size = 'm', label } = props;
  const kind = name === undefined ? 'none' : of === 'customer' ? 'cust' : '';
  const look = ['who', kind, size === 'm' ? '' : size].filter(Boolean).join(' ');
  const letters = name === undefined ? '?' : initialsOf(name, of);
  return label === undefined ? (
    <span className={look} aria-hidden>
      {letters}
    </span>
  ) : (
    <span className={look} title={label}>
      <span aria-hidden>{letters}</span>
      <span className="sr">{label}</span>
    </span>
  );
}

/** First letters of first and last name for staff, one letter for customers; whole letters of any script. */
export function initialsOf(name: string, of: 'staff' | 'customer' = 'staff'): string {
  const words = name
    .trim()
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word));
  const letter = (word: string | undefined) => word?.match(/[\p{L}\p{N}]/u)?.[0]?.toUpperCase() ?? '';
  if (words.length === 0) return '?';
  if (of === 'customer' || words.length === 1) return letter(words[0]);
  return letter(words[0]) + letter(words.at(-1));
}
