import { expect, it } from "vitest";
import { whyNot } from "./powers";

const hana = { ref: "U-2", role: "handler", active: true } as const;
const lea = { user: "U-4", role: "team_leader" } as const;
const admin = { user: "U-1", role: "administrator" } as const;

it("lets administrators change accounts and nobody else", () => {
  expect(whyNot("change-user", admin, hana)).toBeUndefined();
  expect(whyNot("change-user", lea, hana)).toBe("administrators");
});
it("lets everybody set their own password and no colleague's", () => {
  expect(whyNot("set-password", { user: "U-2", role: "handler" }, hana)).toBeUndefined();
  expect(whyNot("set-password", { user: "U-3", role: "handler" }, hana)).toBe("selfOrAdministrators");
});
it("lends authority downwards only", () => {
  expect(whyNot("lend-authority", lea, hana)).toBeUndefined();
  expect(whyNot("lend-authority", lea, { ref: "U-9", role: "team_leader", active: true })).toBe("notToThem");
  expect(whyNot("lend-authority", lea, { ref: "U-4", role: "team_leader", active: true })).toBe("notToSelf");
  expect(whyNot("lend-authority", lea, { ref: "U-6", role: "quality", active: true })).toBe("notToThem");
  expect(whyNot("lend-authority", admin, hana)).toBe("lenders");
});
it("closes what is open and opens what is closed", () => {
  expect(whyNot("deactivate-user", admin, { ...hana, active: false })).toBe("closed");
  expect(whyNot("reactivate-user", admin, hana)).toBe("open");
});
