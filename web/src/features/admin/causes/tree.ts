// A cause tree that is being changed: what can be done to it, and what that comes to. Codes are dotted ("process.handover"): what
// a cause belongs to is part of its code, so that one that moves gets another, and cases keep the code they were given.

export type Node = { code: string; title: string };

export const isBelow = (code: string, root: string) => code === root || code.startsWith(`${root}.`);
export const aboveOf = (code: string) => (code.includes(".") ? code.slice(0, code.lastIndexOf(".")) : "");
const lastOf = (code: string) => code.slice(code.lastIndexOf(".") + 1);

/** "Wrong or missing data" as the last part of a code: "wrong-or-missing-data". */
export const slugOf = (title: string) =>
  title
    .normalize("NFKD")
    .replaceAll(/[\u0300-\u036f]/g, "")
    .replaceAll("ß", "ss")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "")
    .slice(0, 40)
    .replace(/-+$/, "");

/** A code that is not taken yet, below another or at the root. */
function freeCode(causes: readonly Node[], below: string, last: string): string {
  const wished = [below, last || "cause"].filter((part) => part !== "").join(".");
  const taken = new Set(causes.map(({ code }) => code));
  for (let n = 1; ; n++) {
    const code = n === 1 ? wished : `${wished}-${n}`;
    if (!taken.has(code)) return code;
  }
}

/** After the last of those that are below it; at the end when it is to stand at the root. */
function putBelow(causes: readonly Node[], below: string, those: readonly Node[]): Node[] {
  const at = below === "" ? -1 : causes.findLastIndex(({ code }) => isBelow(code, below));
  return at < 0 ? [...causes, ...those] : [...causes.slice(0, at + 1), ...those, ...causes.slice(at + 1)];
}

export const added = (causes: readonly Node[], below: string, title: string): Node[] => putBelow(causes, below, [{ code: freeCode(causes, below, slugOf(title)), title }]);
export const renamed = (causes: readonly Node[], code: string, title: string): Node[] => causes.map((one) => (one.code === code ? { ...one, title } : one));
/** With all that hang on it. */
export const retired = (causes: readonly Node[], code: string): Node[] => causes.filter((one) => !isBelow(one.code, code));

/** With all that hang on it; not below itself, where it would hang in the air. */
export function moved(causes: readonly Node[], code: string, below: string): Node[] {
  if (isBelow(below, code) || aboveOf(code) === below) return [...causes];
  const left = retired(causes, code);
  const to = freeCode(left, below, lastOf(code));
  const those = causes.filter((one) => isBelow(one.code, code)).map((one) => ({ ...one, code: to + one.code.slice(code.length) }));
  return putBelow(left, below, those);
}

export type Change = { kind: "added" | "retired"; node: Node } | { kind: "renamed"; node: Node; was: string };
/** What differs, in the order of the new tree; what is gone comes last. A cause that moved is one that is gone and one that is new. */
export function changesOf(before: readonly Node[], after: readonly Node[]): Change[] {
  const was = new Map(before.map((one) => [one.code, one.title]));
  const is = new Set(after.map(({ code }) => code));
  return [
    ...after.flatMap((node): Change[] => {
      const title = was.get(node.code);
      if (title === undefined) return [{ kind: "added", node }];
      return title === node.title ? [] : [{ kind: "renamed", node, was: title }];
    }),
    ...before.filter(({ code }) => !is.has(code)).map((node): Change => ({ kind: "retired", node })),
  ];
}
