// The cause tree as a fishbone, the established cause marked by weight, a ring and a word; beside it the same as a list.

import { Button, Group, List, Text } from "@mantine/core";
import { useEffect, useId, useLayoutEffect, useMemo, useRef, useState, type RefObject } from "react";
import { words } from "@/shared/i18n";
import { clip, groupCauses, layOut, lineHeight, marked, wrap, type CauseNode } from "@/shared/fishbone";
import { t } from "./messages";
import css from "./panels.module.css";

type Props = {
  causes: readonly CauseNode[];
  problem: string;
  established: string | undefined;
  /** While a cause is looked for, a click on a twig takes it; the list beside does the same by keyboard. */
  onPick?: ((code: string) => void) | undefined;
};

export function FishboneChart({ causes, problem, established, onPick }: Props) {
  const [asList, setAsList] = useState(false);
  const id = useId();
  const title = causes.find(({ code }) => code === established)?.title;
  const summary = title === undefined ? t.fishbone.open : onPick ? t.fishbone.chosen(title) : t.fishbone.marked(title);
  return (
    <div>
      <Group justify="space-between" mb="xs">
        <Text size="sm">{summary}</Text>
        <Button className="no-print" size="compact-xs" variant="subtle" onClick={() => setAsList((list) => !list)} aria-expanded={asList} aria-controls={id}>
          {asList ? t.fishbone.asDrawing : t.fishbone.asList}
        </Button>
      </Group>
      <div id={id}>{asList ? <CauseList causes={causes} established={established} onPick={onPick} /> : <Drawing causes={causes} problem={problem} established={established} onPick={onPick} says={summary} />}</div>
    </div>
  );
}

const smallest = 0.9;

function Drawing({ causes, problem, established, onPick, says }: Props & { says: string }) {
  const frame = useRef<HTMLDivElement>(null);
  const room = useWidth(frame);
  const drawn = useMemo(() => layOut(causes, room), [causes, room]);
  const { head, spine } = drawn;
  const perHeadLine = Math.floor((head.width - 12) / 6.8);
  // A little smaller is still read with ease, and better than cut off.
  const scale = room === undefined ? 1 : Math.min(1, Math.max(smallest, room / drawn.width));
  const width = Math.floor(scale * drawn.width);
  const markedAt = drawn.bones.find((bone) => marked(bone.code, established) !== undefined)?.from.x;
  // In a narrow window what is established is what is seen first.
  useEffect(() => {
    const { current } = frame;
    if (current && markedAt !== undefined) current.scrollLeft = scale * markedAt - current.clientWidth / 2;
  }, [markedAt, scale]);
  return (
    <>
      {room !== undefined && width > room && (
        <Text size="xs" c="dimmed" className="no-print">
          {t.fishbone.wider}
        </Text>
      )}
      {/* Wider than a small window; it can be scrolled by keyboard too. */}
      <div ref={frame} className={css["scroll"]} tabIndex={0} role="region" aria-label={t.fishbone.title}>
        <svg viewBox={`0 0 ${drawn.width} ${drawn.height}`} width={width} height={scale * drawn.height} className={css["fishbone"]} role="img" aria-label={t.fishbone.says(problem, says)}>
          <line x1={4} y1={spine} x2={head.x} y2={spine} className={css["spine"]} />
          <path d={`M ${head.x - 10} ${spine - 6} L ${head.x} ${spine} L ${head.x - 10} ${spine + 6}`} className={css["spine"]} fill="none" />
          <rect x={head.x} y={head.y} width={head.width} height={head.height} rx={8} className={css["problem"]} />
          <Lines lines={clip(wrap(problem, perHeadLine), 6)} x={head.x + head.width / 2} y={spine} anchor="middle" centred />
          {drawn.bones.map((bone) => {
            const mark = marked(bone.code, established);
            return (
              <g key={bone.code} data-mark={mark}>
                <line x1={bone.from.x} y1={bone.from.y} x2={bone.to.x} y2={bone.to.y} className={css["bone"]} data-mark={mark} />
                <Lines lines={bone.title} x={bone.to.x} y={bone.up ? bone.to.y - 6 - (bone.title.length - 1) * lineHeight : bone.to.y + 16} anchor="middle" bold mark={mark} />
                {bone.twigs.map((twig) => {
                  const twigMark = marked(twig.code, established);
                  return (
                    <g key={twig.code} className={onPick ? css["pick"] : undefined} onClick={onPick ? () => onPick(twig.code) : undefined}>
                      <rect x={twig.from - 2} y={twig.y - twig.lines.length * lineHeight - 2} width={twig.to - twig.from + 2} height={twig.lines.length * lineHeight + 4} className={css["hit"]} />
                      <line x1={twig.from} y1={twig.y} x2={twig.to} y2={twig.y} className={css["twig"]} data-mark={twigMark} />
                      {twigMark === "cause" && <circle cx={twig.to} cy={twig.y} r={6} className={css["ring"]} />}
                      <Lines lines={twig.lines} x={twig.from} y={twig.y - 4 - (twig.lines.length - 1) * lineHeight} anchor="start" mark={twigMark} />
                    </g>
                  );
                })}
              </g>
            );
          })}
        </svg>
      </div>
    </>
  );
}

/** How wide an element is, in pixels, and keeps being; undefined until it is seen. */
function useWidth(of: RefObject<HTMLElement | null>): number | undefined {
  const [width, setWidth] = useState<number>();
  useLayoutEffect(() => {
    const { current } = of;
    if (!current) return;
    const measure = () => {
      if (current.clientWidth > 0) setWidth(current.clientWidth);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(current);
    return () => observer.disconnect();
  }, [of]);
  return width;
}

function Lines({ lines, x, y, anchor, bold, centred, mark }: { lines: string[]; x: number; y: number; anchor: "start" | "middle"; bold?: boolean; centred?: boolean; mark?: "cause" | "branch" | undefined }) {
  const top = centred ? y - ((lines.length - 1) * lineHeight) / 2 + 4 : y;
  return (
    <text textAnchor={anchor} className={css["words"]} data-bold={bold ? true : undefined} data-mark={mark}>
      {lines.map((line, at) => (
        <tspan key={at} x={x} y={top + at * lineHeight}>
          {line}
        </tspan>
      ))}
    </text>
  );
}

function CauseList({ causes, established, onPick }: Omit<Props, "problem">) {
  return (
    <div className={css["causes"]}>
      {groupCauses(causes).map(({ root, causes: below }) => (
        <div key={root.code}>
          <Text size="sm" fw={600}>
            {root.title}
            {root.code === established && ` (${t.fishbone.this})`}
          </Text>
          <List size="sm">
            {below.map(({ code, title }) => (
              <List.Item key={code} fw={code === established ? 700 : 400}>
                {title}
                {code === established && ` (${t.fishbone.this})`}
                {onPick && code !== established && (
                  <Button size="compact-xs" variant="subtle" ml={4} onClick={() => onPick(code)} aria-label={t.fishbone.take(title)}>
                    {t.fishbone.pick}
                  </Button>
                )}
              </List.Item>
            ))}
            {below.length === 0 && <List.Item>{words.ui.nothing}</List.Item>}
          </List>
        </div>
      ))}
    </div>
  );
}
