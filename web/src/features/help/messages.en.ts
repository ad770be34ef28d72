export const messages = {
  title: "Help",
  cycle: {
    title: "How a problem is solved",
    says: "Every case goes through four phases. Each has a gate: what must be true before the next begins. The case's page always says what is left, and a button that is not for now says why.",
    phases: [
      { says: "Hear the customer out. Log who, what, when and what they want, in their own words. Acknowledge, weigh how serious it is, and read your summary back until they agree that it is right." },
      { says: "Find out what happened before anything is offered: findings with their evidence, why and why that, the cause, what law and policy entitle the customer to, and a decision with its reasons." },
      { says: "Put two or more options side by side: cost, time, what each means for the customer. Choose with a reason, ask for approval where it is beyond your authority, offer, and record what the customer says. Then do what was agreed." },
      { says: "Ask the customer whether it is solved: their word decides, and silence never counts as a yes. Look later whether it came back, and note what we learnt." },
    ],
  },
  rules: {
    title: "Five things that always hold",
    list: [
      "Every contact ends with when the customer will hear from us next. My day reminds you before that time.",
      "Nothing is offered before the cause is established.",
      "What is refused says why, names the clause, and offers what would mend it.",
      "Statutory clocks and our own targets run side by side and never change one another.",
      "Whatever you type is kept in this browser until it is sent, also when the connection breaks.",
    ],
  },
  heat: {
    title: "With an upset customer",
    list: ["Hear: let them say it all, and sum it up.", "Empathise: name what it means for them.", "Apologise: for what went wrong, without ifs.", "Take ownership: say what you will do, and by when."],
  },
  shortcuts: {
    title: "What can be done from here",
    says: "Everything below also stands in the command bar. Keys without Ctrl wait while you type in a field. A page adds its own while it is open.",
    action: "What", keys: "Keys", noKeys: "command bar",
    find: "Find an action",
    nothing: "Nothing fits.",
    then: "then",
    run: "Do it",
  },
};
export type Messages = typeof messages;
