// What happened, entry by entry: who did it, what was said, and what should not have been.

import { Anchor, Button, Chip, Group, NativeSelect, Title, VisuallyHidden } from "@mantine/core";
import { useId, useMemo, useState } from "react";
import { choice, clockTime, day as dayName, fullMoment, number } from "@/shared/i18n";
import { PageLink } from "@/shared/ui/PageLink";
import classes from "./case.module.css";
import { useCase } from "./caseContext";
import { t } from "./messages";
import { filtersOf, inDays, linesOf, shownLines, type Filter, type Line } from "./storyLines";

const first = 40;

type Props = {
  /** On paper nothing is left out, whatever is filtered or folded on the screen. */
  whole: boolean;
  onHide: () => void;
};

export function Story({ whole, onHide }: Props) {
  const { view } = useCase();
  const titleId = useId();
  const [chosen, setFilter] = useState<Filter>("all");
  const filter = whole ? "all" : chosen;
  const [newestFirst, setNewestFirst] = useState(true);
  const [all, setAll] = useState(false);
  const lines = useMemo(() => linesOf(view), [view]);
  const filters = useMemo(() => filtersOf(view.timeline), [view.timeline]);
  const fit = useMemo(() => shownLines(lines, filter, newestFirst), [lines, filter, newestFirst]);
  const shown = all || whole ? fit : fit.slice(0, first);

  const nameOf = (one: Filter) => (one === "all" ? t.story.all : one === "attention" ? t.story.attention : choice("StoryKind", one));
  return (
    <section className={`panel ${classes.section}`} aria-labelledby={titleId} id="story" tabIndex={-1}>
      <Group justify="space-between" mb="xs" gap="xs">
        <Title order={2} id={titleId}>
          {t.story.title}
        </Title>
        <Group gap="xs" className="no-print">
          <NativeSelect
            size="xs"
            aria-label={t.story.order}
            value={newestFirst ? "newest" : "oldest"}
            onChange={(event) => setNewestFirst(event.currentTarget.value === "newest")}
            data={[
              { value: "newest", label: t.story.newest },
              { value: "oldest", label: t.story.oldest },
            ]}
          />
          <Button size="compact-xs" variant="subtle" onClick={onHide} title={t.story.hide}>
            {t.story.fold}
          </Button>
        </Group>
      </Group>
      <Chip.Group value={filter} onChange={(value) => setFilter(value)}>
        <div className={`${classes.chips} no-print`} role="group" aria-label={t.story.filters}>
          {[...filters].map(([one, n]) => (
            <Chip key={one} value={one} size="xs" variant="outline">
              {nameOf(one)} {number(n)}
            </Chip>
          ))}
        </div>
      </Chip.Group>
      <VisuallyHidden role="status">{`${nameOf(filter)}: ${t.story.count(fit.length)}`}</VisuallyHidden>
      {fit.length === 0 && <p>{t.story.nothing}</p>}
      {inDays(shown).map(({ day, lines: of }) => (
        <div key={day + (of[0]?.key ?? "")}>
          <h3 className={classes.day} style={{ margin: 0 }}>
            {dayName(new Date(day))}
          </h3>
          <ol className={classes.story}>
            {of.map((line) => (
              <StoryLine key={line.key} line={line} />
            ))}
          </ol>
        </div>
      ))}
      {shown.length < fit.length && (
        <Button variant="default" size="xs" mt="sm" onClick={() => setAll(true)} className="no-print">
          {t.story.older(fit.length - shown.length)}
        </Button>
      )}
    </section>
  );
}

function StoryLine({ line: { entry, opens } }: { line: Line }) {
  const at = new Date(entry.at);
  return (
    <li className={classes.entry} {...(entry.attention ? { "data-attention": true } : {})}>
      <div className={classes.entryHead}>
        <span>
          {entry.who} · {choice("StoryKind", entry.kind)}
        </span>
        <time dateTime={entry.at} title={fullMoment(at)} className="num">
          {clockTime(at)}
        </time>
      </div>
      <p className={classes.says}>
        {entry.attention && (
          <span className={classes.attention}>
            <span aria-hidden>! </span>
            <VisuallyHidden>{t.story.attentionMark} </VisuallyHidden>
          </span>
        )}
        {entry.says}
      </p>
      {entry.quotes.map((quote, n) => (
        <Quote key={n} words={quote} />
      ))}
      {opens.map((one) =>
        one.kind === "case" ? (
          <PageLink key={one.ref} to="/cases/$ref" params={{ ref: one.ref }} size="sm">
            {one.ref}
          </PageLink>
        ) : (
          <Anchor key={one.href} size="sm" href={one.href} {...(one.kind === "letter" ? { target: "_blank", rel: "noreferrer" } : { download: true })}>
            {one.kind === "letter" ? t.story.letter : one.name === null || one.name === undefined ? t.story.file : t.files.download(one.name)}
          </Anchor>
        ),
      )}
    </li>
  );
}

const long = 420; // characters; about what six lines of the column hold

/** Words said or written. Long ones, such as a letter, are folded on the screen, never on paper. */
function Quote({ words: said }: { words: string | null }) {
  const [whole, setWhole] = useState(false);
  const folds = said !== null && said.length > long;
  return (
    <>
      <blockquote className={`${classes.quote} ${folds && !whole ? classes.folded : ""}`}>{said ?? <em>{t.story.erased}</em>}</blockquote>
      {folds && (
        <Button size="compact-xs" variant="subtle" className="no-print" aria-expanded={whole} onClick={() => setWhole((was) => !was)}>
          {whole ? t.story.less : t.story.whole}
        </Button>
      )}
    </>
  );
}
