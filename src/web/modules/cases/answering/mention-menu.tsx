import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { useColleagues } from '../../../colleagues.ts';
import { useSession } from '../../../session.ts';
import { Initials } from '../../../ui/initials.tsx';
import { CaretMenu, useCaretWord } from './caret-menu.tsx';
import { calledBy, mentionWord, withMention } from './mentions.ts';

/** Colleagues while one types `@` in a note: who is picked is told. */
export function MentionMenu(props: {
  /** The box around the text. */
  box: RefObject<HTMLElement | null>;
  html: string;
  onPick: (html: string) => void;
}) {
  const { t } = useTranslation('cases');
  const { user } = useSession();
  const colleagues = useColleagues();
  const [word, leave] = useCaretWord(props.box, props.html, mentionWord);
  if (word === undefined) return null;
  const choices = colleagues
    .filter((one) => one.id !== user?.id && calledBy(one.name, word))
    .slice(0, 7)
    .map(({ id, name }) => ({ id, name, hint: '', icon: <Initials name={name} size="s" /> }));
  return (
    <CaretMenu
      box={props.box}
      label={t('composer.mention')}
      word={word}
      choices={choices}
      onTake={({ name }) => {
        leave();
        props.onPick(withMention(props.html, word, name));
      }}
      onLeave={leave}
    />
  );
}
