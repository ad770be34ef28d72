import { expect, it } from "vitest";
import { bundleOf, withBases } from "./packFiles";

const pack = (id: string, base?: string) => ({ name: "pack.toml", text: `# A pack\nid = "${id}"\nversion = 2\ntitle = "T of ${id}"\n${base === undefined ? "" : `based_on = "${base}"\n`}\n[applies]\nid = "not this"\n` });
const calendar = { name: "scotland.toml", text: 'id = "scotland"\ntitle = "Scotland"\nzone = "Europe/London"\n' };

it("names each file as the others know it and puts what others rest on first", () => {
  const { files, subject } = bundleOf([pack("ours", "uk-energy"), pack("uk-energy", "general"), calendar, pack("general")]);
  expect(files.map(({ path }) => path)).toEqual(["calendars/scotland.toml", "general/pack.toml", "uk-energy/pack.toml", "ours/pack.toml"]);
  expect(subject).toEqual({ id: "ours", version: 2, title: "T of ours" });
});
it("says which files are no part of a procedure", () => {
  expect(bundleOf([{ name: "readme.md", text: "Hello" }, pack("general")]).unknown).toEqual(["readme.md"]);
});
it("does not go round in circles", () => {
  expect(bundleOf([pack("a", "b"), pack("b", "a")]).files).toHaveLength(2);
});
it("has nothing of nothing", () => {
  expect(bundleOf([])).toEqual({ files: [], unknown: [], subject: undefined, lacks: [] });
});
it("names what it rests on and was not picked, and puts that before it", () => {
  const { files, lacks } = bundleOf([pack("ours", "general")]);
  expect(lacks).toEqual(["general"]);
  expect(bundleOf([pack("ours", "general"), pack("general")]).lacks).toEqual([]);
  const file = (path: string, text = "of the desk") => ({ path, text });
  const whole = withBases([file("calendars/england-and-wales.toml", "mine"), ...files], [[file("calendars/england-and-wales.toml"), file("general/pack.toml")]]);
  expect(whole.map(({ path }) => path)).toEqual(["calendars/england-and-wales.toml", "general/pack.toml", "ours/pack.toml"]);
  expect(whole[0]?.text).toBe("mine");
});
it("knows a calendar that is based on another", () => {
  const { files, unknown } = bundleOf([pack("ours"), { name: "evening.toml", text: 'id = "evening"\nbased_on = "england-and-wales"\n[hours]\nsaturday = [["09:00", "13:00"]]\n' }]);
  expect([files[0]?.path, unknown]).toEqual(["calendars/evening.toml", []]);
});
