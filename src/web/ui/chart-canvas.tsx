import { useComputedColorScheme } from '@mantine/core';
import type { EChartsCoreOption } from 'echarts/core';
import { useEffect, useEffectEvent, useRef } from 'react';
import { chartThemes, echartsTheme, type ChartTheme } from '../theme/chart-theme.ts';
import { init } from './chart-engine.ts';

/** The picture itself. */
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
    const theme = chartThemes[scheme];
    const chart = init(target, echartsTheme(theme), { renderer: 'svg' });
    chart.setOption(option(theme));
    give(() => decodeURIComponent(chart.getDataURL({ type: 'svg' }).replace(/^[^,]*,/, '')));
    const resizing = new ResizeObserver(() => chart.resize());
    resizing.observe(target);
    return () => {
      resizing.disconnect();
      give(undefined);
      chart.dispose();
    };
  }, [option, scheme]);
  return <div ref={element} style={{ height: props.height }} aria-hidden />;
}
