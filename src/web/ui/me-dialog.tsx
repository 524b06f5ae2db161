import { useSession } from '../session.ts';
import { Dialog } from './dialog.tsx';
import { MeChoices } from './me-choices.tsx';

/** One's own choices in a dialog. */
export default function MeDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { user } = useSession();
  return (
    <Dialog opened={opened} onClose={onClose} title={user?.name ?? ''} width={420}>
      <MeChoices />
    </Dialog>
  );
}
