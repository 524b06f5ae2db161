/**
 * A `ref` for the field of a menu that opened because of a key: whoever types on is heard from the first letter, without waiting for the
 * menu to be in its place. A menu is hung into the page after its field was made, so it is tried again with the next picture.
 */
export function takeFocus(field: HTMLElement | null): void {
  if (field === null) return;
  field.focus({ preventScroll: true });
  if (document.activeElement !== field) requestAnimationFrame(() => field.focus({ preventScroll: true }));
}
