const key = 'kept.next-person';

/** Whether the brief is shown large whenever a case opens; a choice of this browser. */
export function openingShows(): boolean {
  try {
    return localStorage.getItem(key) === 'yes';
  } catch {
    return false;
  }
}

export function showOnOpening(on: boolean): void {
  try {
    if (on) localStorage.setItem(key, 'yes');
    else localStorage.removeItem(key);
  } catch {
    // a browser that keeps nothing asks each time
  }
}
