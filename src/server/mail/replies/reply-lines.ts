/** A line marked as quotation; banners such as ">>> sale <<<" and tables are none. */
export function isQuoted(line: string): boolean {
  return /^\s{0,3}(?:>|&gt;|[|]\s(?=\S.*))/.test(line) && !/^\s*>{3,}\s*$/.test(line) && !/^\s*\|.*\|\s*$/.test(line);
}

/** Nothing to see, invisible characters included. */
export function isBlank(line: string | undefined): boolean {
  return (line ?? '').replace(/[\s\u00a0\u200b\ufeff]/g, '') === '';
}

/** A line drawn across the page. */
export function isRule(line: string): boolean {
  return /^\s*[>*]*\s*(?:[-_=*—–‐‑‒―─]\s?){5,}\s*$/.test(line);
}

/** A shorter line drawn by hand or by Markdown, which only counts right above a quotation. */
export function isShortRule(line: string): boolean {
  return isRule(line) || /^\s*(?:-{3,}|_{3,}|={3,}|\*{3,})\s*$/.test(line);
}

/** Index of the first line from `from` on that is not blank. */
export function nextFilled(lines: readonly string[], from: number): number {
  let at = from;
  while (at < lines.length && isBlank(lines[at])) at += 1;
  return at;
}

/** Index of the last line in [start, end) that is not blank, or start - 1. */
export function lastFilled(lines: readonly string[], start: number, end: number): number {
  let at = end - 1;
  while (at >= start && isBlank(lines[at])) at -= 1;
  return at;
}
