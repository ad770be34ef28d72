// Which report is shown, as it stands in the address. It is in the page that is fetched first: keep it small.

export type ReviewSearch = { from?: string; to?: string };
export type HalfYearSearch = { /** "2026-H2" */ of?: string };
/** The cases behind a figure: of the backlog of a review, or of a line of a return. Product and category may be empty: not recorded. */
export type CasesSearch = { from?: string; to?: string; figure?: string; of?: string; line?: string; product?: string; category?: string; page?: number };

const day = /^\d{4}-\d\d-\d\d$/;
const half = /^\d{4}-H[12]$/;
const word = /^[a-z0-9_-]{1,64}$/;

/** A product may be called 2026, and the address does not tell a number from a text. */
const text = (value: unknown) => (typeof value === "number" || typeof value === "boolean" ? String(value) : typeof value === "string" ? value : undefined);
const fitting = (value: unknown, fits: RegExp) => {
  const given = text(value);
  return given !== undefined && fits.test(given) ? given : undefined;
};
/** Without what is undefined. */
const known = <T extends Record<string, unknown>>(search: T) => Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined)) as Partial<T>;

export function parseReview({ from, to }: Record<string, unknown>): ReviewSearch {
  return known({ from: fitting(from, day), to: fitting(to, day) });
}
export function parseHalfYear({ of }: Record<string, unknown>): HalfYearSearch {
  return known({ of: fitting(of, half) });
}
export function parseCases(given: Record<string, unknown>): CasesSearch {
  const page = Number(given["page"]);
  return known({
    ...parseReview(given),
    ...parseHalfYear(given),
    figure: fitting(given["figure"], word),
    line: fitting(given["line"], word),
    product: text(given["product"])?.slice(0, 400),
    category: text(given["category"])?.slice(0, 400),
    page: Number.isInteger(page) && page > 1 && page < 1e6 ? page : undefined,
  });
}
