// Suggests articles while somebody writes on a form. Everything works without it; then one looks first and writes after that.
(() => {
  const form = document.querySelector('form[data-articles]');
  const place = document.getElementById('answers');
  if (form === null || place === null) return;
  const first = document.getElementById('first');
  if (first !== null && first.querySelector('[role=status]') === null) first.hidden = true;
  let waiting;
  let asked = '';
  let asking;

  const show = (found) => {
    place.replaceChildren();
    if (found.length === 0) return;
    const headline = document.createElement('h2');
    headline.textContent = place.dataset.headline;
    const list = document.createElement('ul');
    list.className = 'list';
    for (const article of found) {
      const line = document.createElement('li');
      const link = document.createElement('a');
      link.href = article.url;
      link.target = '_blank';
      link.rel = 'noopener nofollow';
      link.textContent = article.title;
      const beside = document.createElement('span');
      beside.className = 'unseen';
      beside.textContent = ` (${place.dataset.beside})`;
      link.append(beside);
      const summary = document.createElement('p');
      summary.className = 'small dim';
      summary.textContent = article.summary;
      line.append(link, summary);
      list.append(line);
    }
    place.append(headline, list);
  };

  const ask = async () => {
    const words = ['subject', 'text']
      .map((name) => form.elements.namedItem(name)?.value ?? '')
      .join(' ')
      .trim()
      .slice(0, 300);
    if (words === asked) return;
    asked = words;
    asking?.abort();
    if (words.length < 8) return show([]);
    asking = new AbortController();
    try {
      const answer = await fetch(`${form.dataset.articles}&q=${encodeURIComponent(words)}`, { signal: asking.signal });
      if (answer.ok) show(await answer.json());
    } catch {
      // no suggestions, then; the form is what counts
    }
  };

  form.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, 400);
  });
  // sent twice by a double click is sent once: the server knows the visit; the button says so, too
  form.addEventListener('submit', () => {
    const button = form.querySelector('button[type=submit]');
    setTimeout(() => (button.disabled = true), 0);
    addEventListener('pageshow', () => (button.disabled = false), { once: true });
  });
})();
