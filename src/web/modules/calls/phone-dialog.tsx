import './phone-dialog.css';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/forms-phone.ts';
import type { ReplyOf } from '../../../contract/route.ts';
import { caseKinds } from '../../../domain/cases/words.ts';
import { call } from '../../api.ts';
import { queryClient } from '../../query-client.ts';
import { notify, notifyProblem, notifyUndo } from '../../toasts.ts';
import { useFields } from '../../ui/fields.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { TextField } from '../../ui/text-fields.tsx';

type Caller = ReplyOf<typeof contract.findCaller>['callers'][number];

/** Seconds in which a call can be taken back without a trace. */
const hold = 8;

/**
 * A call, noted while it is still in the ear: who (a number or a name, the known ones are offered), what in a line, done or not.
 * Enter moves on, and in the last field it saves. The clock runs from the moment the dialog opens.
 */
export default function PhoneDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('forms');
  const navigate = useNavigate();
  const [began] = useState(() => Date.now());
  const line = useRef<HTMLInputElement>(null);
  const value = useRef<HTMLInputElement>(null);
  const [caller, setCaller] = useState<Pick<Caller, 'id' | 'name'>>();
  const form = useFields(
    { who: '', name: '', line: '', kind: 'question', open: false as boolean, value: '', minutes: '' },
    async (values) => {
      const { callers, number } = caller === undefined ? await findCallers(values.who) : { callers: [], number: null };
      // a number that is somebody's is that person, without a choice to make
      const known = caller ?? callers.find((one) => one.exact);
      const minutes = Number(values.minutes.replace(',', '.'));
      const typed = values.minutes.trim() !== '' && Number.isFinite(minutes);
      const body = {
        ...(known === undefined
          ? {
              customer: {
                name: values.name.trim() || values.who.trim(),
                ...(number === null ? {} : { phone: number }),
              },
            }
          : { customerId: known.id }),
        line: values.line.trim(),
        kind: caseKinds.find((one) => one === values.kind) ?? 'question',
        outcome: values.open ? ('open' as const) : ('done' as const),
        ...(values.open || values.value.trim() === '' ? {} : { valueCreated: values.value.trim() }),
        seconds: typed
          ? Math.round(Math.max(0, minutes) * 60)
          : Math.min(86_400, Math.round((Date.now() - began) / 1000)),
        // what stays open is worked on at once; what is done can be taken back for a moment
        hold: values.open ? 0 : hold,
      };
      const made = await call<typeof contract.logCall>('POST', '/phone-calls', { body });
      onClose();
      void queryClient.invalidateQueries({ queryKey: ['cases'] });
      if (made.case === null)
        notifyUndo(t('phone.done'), () => void undo(made.id, t('phone.undone')), hold * 1000 - 500);
      else {
        notify(t('phone.opened', { number: made.case.number }));
        await navigate({ to: '/inbox/{-$number}', params: { number: String(made.case.number) }, search: {} as never });
      }
    },
  );
  const { values, bind, set } = form;
  const looksDialled = /^[+\d][\d\s()/.-]{2,}$/.test(values.who.trim());
  return (
    <FormDialog
      title={t('phone.title')}
      width={520}
      form={form}
      go={t(values.open ? 'phone.goOpen' : 'phone.go')}
      onClose={onClose}
    >
      <WhoCalls
        bound={bind('who')}
        caller={caller}
        onPick={(one) => {
          setCaller(one);
          if (one !== undefined) {
            set('who', one.name);
            line.current?.focus();
          }
        }}
        onNext={() => line.current?.focus()}
      />
      {caller === undefined && looksDialled && (
        <TextField bound={bind('name')} label={t('phone.name')} autoComplete="off" maxLength={200} />
      )}
      <TextField
        ref={line}
        required
        bound={bind('line')}
        label={t('phone.line')}
        autoComplete="off"
        maxLength={300}
        onKeyDown={(event: KeyboardEvent<HTMLInputElement>) => {
          if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || values.open) return;
          event.preventDefault();
          value.current?.focus();
        }}
      />
      {!values.open && (
        <TextField
          ref={value}
          bound={bind('value')}
          label={t('phone.value')}
          description={t('phone.valueWhy')}
          autoComplete="off"
          maxLength={300}
        />
      )}
      <div className="two">
        <label>
          <span className="label">{t('phone.kind')}</span>
          <select className="choose" value={values.kind} onChange={(event) => set('kind', event.currentTarget.value)}>
            {caseKinds.map((one) => (
              <option key={one} value={one}>
                {t(`kind.${one}`)}
              </option>
            ))}
          </select>
        </label>
        <TextField
          bound={bind('minutes')}
          label={t('phone.minutes')}
          inputMode="decimal"
          placeholder={t('phone.clock')}
        />
      </div>
      <label className="row">
        <input type="checkbox" checked={values.open} onChange={(event) => set('open', event.currentTarget.checked)} />
        {t('phone.open')}
      </label>
    </FormDialog>
  );
}

