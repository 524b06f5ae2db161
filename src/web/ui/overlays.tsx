import { questions } from '../questions.ts';
import { useOverlay } from './overlay-keys.ts';
import { Palette } from './palette.tsx';
import { QuestionDialog } from './question-dialog.tsx';
import { ShortcutSheet } from './shortcut-sheet.tsx';

/** What may lie over any screen: the palette, the sheet of shortcuts, a question. One file, fetched when needed. */
export default function Overlays() {
  const overlay = useOverlay();
  const question = questions.use()[0];
  return (
    <>
      <Palette opened={overlay === 'palette'} />
      <ShortcutSheet opened={overlay === 'shortcuts'} />
      {question && <QuestionDialog key={question.title} question={question} />}
    </>
  );
}
