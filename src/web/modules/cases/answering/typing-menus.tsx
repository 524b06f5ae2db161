import type { RefObject } from 'react';
import type { Macro } from '../hands.data.ts';
import { MentionMenu } from './mention-menu.tsx';
import { SlashMenu } from './slash-menu.tsx';
import { withSnippet } from './slash.ts';

/** What is offered in the middle of typing: snippets and articles after `/`, colleagues after `@` in a note. */
export default function TypingMenus(props: {
  /** The box around the text. */
  box: RefObject<HTMLElement | null>;
  caseId: string;
  html: string;
  note: boolean;
  onText: (html: string) => void;
  /** A macro that also does something; what was typed to find it is gone. */
  onMacro: (macro: Macro) => void;
}) {
  const { box, caseId, html, onText } = props;
  return (
    <>
      {props.note && <MentionMenu box={box} html={html} onPick={onText} />}
      <SlashMenu
        box={box}
        caseId={caseId}
        html={html}
        onSnippet={(word, snippet) => onText(withSnippet(html, word, snippet))}
        onMacro={(word, macro) => {
          onText(withSnippet(html, word, ''));
          props.onMacro(macro);
        }}
      />
    </>
  );
}
