import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as records from '../../../contract/customer-records.ts';
import { call } from '../../api.ts';
import { queryClient } from '../../query-client.ts';
import { useSession } from '../../session.ts';
import { notifyProblem, notifyUndo } from '../../toasts.ts';
import { Button } from '../../ui/button.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { useFields } from '../../ui/fields.ts';
import { saidMarks } from '../../ui/voice-quote.tsx';
import { TextAreaField } from '../../ui/text-fields.tsx';
import { notesQuery } from './records.data.ts';

/** What colleagues should know of a customer, and he never sees. */
export function Notes({ customerId }: { customerId: string }) {
  const { t } = useTranslation('records');
  const { may, user } = useSession();
  const list = useQuery(notesQuery(customerId));
  const again = () => queryClient.invalidateQueries({ queryKey: ['customers'] });
  const [written, setWritten] = useState(0);
  const add = (words: string) =>
    call<typeof records.addNote>('POST', '/customers/:id/notes', { params: { id: customerId }, body: { words } });
  const remove = async (note: records.Note) => {
    try {
      await call<typeof records.removeNote>('DELETE', '/customers/:id/notes/:noteId', {
        params: { id: customerId, noteId: note.id },
      });
      await again();
      notifyUndo(t('note.removed'), () => void add(note.words).then(again, notifyProblem));
    } catch (problem) {
      notifyProblem(problem);
    }
  };
  return (
    <section aria-label={t('note.title')}>
      <h2>{t('note.title')}</h2>
      <ul className="private-notes">
        {list.data?.items.map((note) => (
          <li key={note.id}>
            <p className="plain" {...saidMarks({ kind: 'note', id: note.id, customerId, at: note.at })}>
              {note.words}
            </p>
            <p className="dim xs row">
              <span className="grow">
                {note.by?.name} <TimeText at={note.at} />
              </span>
              {may('customers.write') && note.by?.id === user?.id && (
                <Button kind="quiet" size="s" onClick={() => void remove(note)}>
                  {t('note.remove')}
                </Button>
              )}
            </p>
          </li>
        ))}
      </ul>
      {may('customers.write') && (
        <NewNote
          key={written}
          onAdd={async (words) => {
            await add(words);
            setWritten(written + 1);
            await again();
          }}
        />
      )}
    </section>
  );
}

function NewNote({ onAdd }: { onAdd: (words: string) => Promise<void> }) {
  const { t } = useTranslation('records');
  const form = useFields({ words: '' }, (values) => onAdd(values.words));
  return (
    <form className="stack" onSubmit={form.submit}>
      <TextAreaField minRows={1} required label={t('note.new')} bound={form.bind('words')} />
      <div className="row end">
        <Button size="s" type="submit" busy={form.busy}>
          {t('note.add')}
        </Button>
      </div>
    </form>
  );
}
