import './tabs.css';

/** The parts of one place, side by side; the open one stands in the address. */
export function Tabs<K extends string>(props: {
  label: string;
  tabs: readonly { key: K; name: string; count?: number }[];
  open: K;
  onOpen: (key: K) => void;
}) {
  return (
    <nav className="tabs" aria-label={props.label}>
      {props.tabs.map(({ key, name, count }) => (
        <button
          key={key}
          type="button"
          aria-current={key === props.open ? 'true' : undefined}
          onClick={() => props.onOpen(key)}
        >
          {name}
          {count !== undefined && count > 0 && <span className="n">{count}</span>}
        </button>
      ))}
    </nav>
  );
}
