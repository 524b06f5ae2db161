import {
  IconBuilding,
  IconInbox,
  IconMessage,
  IconNotebook,
  IconPaperclip,
  IconSearch,
  IconUser,
} from '@tabler/icons-react';
import i18next from 'i18next';
import type * as contract from '../../../../contract/search.ts';
import { call } from '../../../api.ts';
import { addressOf } from './search-address.ts';
import { registerCommands, type Command } from '../../../commands.ts';
import { queryClient } from '../../../query-client.ts';
import { router } from '../../../routes.tsx';
import { sessionQuery } from '../../../session.ts';

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
    const [{ items, jump, meant }] = await Promise.all([
      call<typeof contract.search>('GET', '/search', { query: { q: text, limit: 12 }, signal }),
      i18next.loadNamespaces(['cases', 'search']),
    ]);
    const known = jump === null ? items : items.filter((found) => found.kind !== 'case' || found.id !== jump.id);
    return [
      ...(jump === null
        ? []
        : [commandTo(`jump-${jump.id}`, `#${jump.number} ${jump.subject}`, '', IconInbox, `/inbox/${jump.number}`)]),
      ...known.map(commandOf),
      commandTo(
        'all',
        i18next.t('search:palette.all', { q: meant?.q ?? text }),
        '',
        IconSearch,
        `/search?q=${encodeURIComponent(text)}`,
      ),
    ];
  },
});

function commandOf(found: contract.Found): Command {
  // The marks around what matched are for screens that can show them.
  const words = found.excerpt.replaceAll('\u0002', '').replaceAll('\u0003', '').trim();
  const hint = [found.caseNumber === null ? '' : `#${found.caseNumber}`, found.customer ?? '', words]
    .filter(Boolean)
    .join(' · ');
  return commandTo(`${found.kind}-${found.id}`, found.title, hint, icons[found.kind], addressOf(found));
}

function commandTo(id: string, label: string, hint: string, icon: Command['icon'], href: string): Command {
  return {
    id,
    label,
    ...(hint === '' ? {} : { hint }),
    ...(icon === undefined ? {} : { icon }),
    href,
    run: () => void router.navigate({ to: href }),
  };
}
