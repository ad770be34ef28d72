// Of which cases: "product=Checkout|Delivery;channel!=email", as the server reads it. Values apart by |, conditions by ;, and a
// backslash before any of these signs that is part of a value. An empty value stands for what is not known.

export type Condition = { column: string; values: string[]; without: boolean };

const signs = /[|;=!\\]/g;
const written = (word: string) => word.replaceAll(signs, "\\$&");

export const toText = (conditions: readonly Condition[]) =>
  conditions.map(({ column, values, without }) => `${written(column)}${without ? "!=" : "="}${values.map(written).join("|")}`).join(";");

/** What of the text makes sense; an old or a broken link still opens a page. */
export function parseConditions(text: string): Condition[] {
  const found: Condition[] = [];
  let word = "";
  let now: Condition | undefined;
  const end = () => {
    if (now && now.column !== "") found.push({ ...now, values: [...now.values, word] });
    now = undefined;
    word = "";
  };
  for (let at = 0; at < text.length; at++) {
    const sign = text.charAt(at);
    if (sign === "\\") word += text.charAt(++at);
    else if (now === undefined && (sign === "=" || (sign === "!" && text.charAt(at + 1) === "="))) {
      now = { column: word, values: [], without: sign === "!" };
      if (now.without) at++;
      word = "";
    } else if (now && sign === "|") {
      now.values.push(word);
      word = "";
    } else if (sign === ";") end();
    else word += sign;
  }
  end();
  return found;
}

/** Whether one asks for these values by name. */
export const isChosen = (conditions: readonly Condition[], column: string, value: string) =>
  conditions.some((one) => one.column === column && !one.without && one.values.includes(value));

/** Without the value, and without the condition when that was its last. */
export const dropped = (conditions: readonly Condition[], at: number, value: string): Condition[] =>
  conditions
    .map((one, index) => (index === at ? { ...one, values: one.values.filter((other) => other !== value) } : one))
    .filter(({ values }) => values.length > 0);

/** The value beside those that are asked for (or left out) already. */
export function added(conditions: readonly Condition[], column: string, value: string, without = false): Condition[] {
  const at = conditions.findIndex((one) => one.column === column && one.without === without);
  const one = conditions[at];
  if (!one) return [...conditions, { column, values: [value], without }];
  return one.values.includes(value) ? [...conditions] : conditions.map((other) => (other === one ? { ...one, values: [...one.values, value] } : other));
}

/** Only these cases; or, when it is so already, no longer only these. */
export function toggled(conditions: readonly Condition[], column: string, value: string): Condition[] {
  const at = conditions.findIndex((one) => one.column === column && !one.without && one.values.includes(value));
  const one = conditions[at];
  if (one?.values.length === 1) return dropped(conditions, at, value);
  // One of several that were asked for: from now on it alone.
  if (one) return conditions.map((other) => (other === one ? { ...one, values: [value] } : other));
  return added(conditions, column, value);
}
