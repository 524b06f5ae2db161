import { lazy, Suspense, useState } from 'react';
import { useSession } from '../session.ts';
import { Initials } from './initials.tsx';

const MeDialog = lazy(() => import('./me-dialog.tsx'));

/** Who one is, at the foot of the rail; opens one's own choices. */
export function Me() {
  const { user } = useSession();
  const [open, setOpen] = useState<boolean>();
  if (user === null) return null;
  return (
    <>
      <button type="button" className="me" aria-haspopup="dialog" onClick={() => setOpen(true)} title={user.name}>
        <Initials name={user.name} />
        <span className="cut">{user.name}</span>
      </button>
      {open !== undefined && (
        <Suspense>
          <MeDialog opened={open} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
