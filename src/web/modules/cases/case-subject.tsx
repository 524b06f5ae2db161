import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Case } from './cases.data.ts';
import { useCaseDeeds } from './changing.ts';

/** What the case is about; pressed, it can be said better. Enter keeps, Escape leaves it. `alone`: no list stands beside it. */
export function CaseSubject({ found, alone = false }: { found: Case; alone?: boolean }) {
  const { t } = useTranslation('cases');
  const { change } = useCaseDeeds(found);
  const [editing, setEditing] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (editing) input.current?.select();
  }, [editing]);
  const keep = (value: string) => {
    setEditing(false);
    const subject = value.trim();
    if (subject === '' || subject === found.subject) return;
    const before = { subject: found.subject };
    void change({ subject }, { subject }, t('done.subject'), before, before);
  };
  const Heading = alone ? 'h1' : 'h2';
  if (editing) {
    return (
      <input
        ref={input}
        className="subject grow"
        aria-label={t('subject')}
        defaultValue={found.subject}
        maxLength={300}
        onBlur={(event) => keep(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') keep(event.currentTarget.value);
          if (event.key === 'Escape') setEditing(false);
        }}
      />
    );
  }
  return (
    <Heading className="grow">
      <button
        type="button"
        className="subject cut"
        title={t('subjectChange', { subject: found.subject })}
        onClick={() => setEditing(true)}
      >
        {found.subject}
      </button>
    </Heading>
  );
}
