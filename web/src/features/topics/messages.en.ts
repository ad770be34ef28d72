import { count, number } from "@/shared/i18n/language";

const cases = (n: number) => count(n, { one: "case", other: "cases" });

export const messages = {
  section: "Monitoring",
  title: "What customers speak of",
  says: "Words and phrases that customers used more often in these days than in the year before, put together to topics. So a problem shows that nobody has a category for. The program looks by itself once a day, too, and raises what it finds as a signal.",
  making: "The words of customers are being read…",
  read: (of: number, range: string, before: number, rangeBefore: string) => `Read: ${cases(of)} of ${range}, held against ${cases(before)} of ${rangeBefore}.`,
  compared: (terms: number, share: string) => `${count(terms, { one: "word or phrase was", other: "words and phrases were" })} compared; of those shown at most ${share} are expected to be chance.`,
  nothing: "Nothing was spoken of more often than in the year before.",
  columns: { term: "Word or phrase", recent: "Cases in these days", before: "Cases in the year before", times: "Times as often" },
  unheard: "not said before",
  terms: (label: string) => `Words of the topic ${label}`,
  cases: "Cases that speak of it",
  more: (n: number) => `Show all ${number(n)}`,
  words: "Only words that several customers used name a topic; never those of one.",
  csv: "Download CSV",
  csvColumns: { topic: "topic", term: "term", recent: "cases", before: "cases_before", times: "times" },
};
export type Messages = typeof messages;
