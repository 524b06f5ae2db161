/** One thing the doctor looked at. */
export interface Finding {
  about: string;
  state: 'ok' | 'warning' | 'wrong';
  /** What was found and, unless all is well, what to do: one sentence. */
  sentence: string;
}

/** A finder of findings for one matter. */
export function findings(about: string) {
  const say =
    (state: Finding['state']) =>
    (sentence: string): Finding => ({ about, state, sentence });
  return { ok: say('ok'), warning: say('warning'), wrong: say('wrong') };
}

/** The words of an error, with nothing of an address that might hold a password. */
export function wordsOf(error: unknown): string {
  const text =
    error instanceof Error ? error.message || ('code' in error ? String(error.code) : error.name) : String(error);
  return text
    .replaceAll(/:\/\/[^@/\s]*@/g, '://…@')
    .replaceAll(/\s+/g, ' ')
    .replace(/\.$/, '');
}

/** A count with its noun: `1 mail`, `2 mails`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
