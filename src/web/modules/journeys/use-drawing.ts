import { useCallback, useEffect, useRef, useState } from 'react';
import { mergeDesigns } from '../../../domain/journeys/design-merge.ts';
import { isApiProblem } from '../../problem.ts';
import { notifyProblem } from '../../toasts.ts';
import { type Design, type DrawnJourney, keepDrawn, readDrawn, saveDraft } from './drawing.data.ts';

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
 * hand rests, one save at a time; also when one leaves before it has rested. When somebody else has saved meanwhile, what both
 * drew is put together and `onTogether` is told; where they disagree nothing is sent any more.
 */
export function useDrawing(drawn: DrawnJourney, onTogether: (theirs: DrawnJourney) => void) {
  const [past, setPast] = useState<readonly Drawing[]>([]);
  const [now, setNow] = useState<Drawing>({ name: drawn.name, design: drawn.design });
  const [future, setFuture] = useState<readonly Drawing[]>([]);
  const [server, setServer] = useState(drawn);
  const [saving, setSaving] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const [saved, setSaved] = useState<Drawing>(now);
  const lastEdit = useRef('');
  const dirty = saved !== now;

  const latest = useRef({
    now,
    saved,
    server,
    problem,
    onTogether,
    underway: undefined as Promise<DrawnJourney> | undefined,
  });
  useEffect(() => {
    Object.assign(latest.current, { now, saved, server, problem, onTogether });
  });

  /** Puts what somebody else saved and what is drawn here together. @returns whether that could be done */
  const takeTogether = useCallback(
    async (caught: unknown): Promise<boolean> => {
      if (!isApiProblem(caught) || caught.status !== 409) return false;
      const theirs = await readDrawn(drawn.journeyId).catch(() => undefined);
      if (theirs === undefined) return false;
      // what was drawn while it was read is part of it
      const { now: mine, server: base } = latest.current;
      const both = mergeDesigns(base, mine, theirs);
      if (both === undefined) return false;
      // to take back is to take back one's own: a step before this would take the other's away
      setPast([]);
      setFuture([]);
      setServer(theirs);
      setSaved({ name: theirs.name, design: theirs.design });
      setNow({ name: both.name, design: both.design as Design });
      latest.current.onTogether(theirs);
      return true;
    },
    [drawn.journeyId],
  );

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
        .catch(async (caught: unknown) => {
          if (!(await takeTogether(caught))) setProblem(caught);
        })
        .finally(() => setSaving(false));
    }, restMs);
    return () => clearTimeout(timer);
  }, [now, saved, saving, problem, server, takeTogether]);

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
