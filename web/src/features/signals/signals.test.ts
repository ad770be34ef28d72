import { describe, expect, it } from "vitest";
import { t } from "./messages";
import { artefactOf } from "./names";
import { progressOf, referencesIn } from "./progress";
import { inOrder, newSince } from "./order";
import { nextStep, stepsFrom, whyNot } from "./powers";
import { daysOf, namesOf, placeIn, proposal, questionOf } from "./question";
import { parseSignals } from "./search";
import { deedOf } from "./story";
import type { Contact, Found, Rename, Signal, SignalState } from "./types";

const found: Found = {
  column: "product", every: "week", shape: "above", series: "Checkout", known: "2026-05-18", last: "2026-06-22", periods: 6, expected: 9.5, counted: 40,
  likely_artefact: false, moved: 0, judged: 0, ended: [], began: [],
};
const signal = (id: string, state: SignalState, more: Partial<Signal> = {}): Signal => ({ id, says: "", state, raised_at: "2026-07-02T10:00:00Z", found, steps: [], contacts: [], ...more });
const contact = (outcome?: Contact["outcome"]): Contact => ({ customer: "CU-1", tries: 0, ...(outcome === undefined ? {} : { outcome }) });
const rename = (from: string, to: string, column = "product"): Rename => ({ column, from, to, reason: "" });

describe("what may be a matter of the data", () => {
  it("is sure of what was redrawn, and open where most moved together", () => {
    expect([artefactOf(found), artefactOf({ likely_artefact: true, shape: "redrawn" }), artefactOf({ likely_artefact: true, shape: "everywhere" })]).toEqual(["", t.artefact, t.perhapsArtefact]);
  });
});

describe("the inbox", () => {
  it("has first what nobody has looked at, and keeps the order within a state", () => {
    const shown = inOrder([signal("SG-5", "closed"), signal("SG-4", "explained"), signal("SG-3", "raised"), signal("SG-2", "explained"), signal("SG-1", "raised")]);
    expect(shown.map(({ id }) => id)).toEqual(["SG-3", "SG-1", "SG-4", "SG-2", "SG-5"]);
  });
  it("knows what a watch has brought", () => {
    expect(newSince([signal("SG-1", "raised")], [signal("SG-2", "raised"), signal("SG-1", "raised")])).toBe(1);
  });
  it("shows what is closed only when asked", () => {
    expect([parseSignals({ closed: true }), parseSignals({ closed: "true" }), parseSignals({ closed: "no", x: 1 })]).toEqual([{ closed: true }, { closed: true }, {}]);
  });
});

describe("a contact list", () => {
  it("tells who was reached from who was only tried", () => {
    expect(progressOf([contact("not_affected"), contact("case_logged"), contact("not_reached"), contact()])).toEqual({ all: 4, reached: 2, tried: 1, untried: 1 });
  });
  it("takes references as they are pasted, each once", () => {
    expect(referencesIn(" CU-7, cu-9;CU-12\nCU-7 ")).toEqual(["CU-7", "CU-9", "CU-12"]);
  });
  it("does not take words for references", () => {
    expect(["Adeyemi", "CU-", "CU-7 Adeyemi", "", "XCU-7"].map(referencesIn)).toEqual([[], [], [], [], []]);
  });
});

describe("what can be done", () => {
  it("follows how it stands", () => {
    expect(stepsFrom({ state: "raised" })[0]).toBe("look-at-signal");
    expect(stepsFrom({ state: "looked_at" })).toEqual(["explain-signal", "act-on-signal", "close-signal"]);
    expect(stepsFrom({ state: "closed" })).toEqual(["reopen-signal"]);
    expect([signal("", "raised"), signal("", "looked_at"), signal("", "explained", { explained_as: "cause" }), signal("", "acted_on", { explained_as: "cause" })].map(nextStep)).toEqual([
      "look-at-signal", "explain-signal", "act-on-signal", "close-signal",
    ]);
  });
  it("is for those who work on signals", () => {
    expect(whyNot("look-at-signal", "handler", signal("", "raised"))).toEqual({ rule: "actor_may_not" });
    expect(whyNot("look-at-signal", "team_leader", signal("", "raised"))).toBeUndefined();
  });
  it("is explained before it is acted on or closed, and closed when everybody was tried", () => {
    expect(whyNot("close-signal", "manager", signal("", "looked_at"))?.mend).toBe("explain-signal");
    const explained = { explained_as: "cause" as const };
    expect(whyNot("close-signal", "manager", signal("", "explained", { ...explained, contacts: [contact()] }))?.rule).toBe("contacts_outstanding");
    expect(whyNot("close-signal", "manager", signal("", "explained", { ...explained, contacts: [contact("not_reached")] }))).toBeUndefined();
  });
});

