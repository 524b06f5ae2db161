import { emptyStop } from '../../../domain/journeys/design.ts';
import type { Design, Stop } from './drawing.data.ts';

/** A step in a stage about which nothing is said yet. */
export function newStop(id: string, stage: string | null): Stop {
  return { ...emptyStop(id, '', 'step'), stage };
}

/**
 * The order drawn as ways: the first way that somebody draws must not leave all others unreachable, nor the last one
 * without an end.
 */
export function withWays(design: Design): Design {
  if (design.ways.length > 0) return design;
  const ended = design.stops.some(({ ends }) => ends);
  return {
    ...design,
    stops: ended
      ? design.stops
      : design.stops.map((stop, nth) => (nth === design.stops.length - 1 ? { ...stop, ends: true } : stop)),
    ways: design.stops.slice(1).map(({ id }, nth) => ({ from: design.stops[nth]!.id, to: id, when: '' })),
  };
}

/** Puts a stop behind another: in the order, and between it and where its only way led. */
export function insertAfter(design: Design, after: string | undefined, stop: Stop): Design {
  const place = design.stops.findIndex(({ id }) => id === after);
  const at = place === -1 ? design.stops.length : place + 1;
  const stops = design.stops.toSpliced(at, 0, stop);
  if (design.ways.length === 0 || after === undefined || place === -1) return { ...design, stops };
  const out = design.ways.filter(({ from }) => from === after);
  const [only] = out;
  const ways =
    out.length === 1 && only !== undefined
      ? design.ways.flatMap((way) =>
          way === only
            ? [
                { ...way, to: stop.id },
                { from: stop.id, to: only.to, when: '' },
              ]
            : [way],
        )
      : [...design.ways, { from: after, to: stop.id, when: '' }];
  return { ...design, stops, ways };
}

/** Takes stops out; where one had a single way in and a single way out, those become one. */
export function withoutStop(design: Design, id: string): Design {
  const [ins, outs] = [design.ways.filter(({ to }) => to === id), design.ways.filter(({ from }) => from === id)];
  const rest = design.ways.filter(({ from, to }) => from !== id && to !== id);
  const bridge = ins.flatMap((way) =>
    outs.length === 1 && outs[0]!.to !== way.from ? [{ ...way, to: outs[0]!.to }] : [],
  );
  const known = new Set(rest.map(({ from, to }) => `${from} ${to}`));
  return {
    ...design,
    stops: design.stops.filter((stop) => stop.id !== id),
    ways: [...rest, ...bridge.filter(({ from, to }) => !known.has(`${from} ${to}`))],
  };
}

/** Moves a stop one place in the order. */
export function moved(design: Design, id: string, by: -1 | 1): Design {
  const place = design.stops.findIndex((stop) => stop.id === id);
  const to = place + by;
  if (place === -1 || to < 0 || to >= design.stops.length) return design;
  const stop = design.stops[place]!;
  return { ...design, stops: design.stops.toSpliced(place, 1).toSpliced(to, 0, stop) };
}

/** Says something about a stop. */
export function said(design: Design, id: string, words: Partial<Stop>): Design {
  return { ...design, stops: design.stops.map((stop) => (stop.id === id ? { ...stop, ...words } : stop)) };
}

/** Draws a way, once. */
export function joined(design: Design, from: string, to: string): Design {
  if (from === to) return design;
  const drawn = withWays(design);
  if (drawn.ways.some((way) => way.from === from && way.to === to)) return drawn;
  return { ...drawn, ways: [...drawn.ways, { from, to, when: '' }] };
}

/** Takes a way out. */
export function parted(design: Design, from: string, to: string): Design {
  const drawn = withWays(design);
  return { ...drawn, ways: drawn.ways.filter((way) => way.from !== from || way.to !== to) };
}

/** Says when a way is taken. */
export function when(design: Design, from: string, to: string, words: string): Design {
  return {
    ...design,
    ways: design.ways.map((way) => (way.from === from && way.to === to ? { ...way, when: words } : way)),
  };
}
