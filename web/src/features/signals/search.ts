// What of the inbox is shown, as it stands in the address. It is in the page that is fetched first: keep it small.

export type SignalsSearch = { closed?: true };

export function parseSignals(given: Record<string, unknown>): SignalsSearch {
  return given["closed"] === true || given["closed"] === "true" ? { closed: true } : {};
}
