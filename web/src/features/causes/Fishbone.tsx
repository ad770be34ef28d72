// The tree as a fishbone: what stands first is a bone, what is below it a twig, the stronger the more cases came of it.

import { Group, Text, Title } from "@mantine/core";
import { useElementSize } from "@mantine/hooks";
import { useNavigate } from "@tanstack/react-router";
import { useMemo, useRef } from "react";
import { svgFile } from "@/shared/figures/chart/svgFile";
import { Downloads } from "@/shared/figures/Downloads";
import { rangeInWords } from "@/shared/figures/periods";
import { layOut, lineHeight, wrap } from "@/shared/fishbone";
import { number } from "@/shared/i18n/language";
import { toCsv } from "@/shared/csv";
import styles from "./causes.module.css";
import { t } from "./messages";
import type { PartSearch } from "@/shared/figures/part";
import type { Causes } from "./types";

const smallest = 0.9;

export function FishboneSection({ answer, search }: { answer: Causes; search: PartSearch }) {
  const svg = useRef<SVGSVGElement>(null);
  const { ref: box, width: room } = useElementSize();
  const navigate = useNavigate();
  const { causes, cases, period } = answer;
  const { from, to, where } = search;
  const counts = useMemo(() => new Map(causes.map((one) => [one.code, one.cases])), [causes]);
  const most = Math.max(1, ...causes.map((one) => one.cases));
  const drawn = useMemo(
    () => layOut(causes.map(({ code, title, cases: many }) => ({ code, title: many === 0 ? title : `${title} (${number(many)})` })), room === 0 ? undefined : room),
    [causes, room],
  );
  const scale = room === 0 ? 1 : Math.min(1, Math.max(smallest, room / drawn.width));
  const open = (code: string) => void navigate({ to: "/monitoring/causes/$code", params: { code }, search: { from, to, where } });
  const weight = (code: string) => 1 + 4 * Math.sqrt((counts.get(code) ?? 0) / most);
  const quiet = (code: string) => (counts.get(code) ?? 0) === 0;
  const { head, spine } = drawn;
  const problem = wrap(t.fishbone.problem(cases), Math.floor((head.width - 12) / 6.8));
  return (
    <section className={`panel ${styles["section"] ?? ""}`} aria-labelledby="fishbone">
      <Group justify="space-between">
        <Title order={2} id="fishbone">
          {t.fishbone.title}
        </Title>
        <Downloads
          of={t.fishbone.title}
          file={`fishbone ${period.from} ${period.to}`}
          csv={() => toCsv([["code", t.tree.cause, t.tree.cases], ...causes.map(({ code, title, cases: many }) => [code, title, many])])}
          svg={() => (svg.current ? svgFile(svg.current, [t.fishbone.title, rangeInWords(period)]) : undefined)}
        />
      </Group>
      <Text size="xs" c="dimmed">
        {t.fishbone.says} {scale * drawn.width > room && room > 0 ? t.fishbone.wider : ""}
      </Text>
      <div ref={box} className={styles["scroll"]} role="region" aria-label={t.fishbone.scroll} tabIndex={0}>
        <svg ref={svg} role="img" aria-label={t.fishbone.label} viewBox={`0 0 ${drawn.width} ${drawn.height}`} width={scale * drawn.width} height={scale * drawn.height} className={styles["fishbone"]}>
          <line x1={4} y1={spine} x2={head.x} y2={spine} className={styles["spine"]} />
          <rect x={head.x} y={head.y} width={head.width} height={head.height} rx={8} className={styles["head"]} />
          <Words lines={problem} x={head.x + head.width / 2} y={spine - ((problem.length - 1) * lineHeight) / 2 + 4} anchor="middle" />
          {drawn.bones.map((bone) => (
            <g key={bone.code} data-quiet={quiet(bone.code)}>
              <line x1={bone.from.x} y1={bone.from.y} x2={bone.to.x} y2={bone.to.y} className={styles["bone"]} strokeWidth={weight(bone.code)} />
              <g className={styles["press"]} onClick={() => open(bone.code)}>
                <Words lines={bone.title} x={bone.to.x} y={bone.up ? bone.to.y - 6 - (bone.title.length - 1) * lineHeight : bone.to.y + 16} anchor="middle" bold />
              </g>
              {bone.twigs.map((twig) => (
                <g key={twig.code} data-quiet={quiet(twig.code)} className={styles["press"]} onClick={() => open(twig.code)}>
                  <line x1={twig.from} y1={twig.y} x2={twig.to} y2={twig.y} className={styles["bone"]} strokeWidth={weight(twig.code)} />
                  <Words lines={twig.lines} x={twig.from} y={twig.y - 4 - weight(twig.code) / 2 - (twig.lines.length - 1) * lineHeight} anchor="start" />
                </g>
              ))}
            </g>
          ))}
        </svg>
      </div>
    </section>
  );
}

function Words({ lines, x, y, anchor, bold = false }: { lines: readonly string[]; x: number; y: number; anchor: "start" | "middle"; bold?: boolean }) {
  return (
    <text textAnchor={anchor} fontSize={12} fontWeight={bold ? 650 : 400}>
      {lines.map((line, at) => (
        <tspan key={at} x={x} y={y + at * lineHeight}>
          {line}
        </tspan>
      ))}
    </text>
  );
}
