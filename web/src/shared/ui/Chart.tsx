// A chart, drawn by ECharts in the colours of the page. It is a picture of what a table beside it says: whoever cannot see it
// reads the table. Import it lazily: the library is as large as the rest of the page.

import { useComputedColorScheme } from "@mantine/core";
import { useElementSize } from "@mantine/hooks";
import { LineChart, ScatterChart, type LineSeriesOption, type ScatterSeriesOption } from "echarts/charts";
import { GridComponent, TooltipComponent, type GridComponentOption, type TooltipComponentOption } from "echarts/components";
import { init, use as bringIn, type ComposeOption, type EChartsType } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { useEffect, useMemo, useRef } from "react";

bringIn([LineChart, ScatterChart, GridComponent, TooltipComponent, SVGRenderer]);

export type ChartOption = ComposeOption<LineSeriesOption | ScatterSeriesOption | GridComponentOption | TooltipComponentOption>;
/** The page's colours by what they mean, as they are in the scheme shown. */
export type ChartColours = Record<"text" | "quiet" | "edge" | "surface" | "met" | "soon" | "late" | "internal" | "statutory", string> & { scheme: "light" | "dark" };

const names = ["quiet", "edge", "surface", "met", "soon", "late", "internal", "statutory"] as const;

/** Those that stand on the page; it is in this scheme already when it is drawn. */
function coloursOf(scheme: "light" | "dark"): ChartColours {
  const style = getComputedStyle(document.documentElement);
  const of = (name: string) => style.getPropertyValue(name).trim();
  return { scheme, text: of("--mantine-color-text"), ...(Object.fromEntries(names.map((name) => [name, of(`--${name}`)])) as Omit<ChartColours, "text" | "scheme">) };
}

type Props = { option: (colours: ChartColours, width: number) => ChartOption; label: string; height: number };

/** `option` is asked again when the scheme or the width changes; memoise it. */
export default function Chart({ option, label, height }: Props) {
  const scheme = useComputedColorScheme("light");
  const { ref: box, width } = useElementSize();
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType>(undefined);
  // The colours on the page change with the scheme, which is why it is asked for.
  const options = useMemo(() => (width === 0 ? undefined : option(coloursOf(scheme), width)), [option, scheme, width]);

  useEffect(() => {
    if (!place.current || !options) return;
    chart.current ??= init(place.current, null, { renderer: "svg" });
    chart.current.resize({ width, height });
    // What moves by itself draws the eye away from the call.
    chart.current.setOption({ ...options, animation: false }, { notMerge: true });
  }, [options, width, height]);
  useEffect(
    () => () => {
      chart.current?.dispose();
      chart.current = undefined;
    },
    [],
  );
  return (
    <div ref={box} role="img" aria-label={label} style={{ minHeight: height }}>
      <div ref={place} aria-hidden style={{ width: "100%", height }} />
    </div>
  );
}
