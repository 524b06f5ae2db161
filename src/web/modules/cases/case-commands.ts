import { IconInbox, IconMessage, IconNotebook, IconPlus, IconUser } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/cases.ts';
import { call } from '../../api.ts';
import { useCommands, type Command } from '../../commands.ts';
import { useSession } from '../../session.ts';

const icons = { case: IconInbox, message: IconMessage, customer: IconUser, article: IconNotebook };

/** The palette's search over cases, messages, customers and articles, and the button that notes a call. */
export function useCaseCommands(onNew: () => void): void {
  const { t, i18n } = useTranslation('cases');
  const { may } = useSession();
  const navigate = useNavigate();
  const toCase = (number: number) => () =>
    void navigate({ to: '/inbox/{-$number}', params: { number: String(number) }, search: {} as never });
  const search = async (text: string, signal: AbortSignal): Promise<readonly Command[]> => {
    const { items, jump } = await call<typeof contract.search>('GET', '/search', {
      query: { q: text, limit: 12 },
      signal,
    });
    const first: Command[] =
      jump === null
        ? []
        : [
            {
              id: `jump-${jump.id}`,
              label: `#${jump.number} ${jump.subject}`,
              icon: IconInbox,
              run: toCase(jump.number),
            },
          ];
    return [...first, ...items.flatMap((found) => commandOf(found))];
  };
  const commandOf = (found: contract.Found): Command[] => {
    const said = found.excerpt.replaceAll('\u0002', '').replaceAll('\u0003', '').trim();
    const shared = { id: `${found.kind}-${found.id}`, label: found.title, hint: said, icon: icons[found.kind] };
    if (found.kind === 'customer') {
      return [{ ...shared, run: () => void navigate({ to: '/customers/$id', params: { id: found.id } }) }];
    }
    if (found.caseNumber !== null) return [{ ...shared, run: toCase(found.caseNumber) }];
    // Articles have a screen of their own; whoever builds it adds its own search.
    return [];
  };
  useCommands(
    () => ({
      id: 'cases',
      heading: t('palette.heading'),
      commands: may('cases.write')
        ? [{ id: 'new-case', label: t('new.title'), icon: IconPlus, keys: 'c', run: onNew }]
        : [],
      search,
    }),
    `${i18n.language}`,
  );
}
