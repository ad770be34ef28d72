// When the customer hears from us next: times a handler would name on the telephone.

/** The day so many weekdays on. A bank holiday is not known here: it is a suggestion, and the handler sees the date. */
function addWorkingDays(from: Date, days: number): Date {
  const day = new Date(from.getFullYear(), from.getMonth(), from.getDate());
  for (let left = days; left > 0; ) {
    day.setDate(day.getDate() + 1);
    if (day.getDay() !== 0 && day.getDay() !== 6) left -= 1;
  }
  return day;
}

export type Suggestion = { says: "today" | "tomorrow" | number; at: Date };

const at = (day: Date, hour: number) => new Date(day.getFullYear(), day.getMonth(), day.getDate(), hour);

/** Later today if there is still time to do something, tomorrow noon, then some working days on; only working days. */
export function suggestions(now: Date): Suggestion[] {
  const found: Suggestion[] = [];
  const weekend = now.getDay() === 0 || now.getDay() === 6;
  if (!weekend && now.getHours() < 15) found.push({ says: "today", at: at(now, 17) });
  const next = addWorkingDays(now, 1);
  const tomorrow = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1);
  if (next.toDateString() === tomorrow.toDateString()) found.push({ says: "tomorrow", at: at(next, 12) });
  else found.push({ says: 1, at: at(next, 12) });
  for (const days of [2, 5]) found.push({ says: days, at: at(addWorkingDays(now, days), 12) });
  return found;
}

/** As an input of type `datetime-local` has it. */
export function localValue(date: Date): string {
  const two = (n: number) => String(n).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** What such an input holds, as an instant; undefined while it is empty or half typed. */
export function instantOf(value: string): string | undefined {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(value)) return undefined;
  const date = new Date(value);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}
