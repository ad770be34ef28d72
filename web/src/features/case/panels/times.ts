// Moments as a `datetime-local` field has them, and as the server does.

/** "2026-11-24T16:00" of the reader's own clock as an instant; undefined when nothing was chosen. */
export const instantOf = (local: string) => (local === "" ? undefined : new Date(local).toISOString());

/** A moment for a `datetime-local` field, to the minute, on the reader's own clock. */
export function localOf(at: Date): string {
  const two = (n: number) => String(n).padStart(2, "0");
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`;
}
