// Where a figure of a report leads to in the workspace. The server names a page of the workspace, or a path of the API that lists
// cases; that is shown by a page of ours.

const behind: Record<string, string> = {
  "/api/v1/reports/service-review/cases": "/reports/cases",
  "/api/v1/reports/half-year/cases": "/reports/cases",
};
const record = /^\/api\/v1\/(signals|improvements)\/([A-Z]+-\d+)$/;
const page = /^\/(monitoring|cases|customers|signals|improvements|reports)(\/|\?|$)/;

/** An address of the workspace; undefined where there is none. */
export function addressOf(opens: string | undefined): string | undefined {
  if (opens === undefined) return undefined;
  if (page.test(opens)) return opens;
  const [path = "", query = ""] = opens.split("?");
  const found = record.exec(path);
  if (found) return `/${found[1] ?? ""}/${found[2] ?? ""}`;
  const to = behind[path];
  return to === undefined ? undefined : `${to}?${query}`;
}

/** The cases behind a line of the return; of one product and category only, where they are given. */
export function returnCases(of: string, line: string, group?: { product: string; category: string }): string {
  const query = new URLSearchParams({ of, line, ...(group ? { product: group.product, category: group.category } : {}) });
  return `/reports/cases?${query.toString()}`;
}
