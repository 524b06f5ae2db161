import { createServer } from 'node:http';
import { expect } from 'vitest';
import { freePort } from './running.ts';
import type { Desk } from './stage.ts';

/** A shop of somebody else, on an origin of its own, with Kept's widget on it; `/bare` is the same page without the tag. */
export interface Shop {
  url: string;
  /** Of its widget. */
  tag: { key: string; secret: string };
  close(): void;
}

/**
 * A page as strict as pages get, which lets in scripts and requests of Kept and nothing else; the desk behind it never closes.
 * @param settings of the widget
 */
export async function openShop({ kept, hands }: Desk, settings: object = {}): Promise<Shop> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const tag = { key: '', secret: '' };
  const server = createServer((request, response) => {
    const bare = request.url?.startsWith('/bare') === true;
    response.setHeader(
      'content-security-policy',
      `default-src 'none'; script-src ${kept.url}; connect-src ${kept.url}; require-trusted-types-for 'script'; base-uri 'none'; form-action 'none'`,
    );
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(
      `<!doctype html><html lang="en"><head><title>Socks</title></head><body><main><h1>Green socks</h1><button>Buy</button></main>${bare ? '' : `<script src="${kept.url}/widget.js" data-key="${tag.key}" async></script>`}</body></html>`,
    );
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  await hands.ask('POST', '/calendars', {
    name: 'Always',
    zone: 'Europe/London',
    week: Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((day) => [day, [{ from: '00:00', to: '24:00' }]])),
    isDefault: true,
  });
  const made = await hands.ask('POST', '/widgets', { name: 'Shop', origins: [url], settings });
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  tag.key = (made.body['widget'] as { key: string }).key;
  tag.secret = String(made.body['secret']);
  return { url, tag, close: () => server.close() };
}
