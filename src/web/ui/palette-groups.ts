import { useEffect, useState } from 'react';
import { commandSources, matching, type Command, type CommandSource } from '../commands.ts';

export interface PaletteGroup {
  readonly id: string;
  readonly heading: string;
  readonly commands: readonly Command[];
}

/** The palette's groups for what was typed: fixed commands at once, searches as they answer. */
export function usePaletteGroups(text: string): { groups: readonly PaletteGroup[]; searching: boolean } {
  const sources = commandSources.use();
  const [found, setFound] = useState<Readonly<Record<string, readonly Command[]>>>({});
  const [waiting, setWaiting] = useState(0);
  const wanted = text.trim();
  useEffect(() => {
    setFound({});
    const searches = sources.filter((source) => source.search !== undefined);
    if (wanted.length < 2 || searches.length === 0) return;
    const aborting = new AbortController();
    setWaiting(searches.length);
    const timer = setTimeout(() => {
      for (const source of searches) {
        void answer(source, wanted, aborting.signal).then((commands) => {
          if (aborting.signal.aborted) return;
          setFound((before) => ({ ...before, [source.id]: commands }));
          setWaiting((count) => count - 1);
        });
      }
    }, 150);
    return () => {
      clearTimeout(timer);
      aborting.abort();
      setWaiting(0);
    };
  }, [wanted, sources]);
  const groups = sources
    .map(({ id, heading, commands }) => ({
      id,
      heading,
      commands: [...matching(commands ?? [], wanted), ...(found[id] ?? [])].slice(0, 20),
    }))
    .filter((group) => group.commands.length > 0);
  return { groups, searching: waiting > 0 };
}

/** A search that fails must not take the palette with it: the other groups still answer. */
async function answer(source: CommandSource, text: string, signal: AbortSignal): Promise<readonly Command[]> {
  try {
    return (await source.search?.(text, signal)) ?? [];
  } catch {
    return [];
  }
}
