// Which improvements are shown and how, and from what one is proposed, as it stands in the address. It is in the page that is
// fetched first: keep it small.

export type BoardSearch = { as?: "register" };
/** `signals` are references apart by commas; `where` is as conditions.ts writes it. */
export type NewSearch = { cause?: string; signals?: string; where?: string; measure?: string };

export const parseBoard = (given: Record<string, unknown>): BoardSearch => (given["as"] === "register" ? { as: "register" } : {});

const most = { cause: 200, signals: 400, where: 4000, measure: 64 } as const;
export function parseNew(given: Record<string, unknown>): NewSearch {
  const search: NewSearch = {};
  for (const key of ["cause", "signals", "where", "measure"] as const) {
    const value = given[key];
    if (typeof value === "string" && value !== "" && value.length <= most[key]) search[key] = value;
  }
  return search;
}
