import { useDebouncedValue } from '@mantine/hooks';
import { useQueries } from '@tanstack/react-query';
import { commandSources, matching, type Command } from '../commands.ts';

export interface PaletteGroup {
  readonly id: string;
  readonly heading: string;
  readonly commands: readonly Command[];
}

/**
 * The palette's groups for what was typed: fixed commands at once, searches as they answer. A search that fails leaves
 * its group empty; the others still answer.
 */
export function usePaletteGroups(text: string): { groups: readonly PaletteGroup[]; searching: boolean } {
  const sources = commandSources.use();
  const wanted = text.trim();
  const [asked] = useDebouncedValue(wanted, 150);
  const searches = useQueries({
    queries: sources.map((source) => ({
      queryKey: ['palette', source.id, asked],
      queryFn: ({ signal }: { signal: AbortSignal }) => source.search?.(asked, signal) ?? Promise.resolve([]),
      enabled: source.search !== undefined && asked.length >= 2,
      staleTime: 10_000,
      retry: false,
    })),
  });
  const groups = sources
    .map(({ id, heading, commands }, place) => {
      const found = asked === wanted ? (searches[place]?.data ?? []) : [];
      return { id, heading, commands: [...matching(commands ?? [], wanted), ...found].slice(0, 20) };
    })
    .filter((group) => group.commands.length > 0);
  return { groups, searching: asked !== wanted || searches.some((search) => search.isFetching) };
}
