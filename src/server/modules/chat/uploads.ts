import type { ChatFile } from '../../../contract/widget.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { asSystem, type Context } from '../../context.ts';
import { tooLarge } from '../../files/store.ts';
import { uploadFile } from '../cases/index.ts';
import { countOrRefuse } from './limits.ts';
import type { Speaker } from './speaking.ts';

const largest = 10 * 1_048_576;

/** Keeps a file of a visitor, at most 10 MB, until a message of his names it; after a day without one it is forgotten. */
export async function uploadInChat(
  ctx: Context,
  speaker: Speaker,
  file: { name: string; contentType: string; content: AsyncIterable<Uint8Array> } | undefined,
): Promise<ChatFile> {
  const { visitor, widget } = speaker;
  if (!widget.settings.chat) throw new Refusal('forbidden', 'chat-off', 'There is no chat here; write us a mail.');
  await countOrRefuse(ctx, 'upload', { visitorId: visitor.id, ip: speaker.ip });
  const kept = await uploadFile(
    asSystem(ctx, 'chat'),
    file === undefined ? undefined : { ...file, content: upTo(largest, file.content) },
  );
  await ctx.db.insertInto('chat_uploads').values({ attachment_id: kept.id, visitor_id: visitor.id }).execute();
  return {
    id: kept.id,
    name: kept.name,
    size: kept.size,
    contentType: kept.contentType,
    url: kept.url.startsWith('/') ? `${ctx.url}${kept.url}` : kept.url,
  };
}

/** Passes on at most so many bytes; more is refused before it is stored. */
async function* upTo(limit: number, content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const chunk of content) {
    size += chunk.length;
    if (size > limit) throw tooLarge(limit);
    yield chunk;
  }
}
