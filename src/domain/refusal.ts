/** Why something was refused, in the words of the product rather than of HTTP. */
export type RefusalKind = 'not_found' | 'forbidden' | 'invalid' | 'conflict' | 'too_many';

/**
 * A rule of the product said no. `code` is stable and may be relied on by scripts; `message` is a sentence for a
 * person that says what was wrong; `detail` names the fields or the limit concerned.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly kind: RefusalKind;
  readonly code: string;
  readonly detail: Record<string, unknown> | undefined;

  constructor(kind: RefusalKind, code: string, message: string, detail?: Record<string, unknown>) {
    super(message);
    this.kind = kind;
    this.code = code;
    this.detail = detail;
  }
}