describe("the story", () => {
  it("tells that something was opened again", () => {
    const steps = (["raised", "explained", "closed", "explained", "acted_on"] as const).map((to) => ({ to }));
    expect(steps.map((_, at) => deedOf(steps, at))).toEqual(["raised", "explained", "closed", "reopened", "acted_on"]);
  });
});

describe("what a change because of a signal begins with", () => {
  const renames = [rename("Basket", "Checkout"), rename("process.old", "process.handover", "cause")];
  it("are the cases under all names they were filed under", () => {
    expect(proposal({ id: "SG-1", found }, renames)).toEqual({ signals: "SG-1", where: "product=Checkout|Basket" });
    expect(proposal({ id: "SG-1", found: { ...found, shape: "redrawn", series: "", ended: ["A"], began: ["Checkout", "C"] } }, renames).where).toBe("product=Checkout|Basket|C");
  });
  it("is the cause itself, however many names it had", () => {
    expect(proposal({ id: "SG-1", found: { ...found, column: "cause", series: "process.handover" } }, renames)).toEqual({ signals: "SG-1", where: "cause=process.handover|process.old", cause: "process.handover" });
  });
  it("is the signal alone where it is about all, or about words", () => {
    for (const shape of ["everywhere", "topic"] as const) expect(proposal({ id: "SG-1", found: { ...found, shape, series: shape === "topic" ? "late" : "" } }, renames)).toEqual({ signals: "SG-1" });
  });
});

describe("the figures behind a signal", () => {
  it("go a year back, and on to the last week that is over", () => {
    expect(questionOf(found, [], "2026-07-02", undefined)).toEqual({ measure: "received", every: "week", from: "2025-05-19", to: "2026-06-28", where: "product=Checkout" });
    expect(questionOf(found, [], "2027-07-02", undefined).to).toBe("2026-09-20");
    expect(daysOf(found)).toEqual({ from: "2026-05-18", to: "2026-06-28" });
  });
  it("begin where the desk begins", () => {
    expect(questionOf(found, [], "2026-07-02", "2025-12-31").from).toBe("2025-12-29");
  });
  it("hold every name that the value had", () => {
    const renames = [rename("Basket", "Cart"), rename("Cart", "Checkout"), rename("Cart", "Checkout", "category"), rename("Gas", "Power")];
    expect(namesOf(renames, "product", "Checkout")).toEqual(["Checkout", "Cart", "Basket"]);
    expect(questionOf(found, renames, "2026-07-02", undefined).where).toBe("product=Checkout|Cart|Basket");
  });
  it("hold the names that the value got since, and every other that is counted as one with it", () => {
    const renames = [rename("Basket", "Cart"), rename("Cart", "Checkout"), rename("Till", "Checkout"), rename("Gas", "Power")];
    expect(namesOf(renames, "product", "Cart")).toEqual(["Cart", "Checkout", "Till", "Basket"]);
    expect(namesOf(renames, "category", "Cart")).toEqual(["Cart"]);
  });
  it("are told apart where it is about several", () => {
    expect(questionOf({ ...found, shape: "everywhere", series: "" }, [], "2026-07-02", undefined)).toMatchObject({ by: "product" });
    expect(questionOf({ ...found, shape: "redrawn", series: "", ended: ["A;B"], began: ["C"] }, [], "2026-07-02", undefined)).toMatchObject({ by: "product", where: String.raw`product=A\;B|C` });
  });
  it("have the signal in their midst", () => {
    const weeks = ["2026-05-11", "2026-05-18", "2026-05-25"].map((from, i) => ({ from, to: ["2026-05-17", "2026-05-24", "2026-05-31"][i] ?? "" }));
    expect(placeIn(weeks, { known: "2026-05-18", last: "2026-05-25" })).toEqual([1, 2]);
    expect(placeIn(weeks, { known: "2026-05-18", last: "2026-06-22" })).toBeUndefined();
  });
});
