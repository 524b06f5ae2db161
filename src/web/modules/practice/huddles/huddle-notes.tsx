import { IconPencil } from '@tabler/icons-react';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { notifyProblem } from '../../../toasts.ts';
import { Button } from '../../../ui/button.tsx';
import { noteInHuddle, type CardKey, type Huddle } from './huddles.data.ts';

/** The question of the card, and what was written down beside it. */
export function HuddleNotes({ huddle, card }: { huddle: Huddle; card: CardKey }) {
  const { t } = useTranslation('huddle');
  const [writing, setWriting] = useState(false);
  const [words, setWords] = useState('');
  const [busy, setBusy] = useState(false);
  const notes = huddle.notes.filter((note) => note.card === card);
  const write = async (event: FormEvent) => {
    event.preventDefault();
    if (busy || words.trim() === '') return;
    setBusy(true);
    try {
      await noteInHuddle(huddle.id, words.trim(), card);
      setWords('');
      setWriting(false);
    } catch (problem) {
      notifyProblem(problem);
    } finally {
      setBusy(false);
    }
  };
  const word = huddle.agenda.charter?.word ?? '';
  return (
    <div className="turn">
      {notes.length > 0 && (
        <ul className="notes">
          {notes.map((note) => (
            <li key={note.id}>
              {note.words} <span className="dim">{note.by.name.split(/\s+/)[0]}</span>
            </li>
          ))}
        </ul>
      )}
      {writing ? (
        <form className="row writing" onSubmit={(event) => void write(event)}>
          <input
            className="line grow"
            aria-label={t('notes.label')}
            maxLength={2000}
            value={words}
            // Opened by a press of its own, so the cursor belongs here.
            // oxlint-disable-next-line jsx-a11y/no-autofocus
            autoFocus
            onChange={(event) => setWords(event.currentTarget.value)}
            onKeyDown={(event) => event.key === 'Escape' && setWriting(false)}
          />
          <Button kind="go" size="l" type="submit" busy={busy}>
            {t('notes.keep')}
          </Button>
        </form>
      ) : (
        <div className="row asks">
          <span>{t(word === '' ? `ask.${card}Plain` : `ask.${card}`, { word: word.toLowerCase() })}</span>
          <Button size="l" onClick={() => setWriting(true)}>
            <IconPencil size={18} stroke={1.7} aria-hidden />
            {t('notes.write')}
          </Button>
        </div>
      )}
    </div>
  );
}
