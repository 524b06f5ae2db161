import '@xyflow/react/dist/base.css';
import './journey-canvas.css';
import {
  Background,
  BaseEdge,
  type Connection,
  Controls,
  type Edge,
  type EdgeProps,
  Handle,
  MarkerType,
  type Node,
  type NodeChange,
  type NodeProps,
  Position,
  ReactFlow,
  ReactFlowProvider,
  applyNodeChanges,
  useReactFlow,
} from '@xyflow/react';
import { memo, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { joined, parted } from './drawing-edits.ts';
import { placesOf, stopHeight, stopWidth } from './drawing-layout.ts';
import type { Design, Stop } from './drawing.data.ts';

type StopNode = Node<{ stop: Stop; unclear: number; owner: string; stage: string; flaws: string }, 'stop'>;
const nodeTypes = { stop: memo(StopCard) };
const edgeTypes = { back: memo(WayBack) };

interface CanvasProps {
  design: Design;
  /** How many things are unclear, by stop. */
  unclear: ReadonlyMap<string, number>;
  ownerWords: (role: string | null) => string;
  selected: string | undefined;
  onSelect: (id: string) => void;
  change: (next: (design: Design) => Design) => void;
}

/** The room words need between two stops, in steps, so that not every letter moves the map. */
function roomFor(when: string): number {
  return Math.ceil(when.length / 8);
}

/** The card of a stop as it was last drawn: what has not changed is not drawn again, however many there are. */
const cards = new WeakMap<Stop, { mark: string; node: StopNode }>();

/** The drawing: stops as cards from left to right, ways as lines one draws from edge to edge. Only what is in sight is drawn. */
export const JourneyCanvas = memo(function JourneyCanvas(props: CanvasProps) {
  return (
    <ReactFlowProvider>
      <Canvas {...props} />
    </ReactFlowProvider>
  );
});

function Canvas({ design, unclear, ownerWords, selected, onSelect, change }: CanvasProps) {
  const { t, i18n } = useTranslation('drawing');
  const flow = useReactFlow();
  // laid out anew only when the drawing's shape changes, not while somebody types
  const shape = useMemo(
    () =>
      `${design.stops.map(({ id }) => id).join()};${design.ways.map(({ from, to, when }) => `${from}>${to} ${roomFor(when)}`).join()}`,
    [design],
  );
  // oxlint-disable-next-line react-hooks/exhaustive-deps
  const places = useMemo(() => placesOf(design), [shape]);
  const stages = useMemo(() => new Map(design.stages.map(({ id, name }) => [id, name])), [design.stages]);
  const made = useMemo(
    () =>
      design.stops.map((stop): StopNode => {
        const count = unclear.get(stop.id) ?? 0;
        const position = places.get(stop.id) ?? { x: 0, y: 0 };
        const stage = stages.get(stop.stage ?? '') ?? '';
        const isSelected = stop.id === selected;
        const mark = `${position.x} ${position.y} ${count} ${isSelected} ${i18n.language} ${stage}`;
        const drawn = cards.get(stop);
        if (drawn?.mark === mark) return drawn.node;
        const node: StopNode = {
          id: stop.id,
          type: 'stop',
          position,
          width: stopWidth,
          height: stopHeight,
          selected: isSelected,
          deletable: false,
          ariaLabel: stop.name || t('unnamed'),
          data: {
            stop,
            unclear: count,
            owner: ownerWords(stop.ownerRole),
            stage,
            flaws: count === 0 ? '' : t('unclearCount', { count }),
          },
        };
        cards.set(stop, { mark, node });
        return node;
      }),
    [design.stops, places, unclear, selected, stages, ownerWords, t, i18n.language],
  );
  // a card may be moved aside by hand while one works; the layout takes it back when the drawing changes
  const [nodes, setNodes] = useState(made);
  useEffect(() => setNodes(made), [made]);
  const edges = useMemo((): Edge[] => {
    const order = new Map(design.stops.map(({ id }, nth) => [id, nth]));
    const implied = design.ways.length === 0;
    const ways = implied
      ? design.stops.slice(1).map(({ id }, nth) => ({ from: design.stops[nth]!.id, to: id, when: '' }))
      : design.ways;
    return ways.map(({ from, to, when }) => {
      const back = (order.get(to) ?? 0) <= (order.get(from) ?? 0);
      return {
        id: `${from} ${to}`,
        source: from,
        target: to,
        label: when,
        type: back ? 'back' : 'default',
        className: implied ? 'way implied' : back ? 'way back' : 'way',
        deletable: !implied,
        markerEnd: { type: MarkerType.ArrowClosed, color: 'var(--ink-3)' },
      };
    });
    // of the stops only their order decides, which is part of the shape
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [shape, design.ways]);
  const first = design.stops[0]?.id;
  useEffect(() => {
    const place = selected === undefined ? undefined : places.get(selected);
    if (place === undefined) return;
    // the way starts at the left of the map; any other stop comes into its middle
    const aside = selected === first ? 250 : 0;
    void flow.setCenter(place.x + stopWidth / 2 + aside, place.y + stopHeight / 2, {
      zoom: Math.max(0.8, Math.min(1, flow.getZoom())),
    });
  }, [selected, first, places, flow]);
  return (
    <ReactFlow
      aria-label={t('canvas')}
      nodes={nodes}
      edges={edges}
      nodeTypes={nodeTypes}
      edgeTypes={edgeTypes}
      onlyRenderVisibleElements
      onNodesChange={(changes: NodeChange<StopNode>[]) => {
        for (const one of changes) if (one.type === 'select' && one.selected) onSelect(one.id);
        setNodes((now) =>
          applyNodeChanges(
            changes.filter(({ type }) => type === 'position'),
            now,
          ),
        );
      }}
      onNodeClick={(_, node) => onSelect(node.id)}
      onConnect={({ source, target }: Connection) => change((was) => joined(was, source, target))}
      onEdgesDelete={(gone) =>
        change((was) => gone.reduce((design, { source, target }) => parted(design, source, target), was))
      }
      minZoom={0.05}
      maxZoom={1.5}
      deleteKeyCode={['Delete', 'Backspace']}
      proOptions={{ hideAttribution: true }}
    >
      <Background gap={22} size={1} color="var(--line)" />
      <Controls showInteractive={false} aria-label={t('controls')} />
    </ReactFlow>
  );
}

/** A way back runs below the stops, so that it and its condition are not hidden by the way forth. */
function WayBack({ sourceX, sourceY, targetX, targetY, label, markerEnd }: EdgeProps) {
  const deep = Math.max(sourceY, targetY) + 110;
  return (
    <BaseEdge
      path={`M ${sourceX} ${sourceY} C ${sourceX + 70} ${deep} ${targetX - 70} ${deep} ${targetX} ${targetY}`}
      label={label}
      labelX={(sourceX + targetX) / 2}
      labelY={deep - 27}
      {...(markerEnd === undefined ? {} : { markerEnd })}
    />
  );
}

function StopCard({ data, selected }: NodeProps<StopNode>) {
  const { stop, unclear, owner, stage, flaws } = data;
  return (
    <div className={`stop-card ${stop.kind}`} data-selected={selected || undefined}>
      <Handle type="target" position={Position.Left} />
      {stage !== '' && <span className="stage">{stage}</span>}
      <span className="nm">{stop.name || '…'}</span>
      <span className="owner">{owner}</span>
      {unclear > 0 && (
        <span className="flaws" title={flaws}>
          {unclear}
        </span>
      )}
      <Handle type="source" position={Position.Right} />
    </div>
  );
}
