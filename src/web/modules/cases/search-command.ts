import { IconBuilding, IconInbox, IconMessage, IconNotebook, IconPaperclip, IconUser } from '@tabler/icons-react';
import i18next from 'i18next';
import type * as contract from '../../../contract/search.ts';
import { call } from '../../api.ts';
import { registerCommands, type Command } from '../../commands.ts';
import { queryClient } from '../../query-client.ts';
import { router } from '../../routes.tsx';
import { sessionQuery } from '../../session.ts';

const icons = {
  case: IconInbox,
  message: IconMessage,
  customer: IconUser,
  article: IconNotebook,
  organisation: IconBuilding,
  file: IconPaperclip,
};

/** The palette's search over cases, messages and customers, on every screen; the start of the program imports it. */
registerCommands({
  id: 'search',
  get heading() {
    return i18next.t('cases:palette.heading');
  },
  search: async (text, signal) => {
    if (queryClient.getQueryData(sessionQuery.queryKey)?.user == null) return [];
    const [{ items, jump }] = await Promise.all([
      call<typeof contract.search>('GET', '/search', { query: { q: text, limit: 12 }, signal }),
      i18next.loadNamespaces('cases'),
    ]);
    return [...(jump === null ? [] : [jumpTo(jump)]), ...items.flatMap(commandOf)];
  },
});

function jumpTo(jump: { id: string; number: number; subject: string }): Command {
  return {
    id: `jump-${jump.id}`,
    label: `#${jump.number} ${jump.subject}`,
    icon: IconInbox,
    run: () => openCase(jump.number),
  };
}

/** Articles have a screen and a search of their own. */
function commandOf(found: contract.Found): Command[] {
  const { kind, id, title, caseNumber } = found;
  // The marks around what matched are for screens that can show them.
  const hint = found.excerpt.replaceAll('\u0002', '').replaceAll('\u0003', '').trim();
  const line = { id: `${kind}-${id}`, label: title, hint, icon: icons[kind] };
  if (kind === 'customer') {
    return [{ ...line, run: () => void router.navigate({ to: '/customers/$id', params: { id } }) }];
  }
  return caseNumber === null ? [] : [{ ...line, run: () => openCase(caseNumber) }];
}

function openCase(number: number) {
  void router.navigate({ to: '/inbox/{-$number}', params: { number: String(number) }, search: {} as never });
}
