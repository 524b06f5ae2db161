import { Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { questions } from '../questions.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';

type Asked = ReturnType<typeof questions.all>[number];

/** A question with its deed as the button; Escape and the other button leave everything as it is. */
export function QuestionDialog({ question }: { question: Asked }) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const needed = question.reason !== undefined && question.reason.optional !== true;
  return (
    <Dialog opened onClose={() => question.answer(undefined)} title={question.title} width={460}>
      <form
        style={{ display: 'grid', gap: 16 }}
        onSubmit={(event) => {
          event.preventDefault();
          if (!needed || reason.trim() !== '') question.answer({ reason: reason.trim() });
        }}
      >
        <p className="mid">{question.text}</p>
        {question.reason && (
          <Textarea
            data-autofocus
            autosize
            minRows={2}
            label={question.reason.label}
            required={needed}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        )}
        <div className="row" style={{ justifyContent: 'flex-end' }}>
          <Button onClick={() => question.answer(undefined)}>{t('leaveIt')}</Button>
          <Button kind="go" type="submit" disabled={needed && reason.trim() === ''}>
            {question.yes}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
