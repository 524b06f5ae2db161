import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Initials } from '../../../ui/initials.tsx';
import type { Huddle } from './huddles.data.ts';

const AttendanceDialog = lazy(async () => ({ default: (await import('./attendance-dialog.tsx')).AttendanceDialog }));

/** Who is here, as faces and "7 of 8 here"; pressed, one says who came. */
export function HuddleAttendance({ huddle }: { huddle: Huddle }) {
  const { t } = useTranslation('huddle');
  const [open, setOpen] = useState(false);
  const here = huddle.attendance.filter((one) => one.here);
  return (
    <>
      <button type="button" className="attend" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <span className="stack-of" aria-hidden>
          {here.slice(0, 9).map(({ person }) => (
            <Initials key={person.id} name={person.name} />
          ))}
        </span>
        <span className="dim">{t('stage.here', { here: here.length, count: huddle.attendance.length })}</span>
      </button>
      {open && (
        <Suspense>
          <AttendanceDialog huddle={huddle} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
