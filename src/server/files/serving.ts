import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '../../domain/refusal.ts';
import { answerError } from '../http/error-handler.ts';
import { readFileAddress } from './addresses.ts';

/** Pictures that browsers show without running anything; SVG can carry scripts and is not among them. */
const shown = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif', 'image/bmp']);

/** Whether a picture of this type may be shown inside a page. */
export function mayShow(contentType: string): boolean {
  return shown.has(contentType.toLowerCase());
}

/** Tells a person, on a page in his language, what went wrong. */
export type AnswerAsPage = (error: Error, request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;

/**
 * `GET /files/{sha256}?…`: a stranger's file, served so that it can do nothing: never sniffed, never run, everything but
 * harmless pictures as a download. Addresses expire: whoever opens an old one in a browser reads so on a page.
 */
export function mountFiles(app: FastifyInstance, answerAsPage: AnswerAsPage): void {
  app.get<{ Params: { sha256: string }; Querystring: Record<string, unknown> }>(
    '/files/:sha256',
    {
      schema: { hide: true },
      config: { access: 'public' },
      errorHandler: (error, request, reply) =>
        (request.headers.accept ?? '').includes('text/html')
          ? answerAsPage(error, request, reply)
          : answerError(error, request, reply),
    },
    async (request, reply) => {
      const { secret, now, files } = request.kept;
      const file = readFileAddress(secret, request.params.sha256, request.query, now);
      const stream = file === undefined ? undefined : await files.open(file.sha256);
      if (file === undefined || stream === undefined) {
        throw new Refusal(
          'not_found',
          'no-such-file',
          'There is no such file, or its address has expired; open it again from its message.',
        );
      }
      const inline = file.inline && mayShow(file.contentType);
      return reply
        .header('content-type', inline ? file.contentType.toLowerCase() : 'application/octet-stream')
        .header('content-disposition', `${inline ? 'inline' : 'attachment'}; ${dispositionName(file.name)}`)
        .header('x-content-type-options', 'nosniff')
        .header('content-security-policy', "sandbox; default-src 'none'")
        .header('cross-origin-resource-policy', 'same-origin')
        .header('cache-control', 'private, max-age=21600, immutable')
        .send(stream);
    },
  );
}

/** A file name in a header (RFC 6266, RFC 8187): plain letters for old readers, the true name beside it. */
function dispositionName(name: string): string {
  const plain = name.replaceAll(/[^\w .()-]+/g, '_').slice(0, 100) || 'file';
  const encoded = encodeURIComponent(name.toWellFormed().slice(0, 200)).replaceAll(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `filename="${plain}"; filename*=UTF-8''${encoded}`;
}
