// Keeps what was answered when somebody leaves in the middle. The page works without it: the form is sent as a whole.
const form = document.querySelector('form[data-survey]');
if (form !== null) {
  const said = form.querySelector('[data-kept]');
  let changed = false;
  let sent = false;
  let timer;

  if (form.dataset.seen !== '') void fetch(form.dataset.seen, { method: 'POST' }).catch(() => undefined);

  // kept by itself, not sent: what is only begun counts as begun
  const body = () =>
    new URLSearchParams([...[...new FormData(form)].map(([name, value]) => [name, String(value)]), ['_kept', 'yes']]);
  const keep = async () => {
    clearTimeout(timer);
    if (!changed || sent) return;
    changed = false;
    const answer = await fetch(form.action, { method: 'POST', body: body() }).catch(() => undefined);
    if (answer?.ok !== true) return;
    // an anonymous answer goes on under an address of its own
    const { pathname } = new URL(answer.url);
    if (pathname.startsWith('/s/again/')) form.action = pathname;
    said.textContent = said.dataset.kept;
  };
  form.addEventListener('change', () => {
    changed = true;
    clearTimeout(timer);
    timer = setTimeout(keep, 8000);
  });
  form.addEventListener('submit', () => {
    sent = true;
  });
  addEventListener('pagehide', () => {
    if (changed && !sent) navigator.sendBeacon(form.action, body());
  });
}
