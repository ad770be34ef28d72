export const messages = {
  title: "Find or do",
  placeholder: "A name, a reference, words of a case, or what you want to do",
  cases: "Cases",
  customers: "Customers",
  nothing: "Nothing found. Try fewer or other words.",
};
export type Messages = typeof messages;
