import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../../ui/dialog.tsx';
import { ClaimForm } from '../wins/claim-form.tsx';
import { ClaimedNotice } from '../wins/claimed-notice.tsx';
import { RingForm } from './ring-form.tsx';
import type { Win } from '../wins/wins.data.ts';

/** Rings the bell for a win that is evidenced, or claims a new one first. */
export function RingDialog({ onClose, win, claim }: { onClose: () => void; win?: Win; claim?: boolean }) {
  const { t } = useTranslation('today');
  const [step, setStep] = useState<'ring' | 'claim' | 'claimed'>(claim === true ? 'claim' : 'ring');
  const [claimed, setClaimed] = useState<Win | undefined>(win);
  const done = (fresh: Win) => {
    setClaimed(fresh);
    setStep(fresh.mayRing ? 'ring' : 'claimed');
  };
  return (
    <Dialog opened onClose={onClose} title={t(`ring.title.${step}`)} width={560}>
      {step === 'ring' && <RingForm first={claimed} onClaim={() => setStep('claim')} onClose={onClose} />}
      {step === 'claim' && <ClaimForm onDone={done} onBack={claim === true ? onClose : () => setStep('ring')} />}
      {step === 'claimed' && claimed && <ClaimedNotice win={claimed} onClose={onClose} />}
    </Dialog>
  );
}
