// A picture and its figures as files.

import { Button, Group } from "@mantine/core";
import { download } from "../download";
import { t } from "./messages";

type Props = {
  /** What the files are of: part of their names, and of what the buttons are called. */
  of: string;
  /** Name of the files, without what stands behind the point. */
  file: string;
  csv: () => string;
  /** Undefined while nothing is drawn. */
  svg?: () => string | undefined;
};

export function Downloads({ of, file, csv, svg }: Props) {
  return (
    <Group gap="xs" className="no-print">
      <Button size="xs" variant="default" aria-label={t.download.csvOf(of)} onClick={() => download(`${file}.csv`, csv(), "text/csv")}>
        {t.download.csv}
      </Button>
      {svg && (
        <Button
          size="xs"
          variant="default"
          aria-label={t.download.svgOf(of)}
          onClick={() => {
            const picture = svg();
            if (picture !== undefined) download(`${file}.svg`, picture, "image/svg+xml");
          }}
        >
          {t.download.svg}
        </Button>
      )}
    </Group>
  );
}
