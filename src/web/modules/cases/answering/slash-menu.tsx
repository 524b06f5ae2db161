import { IconBook2, IconBolt } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type * as macrosContract from '../../../../contract/cases-macros.ts';
import type * as knowledge from '../../../../contract/knowledge.ts';
import { call } from '../../../api.ts';
import { notifyProblem } from '../../../toasts.ts';
import { macrosQuery, type Macro } from '../hands.data.ts';
import { CaretMenu, useCaretWord, type CaretChoice } from './caret-menu.tsx';
import { slashWord } from './slash.ts';

interface Choice extends CaretChoice {
  readonly macro?: Macro;
  readonly article?: string;
}

/** Snippets and articles while one types `/` in an answer. */
export function SlashMenu(props: {
  /** The box around the text. */
  box: RefObject<HTMLElement | null>;
  caseId: string;
  html: string;
  onSnippet: (word: string, html: string) => void;
  /** A macro that also does something. */
  onMacro: (word: string, macro: Macro) => void;
}) {
  const { t } = useTranslation('macros');
  const [word, leave] = useCaretWord(props.box, props.html, slashWord);
  const macros = useQuery({ ...macrosQuery(word ?? '', props.caseId), enabled: word !== undefined }).data ?? [];
  const articles = useQuery({
    queryKey: ['knowledge', 'slash', word],
    queryFn: ({ signal }) =>
      call<typeof knowledge.listArticles>('GET', '/articles', {
        query: { q: word ?? '', limit: 5, audience: 'public', state: 'published' },
        signal,
      }),
    enabled: word !== undefined && word.length > 1,
    staleTime: 30_000,
  }).data;
  const choices: Choice[] = [
    ...macros.slice(0, 7).map((macro) => ({
      id: macro.id,
      name: macro.name,
      hint: macro.shortcut === null ? '' : `/${macro.shortcut}`,
      icon: <IconBolt size={15} stroke={1.7} aria-hidden />,
      macro,
    })),
    ...(articles?.items ?? []).slice(0, 5).map((article) => ({
      id: article.id,
      name: article.title,
      hint: t('article'),
      icon: <IconBook2 size={15} stroke={1.7} aria-hidden />,
      article: article.slug,
    })),
  ];
  const take = async (choice: Choice) => {
    const typed = word ?? '';
    leave();
    try {
      if (choice.macro === undefined) {
        const link = `${location.origin}/help/${choice.article ?? ''}`;
        const name = choice.name.replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign] ?? '');
        props.onSnippet(typed, `<p><a href="${link}">${name}</a></p>`);
      } else if (choice.macro.actions.length > 0) props.onMacro(typed, choice.macro);
      else {
        const body = { html: choice.macro.html, caseId: props.caseId };
        const filled = await call<typeof macrosContract.previewMacro>('POST', '/macros/preview', { body });
        props.onSnippet(typed, filled.html);
      }
    } catch (problem) {
      notifyProblem(problem);
    }
  };
  if (word === undefined) return null;
  return (
    <CaretMenu
      box={props.box}
      label={t('snippets')}
      word={word}
      choices={choices}
      onTake={(choice) => void take(choice)}
      onLeave={leave}
    />
  );
}
