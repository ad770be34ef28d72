export const messages = {
  product: "Amends",
  skip: "Skip to the content",
  nav: { day: "My day", cases: "Cases", log: "Log a problem", customers: "Customers", monitoring: "Monitoring", causes: "Causes", signals: "Signals", improvements: "Improvements", explore: "Explore", topics: "Topics", compare: "Compare teams and branches", benchmarks: "Benchmarks", reports: "Reports", review: "Service review", halfYear: "Half-year return", scheduled: "Scheduled reports", admin: "Administration", help: "Help" },
  /** Heard behind the number in the menu. */
  raised: "not looked at yet",
  mainMenu: "Main menu",
  commandBar: "Find or do",
  account: (name: string) => `Your account: ${name}`,
  signOut: "Sign out",
  language: "Language",
  appearance: "Appearance",
  light: "Light",
  dark: "Dark",
  asTheSystem: "As the system has it",
  density: "Density",
  comfortable: "Comfortable",
  compact: "Compact",
  actions: { go: "Go to", do: "Do", page: "This page", bar: "Open the command bar", help: "Show all shortcuts" },
  notFound: { title: "There is no such page", says: "The address may be mistyped, or what was here is not yours to see.", home: "Go to my day" },
  broken: { title: "This page broke", says: "The fault is ours. What you typed is kept in this browser.", reload: "Load the page again" },
  unreachable: { title: "The server cannot be reached", says: "Check your connection. The page tries again by itself.", again: "Try now" },
};
export type Messages = typeof messages;
