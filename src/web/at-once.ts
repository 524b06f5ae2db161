import { useRef, useState } from 'react';

/**
 * Settings that are kept with each press: shown as chosen within the same press, also where the server takes its time and something
 * else reads the settings meanwhile; what it says stands in the end. A second press builds on the first, and is sent after it.
 * @param now as the server said last
 * @returns what to show, and how to change it: `send` keeps it and puts the answer where `now` comes from; it tells its own failures
 */
export function useAtOnce<T extends object>(now: T): [T, (change: Partial<T>, send: () => Promise<void>) => void] {
  const [ahead, setAhead] = useState<readonly Partial<T>[]>([]);
  const line = useRef<Promise<void>>(Promise.resolve());
  const change = (wanted: Partial<T>, send: () => Promise<void>) => {
    setAhead((before) => [...before, wanted]);
    line.current = line.current.then(send).finally(() => setAhead((before) => before.filter((one) => one !== wanted)));
  };
  return [Object.assign({}, now, ...ahead) as T, change];
}
