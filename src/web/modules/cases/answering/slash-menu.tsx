import '../hands.css';
import { IconBook2, IconBolt } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type * as macrosContract from '../../../../contract/cases-macros.ts';
import type * as knowledge from '../../../../contract/knowledge.ts';
import { call } from '../../../api.ts';
import { notifyProblem } from '../../../toasts.ts';
import { macrosQuery, type Macro } from '../hands.data.ts';
import { slashWord } from './slash.ts';

interface Choice {
  id: string;
  name: string;
  hint: string;
  macro?: Macro;
  article?: string;
}

/**
 * Snippets and articles while one types `/` in an answer. The focus stays in the text; arrows move, Enter or Tab takes, Escape leaves.
 */
export default function SlashMenu(props: {
  /** The box around the text. */
  box: RefObject<HTMLElement | null>;
  caseId: string;
  html: string;
  onSnippet: (word: string, html: string) => void;
  /** A macro that also does something. */
  onMacro: (word: string, macro: Macro) => void;
}) {
  const { t } = useTranslation('macros');
  const [word, setWord] = useState<string>();
  const [at, setAt] = useState(0);
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
      macro,
    })),
    ...(articles?.items ?? []).slice(0, 5).map((article) => ({
      id: article.id,
      name: article.title,
      hint: t('article'),
      article: article.slug,
    })),
  ];
  useEffect(() => {
    const selection = getSelection();
    const node = selection?.focusNode;
    const inside = props.html !== '' && node != null && props.box.current?.contains(node) === true;
    const before = inside ? (node.textContent ?? '').slice(0, selection?.focusOffset ?? 0) : '';
    // What stands before the caret is outside React: it is read when the text changed.
    // oxlint-disable-next-line react/set-state-in-effect
    setWord(slashWord(before));
    setAt(0);
  }, [props.html, props.box]);

  const take = useEffectEvent(async (choice: Choice) => {
    const typed = word ?? '';
    setWord(undefined);
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
  });
  const open = word !== undefined && choices.length > 0;
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (!open || event.ctrlKey || event.metaKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const choice = choices[at];
    if (step !== undefined) setAt((at + step + choices.length) % choices.length);
    else if ((event.key === 'Enter' || event.key === 'Tab') && choice !== undefined) void take(choice);
    else if (event.key === 'Escape') setWord(undefined);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  useEffect(() => {
    const box = props.box.current;
    // before the editor sees the key
    box?.addEventListener('keydown', press, true);
    return () => box?.removeEventListener('keydown', press, true);
  }, [props.box]);
  if (!open) return null;
  return (
    <div className="slash" role="listbox" aria-label={t('snippets')}>
      {choices.map((choice, index) => (
        <div
          key={choice.id}
          role="option"
          tabIndex={-1}
          aria-selected={index === at}
          className={index === at ? 'on' : ''}
          onMouseDown={(event) => {
            event.preventDefault();
            void take(choice);
          }}
        >
          {choice.macro === undefined ? (
            <IconBook2 size={15} stroke={1.7} aria-hidden />
          ) : (
            <IconBolt size={15} stroke={1.7} aria-hidden />
          )}
          <span className="cut grow">{choice.name}</span>
          <span className="dim xs">{choice.hint}</span>
        </div>
      ))}
      <output className="sr">{choices[at]?.name}</output>
    </div>
  );
}
