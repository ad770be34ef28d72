// What is asked of the log, as it stands in the address, and as the server takes it.

export type LogSearch = { record?: string; who?: string; what?: string; since?: string; until?: string };

const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));

export function parseLogSearch(given: Record<string, unknown>): LogSearch {
  const search: LogSearch = {};
  for (const key of ["record", "who", "what"] as const) {
    const value = given[key];
    if (typeof value === "string" && value.trim() !== "" && value.length <= 64) search[key] = value.trim();
  }
  for (const key of ["since", "until"] as const) {
    const value = given[key];
    if (typeof value === "string" && isDay(value)) search[key] = value;
  }
  return search;
}

/** A day of this reader's clock as the moment it begins, or, for a last day, the moment it is over. */
function edge(day: string, over: boolean): string {
  const at = new Date(`${day}T00:00:00`);
  if (over) at.setDate(at.getDate() + 1);
  return at.toISOString();
}

export function askedOf({ record, who, what, since, until }: LogSearch) {
  return {
    // People write references as they hear them: "c 1024" is C-1024.
    ...(record === undefined ? {} : { ref: record.toUpperCase().replace(/^([A-Z]{1,2})[\s-]*(\d+)$/, "$1-$2") }),
    ...(who === undefined ? {} : { actor: who }),
    ...(what === undefined ? {} : { type: what }),
    ...(since === undefined ? {} : { from: edge(since, false) }),
    ...(until === undefined ? {} : { until: edge(until, true) }),
  };
}
