import { expect, it } from "vitest";
import { viewsInThisBrowser } from "./savedViews";

function storage(kept: Record<string, string> = {}) {
  return { getItem: (key: string) => kept[key] ?? null, setItem: (key: string, value: string) => void (kept[key] = value) };
}

it("keeps views by name, one of each, for each person", async () => {
  const one = storage();
  const views = viewsInThisBrowser("U-2", one);
  await views.save("Late gas", { view: "all", product: "Gas" });
  await views.save("Angry", { severity: "high" });
  await views.save("Late gas", { view: "all", product: "Gas", due: "late" });
  expect((await views.list()).map(({ name, search }) => [name, search])).toEqual([
    ["Angry", { severity: "high" }],
    ["Late gas", { view: "all", product: "Gas", due: "late" }],
  ]);
  expect(await viewsInThisBrowser("U-3", one).list()).toEqual([]);
});

it("forgets a view that is removed", async () => {
  const views = viewsInThisBrowser("U-2", storage());
  await views.save("Late", { due: "late" });
  const [late] = await views.list();
  await views.remove(late?.id ?? "");
  expect(await views.list()).toEqual([]);
});

it("begins afresh over what is no list of views", async () => {
  expect(await viewsInThisBrowser("U-2", storage({ "amends.views.U-2": "{broken" })).list()).toEqual([]);
  expect(await viewsInThisBrowser("U-2", storage({ "amends.views.U-2": '[null, 3, {"id": 1}]' })).list()).toEqual([]);
});

it("takes nothing unknown out of the storage", async () => {
  const kept = JSON.stringify([{ id: "1", name: "Old", search: { phase: "vanished", due: "late" } }]);
  expect((await viewsInThisBrowser("U-2", storage({ "amends.views.U-2": kept })).list())[0]?.search).toEqual({ due: "late" });
});
