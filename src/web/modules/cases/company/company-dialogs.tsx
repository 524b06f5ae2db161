import { useNavigate } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { relations, type Relation } from '../../../../domain/cases/relations.ts';
import { notify, notifyUndo } from '../../../toasts.ts';
import { TimeText } from '../../../ui/time-text.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { CasePicker } from './case-picker.tsx';
import type { Case } from '../cases.data.ts';
import { companyDeeds } from './company.data.ts';

/** One press at a time, and what the server said against it. */
function useSending(send: () => Promise<unknown>) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setProblem(undefined);
    void send()
      .catch(setProblem)
      .finally(() => setBusy(false));
  };
  return { busy, problem, submit };
}

type Chosen = { number: number; subject: string } | undefined;
interface Props {
  found: Case;
  onClose: () => void;
}

/** Merges this case into another. */
export function MergeDialog({ found, onClose }: Props) {
  const { t } = useTranslation('company');
  const navigate = useNavigate();
  const [chosen, setChosen] = useState<Chosen>();
  const deeds = companyDeeds(found.id);
  const { busy, problem, submit } = useSending(async () => {
    if (chosen === undefined) return;
    const { into } = await deeds.merge(String(chosen.number));
    onClose();
    notifyUndo(t('merge.done', { number: found.number, into: into.number }), () => void deeds.unmerge());
    await navigate({ to: '/inbox/{-$number}', params: { number: String(into.number) }, search: true as never });
  });
  return (
    <FormDialog
      title={t('merge.title', { number: found.number })}
      form={{ submit, busy, problem }}
      go={t('merge.go')}
      disabled={chosen === undefined}
      onClose={onClose}
    >
      <p className="mid">{t('merge.what')}</p>
      <CasePicker not={found.number} chosen={chosen} onChoose={setChosen} />
      <p className="dim xs">{t('merge.customers')}</p>
    </FormDialog>
  );
}

/** Links this case to another. */
export function LinkDialog({ found, onClose }: Props) {
  const { t } = useTranslation('company');
  const [chosen, setChosen] = useState<Chosen>();
  const [relation, setRelation] = useState<Relation>('related');
  const { busy, problem, submit } = useSending(async () => {
    if (chosen === undefined) return;
    await companyDeeds(found.id).link({ to: String(chosen.number), relation });
    notify(t('link.done', { number: chosen.number }));
    onClose();
  });
  return (
    <FormDialog
      title={t('link.title', { number: found.number })}
      form={{ submit, busy, problem }}
      go={t('link.go')}
      disabled={chosen === undefined}
      onClose={onClose}
    >
      <label className="stack" style={{ gap: 4 }}>
        <span className="label">{t('link.relation')}</span>
        <select
          className="choose"
          value={relation}
          onChange={(event) => {
            const wanted = relations.find((one) => one === event.currentTarget.value);
            if (wanted !== undefined) setRelation(wanted);
          }}
        >
          {relations
            .filter((one) => !one.startsWith('split'))
            .map((one) => (
              <option key={one} value={one}>
                {t(`relation.${one}`)}
              </option>
            ))}
        </select>
      </label>
      <CasePicker not={found.number} chosen={chosen} onChoose={setChosen} />
    </FormDialog>
  );
}

/** Takes messages out into a case of their own. */
export function SplitDialog({ found, onClose }: Props) {
  const { t } = useTranslation('company');
  const navigate = useNavigate();
  const own = found.messages.items.filter((message) => message.fromCase === null);
  const [wanted, setWanted] = useState<readonly string[]>([]);
  const [later, setLater] = useState(false);
  const [subject, setSubject] = useState('');
  const { busy, problem, submit } = useSending(async () => {
    const made = await companyDeeds(found.id).split({
      messageIds: [...wanted],
      andLater: later,
      ...(subject.trim() === '' ? {} : { subject: subject.trim() }),
    });
    onClose();
    notifyUndo(
      t('split.done', { number: made.number, count: made.moved }),
      () => void companyDeeds(made.id).merge(String(found.number)),
    );
    await navigate({ to: '/inbox/{-$number}', params: { number: String(made.number) }, search: true as never });
  });
  return (
    <FormDialog
      title={t('split.title', { number: found.number })}
      width={560}
      form={{ submit, busy, problem }}
      go={t('split.go')}
      disabled={wanted.length === 0}
      onClose={onClose}
    >
      <fieldset className="case-picks messages">
        <legend className="label">{t('split.which')}</legend>
        {own.map((message) => (
          <label key={message.id} className="row">
            <input
              type="checkbox"
              checked={wanted.includes(message.id)}
              onChange={(event) =>
                setWanted(
                  event.currentTarget.checked ? [...wanted, message.id] : wanted.filter((one) => one !== message.id),
                )
              }
            />
            <span className="grow cut">
              <b>{message.author.name}</b> {message.text}
            </span>
            <span className="dim xs">
              <TimeText at={message.at} />
            </span>
          </label>
        ))}
      </fieldset>
      <label className="row">
        <input type="checkbox" checked={later} onChange={(event) => setLater(event.currentTarget.checked)} />
        <span>{t('split.later')}</span>
      </label>
      <label className="stack" style={{ gap: 4 }}>
        <span className="label">{t('split.subject')}</span>
        <input
          className="choose"
          maxLength={300}
          value={subject}
          placeholder={found.subject}
          onChange={(event) => setSubject(event.currentTarget.value)}
        />
      </label>
    </FormDialog>
  );
}
