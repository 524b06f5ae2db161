import { Checkbox } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { notifyUndo } from '../../../toasts.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { FormEnd } from '../../../ui/form-end.tsx';
import type { Case, Message } from '../cases.data.ts';
import { companyDeeds, partiesQuery } from './company.data.ts';

/**
 * The press below a message of the customer's thread that shows it to others who take part, and to nobody by itself. It stands
 * there only while somebody takes part who could see it; customers in copy read the thread anyway.
 */
export default function ShareMessage({ found, message }: { found: Case; message: Message }) {
  const { t } = useTranslation('company');
  const parties = useQuery(partiesQuery(found.id)).data?.parties ?? [];
  const [open, setOpen] = useState(false);
  const able = parties.filter((party) => party.id !== null && party.role !== 'customer');
  if (able.length === 0) return null;
  return (
    <>
      <button type="button" className="plainly" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {t('share.open')}
      </button>
      {open && (
        <ShareDialog
          found={found}
          message={message}
          able={able.map((party) => ({ id: party.id ?? '', name: party.name }))}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}

type Able = readonly { id: string; name: string }[];

function ShareDialog(props: { found: Case; message: Message; able: Able; onClose: () => void }) {
  const { t } = useTranslation('company');
  const { found, message, able, onClose } = props;
  const before = message.audience.parties.map((party) => party.id).filter((id) => able.some((one) => one.id === id));
  const [chosen, setChosen] = useState<readonly string[]>(before);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const deeds = companyDeeds(found.id);
  const save = async (event: React.FormEvent) => {
    event.preventDefault();
    setBusy(true);
    try {
      await deeds.share(message.id, [...chosen]);
      const names = able.filter((one) => chosen.includes(one.id)).map((one) => one.name);
      notifyUndo(
        names.length === 0 ? t('share.hidden') : t('share.shown', { names: names.join(', ') }),
        () => void deeds.share(message.id, [...before]),
      );
      onClose();
    } catch (refusal) {
      setProblem(refusal);
      setBusy(false);
    }
  };
  return (
    <Dialog opened onClose={onClose} title={t('share.title')}>
      <form className="stack" onSubmit={(event) => void save(event)}>
        <blockquote className="said cut">{message.text.slice(0, 200)}</blockquote>
        <p className="dim sm">{t('share.why')}</p>
        {able.map((party, at) => (
          <Checkbox
            key={party.id}
            label={party.name}
            {...(at === 0 ? { 'data-autofocus': true } : {})}
            checked={chosen.includes(party.id)}
            onChange={(event) =>
              setChosen(event.currentTarget.checked ? [...chosen, party.id] : chosen.filter((one) => one !== party.id))
            }
          />
        ))}
        <FormEnd form={{ busy, problem }} go={t('share.save')} onLeave={onClose} />
      </form>
    </Dialog>
  );
}
