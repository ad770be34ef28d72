// Why, and why that, and why that: each answer opens the next question, up to the fifth. Nothing typed ever leaves the page
// because an earlier answer was taken away.

export const mostWhys = 5;

export const hasText = (answer: string | undefined) => (answer ?? "").trim() !== "";

/** How many questions stand on the page: those answered, and the one that the last answer leads to. */
export function questionsShown(answers: readonly string[]): number {
  return Math.min(answers.findLastIndex(hasText) + 2, mostWhys);
}

export function withAnswer(answers: readonly string[], at: number, answer: string): string[] {
  const next = Array.from({ length: Math.max(answers.length, at + 1) }, (_, index) => answers[index] ?? "");
  next[at] = answer;
  return next.slice(0, Math.max(next.findLastIndex((text) => text !== "") + 1, 0));
}

/** The first question that was passed over although a later one has an answer. */
export function passedOver(answers: readonly string[]): number | undefined {
  const last = answers.findLastIndex(hasText);
  const at = answers.findIndex((answer, index) => index < last && !hasText(answer));
  return at === -1 ? undefined : at;
}

/** The chain as the command takes it. */
export function whysToSend(answers: readonly string[]): string[] {
  return answers.map((answer) => answer.trim()).filter((answer) => answer !== "");
}
