import { useCallback, useEffect, useRef, useState } from 'react';
import { notifyProblem } from '../../toasts.ts';
import { type Design, type DrawnJourney, keepDrawn, saveDraft } from './drawing.data.ts';

interface Drawing {
  name: string;
  design: Design;
}
const restMs = 900;
const remembered = 200;

/** Saves a drawing against what the server had last. */
function send(server: DrawnJourney, { name, design }: Drawing): Promise<DrawnJourney> {
  return saveDraft(server.journeyId, {
    revision: server.revision,
    name: name.trim(),
    purpose: server.purpose,
    design,
  });
}

/**
 * A journey while it is drawn: every change can be taken back, and is saved to the draft by itself a moment after the
 * hand rests, one save at a time; also when one leaves before it has rested. After a refusal (somebody else saved)
 * nothing is sent any more.
 */
export function useDrawing(drawn: DrawnJourney) {
  const [past, setPast] = useState<readonly Drawing[]>([]);
  const [now, setNow] = useState<Drawing>({ name: drawn.name, design: drawn.design });
  const [future, setFuture] = useState<readonly Drawing[]>([]);
  const [server, setServer] = useState(drawn);
  const [saving, setSaving] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const [saved, setSaved] = useState<Drawing>(now);
  const lastEdit = useRef('');
  const dirty = saved !== now;

  const latest = useRef({ now, saved, server, problem, underway: undefined as Promise<DrawnJourney> | undefined });
  useEffect(() => {
    Object.assign(latest.current, { now, saved, server, problem });
  });

  useEffect(() => {
    if (saving || problem !== undefined || saved === now || now.name.trim() === '') return;
    const timer = setTimeout(() => {
      setSaving(true);
      const underway = send(server, now);
      latest.current.underway = underway;
      underway
        .then((answer) => {
          setSaved(now);
          setServer(answer);
        })
        .catch((caught: unknown) => setProblem(caught))
        .finally(() => setSaving(false));
    }, restMs);
    return () => clearTimeout(timer);
  }, [now, saved, saving, problem, server]);

  // whoever leaves before the hand has rested loses nothing: what is drawn is sent behind him
  useEffect(() => {
    const held = latest.current;
    const warn = (event: BeforeUnloadEvent) => {
      if (held.saved !== held.now) event.preventDefault();
    };
    window.addEventListener('beforeunload', warn);
    return () => {
      window.removeEventListener('beforeunload', warn);
      if (held.saved === held.now || held.problem !== undefined || held.now.name.trim() === '') return;
      void Promise.resolve(held.underway)
        .then((answer) => send(answer ?? held.server, held.now))
        .then(keepDrawn, notifyProblem);
    };
  }, []);

  /** Changes the drawing; changes under one `edit` (typing in one field) are taken back together. */
  const change = useCallback((next: (design: Design) => Design, edit = '') => {
    setNow((was) => {
      const design = next(was.design);
      if (design === was.design) return was;
      if (edit === '' || edit !== lastEdit.current) setPast((all) => [...all.slice(-remembered), was]);
      lastEdit.current = edit;
      setFuture([]);
      return { ...was, design };
    });
  }, []);
  const rename = (name: string) => {
    // taking back what was drawn before must not take the new name with it, nor leave it behind
    if (lastEdit.current !== 'name') setPast((all) => [...all.slice(-remembered), now]);
    lastEdit.current = 'name';
    setFuture([]);
    setNow((was) => ({ ...was, name }));
  };
  const undo = () => {
    const before = past.at(-1);
    if (before === undefined) return;
    lastEdit.current = '';
    setPast(past.slice(0, -1));
    setFuture([now, ...future]);
    setNow(before);
  };
  const redo = () => {
    const [next, ...rest] = future;
    if (next === undefined) return;
    lastEdit.current = '';
    setPast([...past, now]);
    setFuture(rest);
    setNow(next);
  };
  const again = () => setProblem(undefined);
  return {
    ...now,
    server,
    dirty,
    saving,
    problem,
    again,
    change,
    rename,
    undo: past.length > 0 ? undo : undefined,
    redo: future.length > 0 ? redo : undefined,
  };
}
