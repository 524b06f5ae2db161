import { IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../../session.ts';
import { Initials } from '../../../ui/initials.tsx';
import type { Relay } from '../practice.data.ts';

type Node = Relay['nodes'][number];

/** Who passed it to whom, and who does it: a list within a list, so that a screen reader tells the tree as well. */
export function RelayTree({ relay }: { relay: Relay }) {
  const { t } = useTranslation('culture');
  const { user } = useSession();
  const roots = relay.nodes.filter((node) => node.parentId === null);
  const starters = [...new Map(roots.map((node) => [node.from?.id ?? '', node])).values()];
  const name = (person: Node['from']) =>
    person === null ? t('relays.colleague') : person.id === user?.id ? t('relays.me') : person.name;
  return (
    <ul className="tree">
      {starters.map((start) => (
        <li key={start.id}>
          <span className="node">
            <Initials name={start.from?.name} />
            <b className="strong">{name(start.from)}</b>
          </span>
          <ul>
            {roots
              .filter((node) => node.from?.id === start.from?.id)
              .map((node) => (
                <Branch key={node.id} node={node} relay={relay} name={name} />
              ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}

function Branch(props: { node: Node; relay: Relay; name: (person: Node['to']) => string }) {
  const { t } = useTranslation('culture');
  const { node, relay, name } = props;
  const further = relay.nodes.filter((one) => one.parentId === node.id);
  return (
    <li>
      <span className="node">
        <Initials name={node.to?.name} />
        <span>{name(node.to)}</span>
        <span className="dim sm row" style={{ gap: 4 }}>
          {node.done && <IconCheck size={14} stroke={2} aria-hidden />}
          {t(node.done ? 'relays.does' : `relays.${node.state}`)}
        </span>
      </span>
      {further.length > 0 && (
        <ul>
          {further.map((one) => (
            <Branch key={one.id} {...props} node={one} />
          ))}
        </ul>
      )}
    </li>
  );
}