/** A box that offers customers while one types; arrows choose, Enter takes the chosen one or goes on with what was typed. */
function WhoCalls(props: {
  bound: Parameters<typeof TextField>[0]['bound'];
  caller: Pick<Caller, 'id' | 'name'> | undefined;
  onPick: (caller: Caller | undefined) => void;
  onNext: () => void;
}) {
  const { t } = useTranslation('forms');
  const typed = props.bound.value.trim();
  const [asked, setAsked] = useState('');
  const [at, setAt] = useState(-1);
  useEffect(() => {
    const waiting = setTimeout(() => setAsked(typed), 120);
    return () => clearTimeout(waiting);
  }, [typed]);
  const found = useQuery({
    queryKey: ['callers', asked],
    queryFn: ({ signal }) => findCallers(asked, signal),
    enabled: asked.length >= 2 && props.caller === undefined,
    staleTime: 10_000,
  });
  const callers = props.caller === undefined && asked === typed ? (found.data?.callers ?? []) : [];
  // a number that is somebody's is chosen already
  const chosen = at >= 0 ? Math.min(at, callers.length - 1) : callers.findIndex((one) => one.exact);
  const keys = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setAt(Math.max(-1, Math.min(callers.length - 1, chosen + (event.key === 'ArrowDown' ? 1 : -1))));
    } else if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      const one = callers[chosen];
      if (one === undefined) props.onNext();
      else props.onPick(one);
    }
  };
  return (
    <div>
      <TextField
        data-autofocus
        required
        autoComplete="off"
        bound={props.bound}
        label={t('phone.who')}
        description={props.caller === undefined ? t('phone.whoWhy') : t('phone.known')}
        role="combobox"
        aria-expanded={callers.length > 0}
        aria-controls="callers"
        aria-activedescendant={chosen >= 0 ? `caller-${String(chosen)}` : undefined}
        onKeyDown={keys}
        onInput={() => {
          setAt(-1);
          props.onPick(undefined);
        }}
      />
      <div className="callers" id="callers" role="listbox" aria-label={t('phone.callers')}>
        {callers.map((one, place) => (
          <button
            key={one.id}
            type="button"
            id={`caller-${String(place)}`}
            role="option"
            tabIndex={-1}
            aria-selected={place === chosen}
            onClick={() => props.onPick(one)}
          >
            <b className="strong">{one.name}</b>{' '}
            <span className="dim xs">
              {[one.organisation, one.openCases > 0 ? t('phone.openCases', { count: one.openCases }) : null]
                .filter((part) => part !== null)
                .join(', ')}
            </span>
          </button>
        ))}
      </div>
    </div>
  );
}

function findCallers(q: string, signal?: AbortSignal) {
  return call<typeof contract.findCaller>('GET', '/phone-calls/callers', {
    query: { q: q.trim() },
    ...(signal === undefined ? {} : { signal }),
  });
}

async function undo(id: string, said: string): Promise<void> {
  try {
    await call<typeof contract.undoCall>('DELETE', '/phone-calls/:id', { params: { id } });
    notify(said);
  } catch (problem) {
    notifyProblem(problem);
  }
}
