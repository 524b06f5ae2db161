import { Graph, layout } from '@dagrejs/dagre';
import type { Design } from './drawing.data.ts';

export const stopWidth = 208;
export const stopHeight = 84;
/** Longer words on a way run over it. */
const widestWords = 220;

/**
 * Where stops stand: from left to right along the ways, branches below each other. Ways that lead back in the order do
 * not pull (they would fold a line of fifty into a knot). Words on a way have room between the stops.
 */
export function placesOf(design: Design): Map<string, { x: number; y: number }> {
  const graph = new Graph({ directed: true });
  graph.setGraph({
    rankdir: 'LR',
    nodesep: 26,
    ranksep: 64,
    ranker: design.stops.length > 150 ? 'longest-path' : 'network-simplex',
  });
  graph.setDefaultEdgeLabel(() => ({}));
  const order = new Map(design.stops.map(({ id }, nth) => [id, nth]));
  for (const { id } of design.stops) graph.setNode(id, { width: stopWidth, height: stopHeight });
  const ways =
    design.ways.length > 0
      ? design.ways.filter(({ from, to }) => (order.get(from) ?? 0) < (order.get(to) ?? 0))
      : design.stops.slice(1).map(({ id }, nth) => ({ from: design.stops[nth]!.id, to: id, when: '' }));
  for (const { from, to, when } of ways)
    graph.setEdge(
      from,
      to,
      when === '' ? {} : { width: Math.min(widestWords, when.length * 7), height: 18, labelpos: 'c' },
    );
  layout(graph);
  return new Map(
    design.stops.map(({ id }) => {
      const node = graph.node(id);
      return [id, { x: Math.round((node.x ?? 0) - stopWidth / 2), y: Math.round((node.y ?? 0) - stopHeight / 2) }];
    }),
  );
}
