import { useComputedColorScheme } from '@mantine/core';
import type { EChartsCoreOption } from 'echarts/core';
import { useEffect, useRef, type RefObject } from 'react';
import { chartThemes, echartsTheme, type ChartTheme } from '../theme/chart-theme.ts';
import { init } from './chart-engine.ts';

/** The picture itself. `picture` receives a function that gives the SVG as text. */
export default function ChartCanvas(props: {
  option: (theme: ChartTheme) => EChartsCoreOption;
  height: number;
  picture: RefObject<(() => string) | undefined>;
}) {
  const { option, picture } = props;
  const element = useRef<HTMLDivElement>(null);
  const scheme = useComputedColorScheme('light');
  useEffect(() => {
    const target = element.current;
    if (target === null) return;
    const theme = chartThemes[scheme];
    const chart = init(target, echartsTheme(theme), { renderer: 'svg' });
    chart.setOption(option(theme));
    picture.current = () => decodeURIComponent(chart.getDataURL({ type: 'svg' }).replace(/^[^,]*,/, ''));
    const resizing = new ResizeObserver(() => chart.resize());
    resizing.observe(target);
    return () => {
      resizing.disconnect();
      picture.current = undefined;
      chart.dispose();
    };
  }, [option, scheme, picture]);
  return <div ref={element} style={{ height: props.height }} aria-hidden />;
}
