/** What stands for the name of whoever answers, in the signature of a mailbox: in full, or the first name alone. */
const placeholder = /\{\{\s*agent\.(name|firstName)\s*\}\}/g;

/**
 * The signature of a mailbox as one colleague signs with it.
 * @param name of whoever answers; undefined where no person does: then a line that names him alone is left out
 */
export function signedBy(signature: string, name: string | undefined): string {
  const lines = signature.split('\n').flatMap((line) => {
    const filled = line.replace(placeholder, (_, part) => (part === 'name' ? (name ?? '') : firstNameOf(name ?? '')));
    return filled.trim() === '' && line.trim() !== '' ? [] : [filled];
  });
  return lines.join('\n').trim();
}

/** How somebody is called: the first of his names, all of them after a title. */
export function firstNameOf(name: string): string {
  const words = name.trim().split(/\s+/);
  const titled = /^(dr|prof|mr|mrs|ms|herr|frau|m|mme)\.?$/i.test(words[0] ?? '');
  return titled || words.length < 2 ? name.trim() : (words[0] ?? name);
}
