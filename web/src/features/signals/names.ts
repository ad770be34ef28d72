// What a signal is about, in words.

import { columnName, useValueName } from "@/shared/figures/names";
import { periodName } from "@/shared/figures/periods";
import { t } from "./messages";
import { daysOf } from "./question";
import type { Found } from "./types";

/** "Product: Checkout"; where it is about all values only "Product". */
export function useAbout(found: readonly Found[]): (of: Found) => string {
  const valueName = useValueName(found.map(({ column }) => column));
  return ({ column, series, shape }) => (shape === "topic" ? t.of(t.topic.name, series) : series === "" ? columnName(column) : t.of(columnName(column), valueName(column, series)));
}

/** The period with whose data it was first known. */
export const knownIn = (found: Found) => periodName(daysOf({ ...found, last: found.known }), found.every);

/** Whether it may be no matter of the customers: sure of what was redrawn, and to be looked at where most series moved together. */
export const artefactOf = ({ likely_artefact, shape }: Pick<Found, "likely_artefact" | "shape">) =>
  !likely_artefact ? "" : shape === "everywhere" ? t.perhapsArtefact : t.artefact;
