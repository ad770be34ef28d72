// Of which cases the words are read, as it stands in the address. It is in the page that is fetched first: keep it small.

export { parsePart as parseTopics, type PartSearch as TopicsSearch } from "@/shared/figures/part";
