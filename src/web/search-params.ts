import { useNavigate, useSearch } from '@tanstack/react-router';

/** What stands after the question mark of the address, as words; filters live there so that a view can be sent to a colleague. */
export function useSearchParams(): [
  Readonly<Record<string, string | undefined>>,
  (change: Record<string, string | undefined>) => void,
] {
  const search: Record<string, unknown> = useSearch({ strict: false });
  const navigate = useNavigate();
  const words = Object.fromEntries(
    Object.entries(search).flatMap(([key, value]) =>
      typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
        ? [[key, String(value)]]
        : [],
    ),
  );
  const change = (next: Record<string, string | undefined>) => {
    const kept = Object.entries({ ...words, ...next }).filter(([, value]) => value !== undefined && value !== '');
    void navigate({ to: '.', search: Object.fromEntries(kept), replace: true });
  };
  return [words, change];
}
