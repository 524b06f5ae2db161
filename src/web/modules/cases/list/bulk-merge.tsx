import './bulk-merge.css';
import '../company/company.css';
import { useNavigate } from '@tanstack/react-router';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../../contract/cases-merging-many.ts';
import { call } from '../../../api.ts';
import { isApiProblem } from '../../../problem.ts';
import { queryClient } from '../../../query-client.ts';
import { notify, notifyProblem, notifyUndo } from '../../../toasts.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { calledName } from '../case-words.ts';
import type { CaseRow } from '../cases.data.ts';
import { CasePicker } from '../company/case-picker.tsx';
import { oldestOpen, whoseCases } from './merging-rows.ts';

/** Merges the marked cases into one of them or into another: which, a word of warning where they are of several customers, and the way back. */
export default function BulkMerge(props: { rows: readonly CaseRow[]; onClose: () => void; onDone: () => void }) {
  const { rows } = props;
  const { t } = useTranslation(['merging', 'company']);
  const navigate = useNavigate();
  const [into, setInto] = useState<number | 'another'>(oldestOpen(rows)?.number ?? 'another');
  const [another, setAnother] = useState<{ number: number; subject: string }>();
  const [meant, setMeant] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const target = into === 'another' ? another?.number : into;
  const people = whoseCases(rows);
  // of a case that is not in the list the server knows whose it is
  const several = people.length > 1 || (isApiProblem(problem) && problem.code === 'other-customers');
  const choose = (number: number | 'another') => {
    setInto(number);
    setProblem(undefined);
  };
  const merge = async () => {
    if (target === undefined || busy) return;
    setBusy(true);
    setProblem(undefined);
    try {
      const done = await call<typeof contract.mergeCases>('POST', '/cases/merge', {
        body: { ids: rows.map(({ id }) => id), into: String(target), ...(meant ? { otherCustomers: true } : {}) },
      });
      again();
      const count = done.merged.length;
      const ids = done.merged.map(({ id }) => id);
      props.onDone();
      notifyUndo(
        t('done', { count, into: done.into.number }),
        () =>
          void call<typeof contract.unmergeCases>('POST', '/cases/unmerge', { body: { ids } })
            .then(() => notify(t('undone', { count })))
            .catch(notifyProblem)
            .finally(again),
      );
      await navigate({
        to: '/inbox/{-$number}',
        params: { number: String(done.into.number) },
        search: true as never,
      });
    } catch (refusal) {
      setProblem(refusal);
      setBusy(false);
    }
  };
  return (
    <Dialog opened onClose={props.onClose} title={t('title', { count: rows.length })} width={600}>
      <form
        className="stack"
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          void merge();
        }}
      >
        <p className="mid">{t('what')}</p>
        <fieldset className="merge-choice">
          <legend className="label">{t('which')}</legend>
          {rows.map((row) => (
            <label key={row.id}>
              <input
                type="radio"
                name="into"
                {...(row.number === into ? { 'data-autofocus': true } : {})}
                checked={into === row.number}
                onChange={() => choose(row.number)}
              />
              <span className="grow cut">
                <b>{calledName(row.customer.name)}</b> {row.subject}
              </span>
              <span className="dim xs">
                #{row.number}
                {row.state === 'closed' && ` ${t('company:closed')}`}
              </span>
            </label>
          ))}
          <label>
            <input type="radio" name="into" checked={into === 'another'} onChange={() => choose('another')} />
            <span className="grow">{t('another')}</span>
          </label>
        </fieldset>
        {into === 'another' && <CasePicker not={-1} chosen={another} onChoose={setAnother} />}
        {several && (
          <div className="notice" role="alert">
            <IconAlertTriangle className="ico" size={19} stroke={1.7} aria-hidden />
            <div className="grow stack" style={{ gap: 6 }}>
              <p className="strong">
                {people.length > 1
                  ? t('others', { count: people.length, names: people.slice(0, 6).join(', ') })
                  : t('othersElse')}
              </p>
              <p className="xs">{t('othersMean')}</p>
              <label className="row">
                <input type="checkbox" checked={meant} onChange={(event) => setMeant(event.currentTarget.checked)} />
                <span>{t('othersYes')}</span>
              </label>
            </div>
          </div>
        )}
        {problem !== undefined && !(isApiProblem(problem) && problem.code === 'other-customers') && (
          <ErrorNotice problem={problem} />
        )}
        <div className="row end">
          <Button type="button" onClick={props.onClose}>
            {t('web:leaveIt')}
          </Button>
          <Button kind="go" type="submit" busy={busy} disabled={target === undefined || (several && !meant)}>
            {t('go')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function again(): void {
  void queryClient.invalidateQueries({ queryKey: ['cases'] });
}
