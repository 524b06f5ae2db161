import { useEffect, useState } from 'preact/hooks';
import type * as contract from '../contract/knowledge.ts';
import type { Parts } from './app.tsx';

/** Searching the help while one types; whoever finds nothing is told that a person answers. */
export function Search({ desk, say, go }: Parts) {
  const [text, setText] = useState('');
  const [found, setFound] = useState<contract.PublicArticleLine[]>();
  useEffect(() => {
    const words = text.trim();
    if (words.length < 2) return setFound(undefined);
    let current = true;
    const timer = setTimeout(() => {
      desk
        .call<typeof contract.listPublicArticles>('GET', `/help/articles?limit=6&q=${encodeURIComponent(words)}`)
        .then(
          ({ items }) => current && setFound(items),
          () => current && setFound([]),
        );
    }, 250);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [text, desk]);
  return (
    <section role="search">
      <label>
        <h3>{say('helpLabel')}</h3>
        <input
          type="search"
          value={text}
          maxLength={200}
          placeholder={say('helpPlaceholder')}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </label>
      <div aria-live="polite">
        {found?.length === 0 && <p class="dim">{say('helpNone')}</p>}
        {found !== undefined && found.length > 0 && (
          <ul data-list>
            {found.map((one) => (
              <li key={one.slug}>
                <button type="button" class="line" onClick={() => go({ at: 'help', slug: one.slug })}>
                  <b>{one.title}</b>
                  <span class="dim">{one.summary}</span>
                </button>
              </li>
            ))}
          </ul>
        )}
      </div>
    </section>
  );
}
