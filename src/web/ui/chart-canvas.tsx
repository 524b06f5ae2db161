import { useComputedColorScheme } from '@mantine/core';
import type { EChartsCoreOption } from 'echarts/core';
import { useEffect, useEffectEvent, useRef } from 'react';
import { chartThemes, echartsTheme, type ChartTheme } from '../../figures/chart-theme.ts';
import { init } from './chart-engine.ts';

/** The picture itself; on paper in the light theme, whatever the screen's is. */
export default function ChartCanvas(props: {
  option: (theme: ChartTheme) => EChartsCoreOption;
  height: number;
  /** Receives a function that gives the SVG as text, and undefined when there is no picture any more. */
  onPicture: (picture: (() => string) | undefined) => void;
}) {
  const { option } = props;
  const give = useEffectEvent(props.onPicture);
  const element = useRef<HTMLDivElement>(null);
  const scheme = useComputedColorScheme('light');
  useEffect(() => {
    const target = element.current;
    if (target === null) return undefined;
    const paper = matchMedia('print');
    const draw = () => {
      const theme = chartThemes[paper.matches ? 'light' : scheme];
      const chart = init(target, echartsTheme(theme), { renderer: 'svg' });
      chart.setOption(option(theme));
      if (paper.matches) fitPaper(target);
      give(() => decodeURIComponent(chart.getDataURL({ type: 'svg' }).replace(/^[^,]*,/, '')));
      return chart;
    };
    let chart = draw();
    // the browser asks for paper at once and waits for nobody
    const turn = () => {
      chart.dispose();
      chart = draw();
    };
    paper.addEventListener('change', turn);
    const resizing = new ResizeObserver(() => {
      if (!paper.matches) chart.resize();
    });
    resizing.observe(target);
    return () => {
      paper.removeEventListener('change', turn);
      resizing.disconnect();
      give(undefined);
      chart.dispose();
    };
  }, [option, scheme]);
  return <div ref={element} style={{ height: props.height }} aria-hidden />;
}

/** Lets the picture shrink to the width of a sheet: drawn for a screen, it would run over its edge. */
function fitPaper(target: HTMLElement) {
  const picture = target.querySelector('svg');
  if (picture === null) return;
  const [width, height] = [picture.getAttribute('width'), picture.getAttribute('height')];
  picture.setAttribute('viewBox', `0 0 ${width ?? ''} ${height ?? ''}`);
  for (let part: Element | null = picture; part instanceof Element && part !== target; part = part.parentElement) {
    part.setAttribute('style', 'display: block; width: 100%; max-width: 100%; height: 100%');
  }
}
