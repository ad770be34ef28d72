import { describe, expect, it } from "vitest";
import type { Schemas } from "@/shared/api/client";
import { authorityInWords, reaches, whyNotAnswer, type Reader } from "./approving";

const ladder = (["handler", "team_leader", "manager"] as const).map((role) => ({ role }));
const leader: Reader = { user: "U-4", role: "team_leader", ladder };
const need = (over: Partial<Schemas["OptionForYou"]> = {}): Schemas["OptionForYou"] => ({ option: "O-1", by: "nobody", says: "", settled: true, ...over });
const higher = need({ by: "higher_role", needed: "manager", says: "Your authority reaches to £500; O-1 costs £840 and needs a manager.", settled: false });
const own = { ownRequest: "own" };
const asked = { requested_by: "U-2" };

describe("who may answer a request for approval", () => {
  it("nobody for whom the option is beyond their own authority, and the reason is the server's", () => {
    expect(whyNotAnswer(higher, asked, leader, own)).toEqual({ grant: higher.says, refuse: undefined });
  });
  it("whoever could offer the option themselves", () => {
    expect(whyNotAnswer(need(), asked, leader, own)).toEqual({ grant: undefined, refuse: undefined });
  });
  it("nobody answers what they asked for", () => {
    expect(whyNotAnswer(need(), { requested_by: "U-4" }, leader, own)).toEqual({ grant: "own", refuse: "own" });
  });
  it("as the second person, only whoever stands as high as is asked for", () => {
    const second = need({ by: "second_person", needed: "manager", says: "It needs a manager, and a reason.", settled: false });
    expect(whyNotAnswer(second, asked, leader, own).grant).toBe(second.says);
    expect(whyNotAnswer(second, asked, { ...leader, role: "manager" }, own).grant).toBeUndefined();
    // Until the ladder has arrived the server decides.
    expect(whyNotAnswer(second, asked, { ...leader, ladder: undefined }, own).grant).toBeUndefined();
  });
  it("knows who reaches what on the ladder", () => {
    expect(reaches(ladder, "manager", "team_leader")).toBe(true);
    expect(reaches(ladder, "handler", "team_leader")).toBe(false);
    expect(reaches(ladder, "quality", "handler")).toBe(false);
    expect(reaches(ladder, "manager", undefined)).toBe(false);
  });
});

describe("whose authority an option takes", () => {
  const says = { yours: "yours", needs: (role: string) => `needs ${role}`, second: (role?: string) => `second ${role ?? ""}`, beyondAll: "beyond all", ownRequest: "" };
  it("is said for the reader", () => {
    expect(authorityInWords(need(), leader, says)).toBe("yours");
    expect(authorityInWords(higher, leader, says)).toBe("needs manager");
    expect(authorityInWords(need({ by: "second_person", needed: "manager" }), leader, says)).toBe("second manager");
  });
  it("is nobody's where the ladder ends below it", () => {
    expect(authorityInWords(higher, { ...leader, role: "manager" }, says)).toBe("beyond all");
  });
});
