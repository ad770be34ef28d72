/** What is being written to or about the customer, beside the case. */
export type Writing = "note" | "email" | "letter";
