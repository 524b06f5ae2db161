import { useEffect, useEffectEvent, useRef, useState } from 'react';

/** Where unsent words are: nowhere, on their way, on the server for every device, or on this device only. */
export type Kept = 'clean' | 'waiting' | 'kept' | 'here';

export interface Keeping<T> {
  /** Its place on this device until the server has it: a reload without a network loses nothing. */
  readonly place: string;
  readonly value: T;
  /** What the server has, as `written` writes it; empty when it has nothing. */
  readonly server: string;
  readonly start: Kept;
  /** Two of the same are written the same way. */
  readonly written: (value: T) => string;
  readonly isBlank: (value: T) => boolean;
  readonly put: (value: T) => Promise<unknown>;
  readonly drop: () => Promise<unknown>;
  /** The server has one now, or has none any more. */
  readonly onTurn?: () => void;
}

/** Keeps what is typed: at once on this device, and on the server 1.2 s after the last key and when one goes elsewhere. */
export function useKeeping<T>(what: Keeping<T>) {
  const { place, value } = what;
  const saved = useRef(what.server);
  const round = useRef(0);
  const ended = useRef(false);
  const latest = useRef(value);
  const [kept, setKept] = useState<Kept>(what.start);

  const written = (one: T) => (what.isBlank(one) ? '' : what.written(one));
  const save = useEffectEvent(async (given: T) => {
    for (let now = given; !ended.current && written(now) !== saved.current; now = latest.current) {
      const mine = round.current;
      const blank = what.isBlank(now);
      try {
        await (blank ? what.drop() : what.put(now));
      } catch {
        // the words stay on this device; the next key or leaving tries again
        setKept('here');
        return;
      }
      if (ended.current) {
        // what was sent meanwhile took its draft along
        if (!blank) void what.drop().catch(() => undefined);
        return;
      }
      if ((saved.current === '') !== blank) what.onTurn?.();
      saved.current = written(now);
      if (mine === round.current) {
        store(place, undefined);
        setKept(blank ? 'clean' : 'kept');
        return;
      }
    }
  });

  const json = written(value);
  const take = useEffectEvent((of: string) => {
    latest.current = value;
    if (of === saved.current) {
      store(place, undefined);
      return false;
    }
    setKept('waiting');
    store(place, of === '' ? undefined : value);
    return true;
  });
  const saveLatest = useEffectEvent(() => save(latest.current));
  useEffect(() => {
    if (!take(json)) return undefined;
    const timer = setTimeout(() => void saveLatest(), 1200);
    return () => clearTimeout(timer);
  }, [json]);
  useEffect(() => () => void save(latest.current), []);

  return {
    kept,
    /** It was sent, and the server has dropped the draft itself; one may go on with something new. */
    sent: () => {
      round.current += 1;
      saved.current = '';
      store(place, undefined);
      setKept('clean');
    },
    /** Nothing is left to keep here, ever. */
    end: () => {
      ended.current = true;
      store(place, undefined);
      void what.drop().catch(() => undefined);
    },
  };
}

/** What lies on this device, as it was stored. */
export function stored(place: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(place) ?? 'null');
  } catch {
    return null;
  }
}

function store(place: string, value: unknown): void {
  try {
    if (value === undefined) localStorage.removeItem(place);
    else localStorage.setItem(place, JSON.stringify(value));
  } catch {
    // a device without room keeps it on this page only
  }
}
