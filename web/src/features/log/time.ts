/** "0:42", "1:05", "1:02:09" */
export function elapsed(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const two = (n: number) => String(n).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/** A moment as the browser's own field wants it: "2026-11-22T16:05", local time. */
export function localField(at: Date): string {
  const two = (n: number) => String(n).padStart(2, "0");
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** Times people promise news for: the end of today if that is not too near, noon and the end of the next weekday. */
export function newsPicks(now: Date): Date[] {
  const at = (days: number, hour: number) => new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, hour);
  const weekday = (date: Date) => date.getDay() !== 0 && date.getDay() !== 6;
  let ahead = 1;
  while (!weekday(at(ahead, 12))) ahead++;
  const today = at(0, 17);
  const near = weekday(today) && today.getTime() - now.getTime() >= 3600_000 ? [today] : [];
  return [...near, at(ahead, 12), at(ahead, 17)];
}

/** A length of time as the server says it ("2 days"), in the reader's language; what is not understood stays as it is. */
export function lengthIn(language: string, said: string): string {
  const [, n, unit] = /^(\d+) (minute|hour|day|week|month|year)s?$/.exec(said) ?? [];
  if (n === undefined || unit === undefined) return said;
  return new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "long" }).format(Number(n));
}
