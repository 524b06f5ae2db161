import { escapeHtml } from './mail/plain-text.ts';

/** A piece of HTML that is safe to send: made by `html` only. */
export interface Markup {
  readonly markup: string;
}

type Value = Markup | Value[] | string | number | null | undefined | false;

/**
 * Writes HTML. Whatever is put into it is escaped unless it is itself markup, so that nothing a customer or a colleague
 * typed can become a tag or leave an attribute (attributes must be quoted).
 */
export function html(parts: TemplateStringsArray, ...values: Value[]): Markup {
  let text = parts[0]!;
  for (const [index, value] of values.entries()) text += render(value) + parts[index + 1]!;
  return { markup: text };
}

/** HTML that was sanitised before it was stored; nothing else may be passed in here. */
export function sanitised(text: string): Markup {
  return { markup: text };
}

function render(value: Value): string {
  if (value === null || value === undefined || value === false) return '';
  if (Array.isArray(value)) return value.map(render).join('');
  return typeof value === 'object' ? value.markup : escapeHtml(String(value));
}
