/**
 * A `ref` for the field of a menu that opened because of a key: whoever types on is heard from the first letter, without waiting for the
 * menu to be in its place.
 */
export function takeFocus(field: HTMLElement | null): void {
  field?.focus({ preventScroll: true });
}
