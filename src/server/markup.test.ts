import { expect, test } from 'vitest';
import { html, sanitised } from './markup.ts';

test('whatever is put into a page is escaped unless it is markup', () => {
  const evil = `"><script>alert('x')</script>&`;
  expect(html`<p title="${evil}">${evil}</p>`.markup).toBe(
    '<p title="&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;">&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;</p>',
  );
  const items = [1, 2].map((n) => html`<li>${n}</li>`);
  expect(
    html`<ul>
      ${items}
    </ul>`.markup.replaceAll(/\s+/g, ''),
  ).toBe('<ul><li>1</li><li>2</li></ul>');
  expect(html`${null}${undefined}${false}${0}${sanitised('<b>')}`.markup).toBe('0<b>');
});
