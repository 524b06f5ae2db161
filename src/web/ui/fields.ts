import { useEffect, useRef, useState, type ChangeEvent, type FormEvent, type RefObject } from 'react';
import { isApiProblem } from '../problem.ts';

type Values = Record<string, string | boolean>;

/** What `bind` spreads into a Mantine input. */
export interface Bound {
  name: string;
  value: string;
  error: string | undefined;
  onChange: (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>) => void;
}

/**
 * A form: its values, one sending, and the server's word on each field beside that field. The server is the judge; the
 * browser checks only what needs no rule of ours (`required`, `type`). After a refusal the first refused field has focus.
 */
export function useFields<V extends Values>(start: V, send: (values: V) => Promise<unknown>) {
  const [values, setValues] = useState(start);
  const [problem, setProblem] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const refused = fieldErrors(problem);
  const set = <K extends keyof V>(name: K, value: V[K]) => setValues((before) => ({ ...before, [name]: value }));

  const bind = (name: keyof V & string): Bound => ({
    name,
    value: String(values[name]),
    error: refused[name],
    onChange: (event) => {
      const typed = event.currentTarget.value;
      set(name, typed as V[typeof name]);
    },
  });

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const form = event.currentTarget;
    setBusy(true);
    setProblem(undefined);
    void send(values)
      .catch((caught: unknown) => {
        setProblem(caught);
        const first = Object.keys(fieldErrors(caught)).find((name) => name in values);
        const input = first === undefined ? null : form.elements.namedItem(first);
        if (input instanceof HTMLElement) input.focus();
      })
      .finally(() => setBusy(false));
  };

  /** What concerns no field on this form, for an `ErrorNotice` above the button. */
  const rest = problem !== undefined && !Object.keys(refused).some((name) => name in values) ? problem : undefined;
  return { values, set, bind, submit, busy, problem: rest, reset: () => setValues(start) };
}

/** For the first field of a screen that is nothing but a form, or what takes its place: focus is there on arrival. */
export function useFirstFocus<E extends HTMLElement = HTMLInputElement>(wanted = true): RefObject<E | null> {
  const ref = useRef<E>(null);
  useEffect(() => {
    if (wanted) ref.current?.focus();
  }, [wanted]);
  return ref;
}

/** The sentences of a refusal by field; nested fields (`/address/city`, `address.city`) keep their last name. */
export function fieldErrors(problem: unknown): Record<string, string> {
  if (!isApiProblem(problem)) return {};
  const errors: Record<string, string> = {};
  for (const { field, message } of problem.fields) {
    const name = field.split(/[/.]/).findLast((part) => part !== '' && !/^\d+$/.test(part));
    if (name !== undefined) errors[name] ??= message;
  }
  return errors;
}
