// Three years of complaints for a desk, taken in from a file as an old desk's are: with a busy March, a product that comes in late,
// and more products than a chart has lines. The same at every run, but for the day on which it ends.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Desk } from "./desk";

const products = ["Gas", "Electricity", "Boiler care", "Broadband", "Plumbing cover", "Smart meter", "Heat pump", "Solar", "Drains", "App", "=Wallbox"];
const channels = ["telephone", "email", "web", "letter"];
/** The columns of a file to take in. */
export const columns = "id,received,channel,subject,words,product,category,customer,region";
const mapping = `system = "old-desk"
id = "id"
kind = "complaint"

[received_at]
column = "received"
format = "%Y-%m-%d %H:%M"
time_zone = "Europe/London"

[channel]
column = "channel"
values = { "telephone" = "telephone", "email" = "email", "web" = "web", "letter" = "letter" }

[fields]
subject = ["subject"]
words = "words"
product = "product"
category = "category"

[customer]
name = "customer"

[attributes]
region = "region"
`;

/** Gives back how many there are. */
export function takeInYears(desk: Desk, months = 30): number {
  let seed = 7;
  const random = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
  const pick = (from: readonly string[], lean = 1) => from[Math.floor(random() ** lean * from.length)] ?? "";
  const now = new Date();
  const rows = [columns];
  for (let back = months; back >= 1; back--) {
    const month = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - back, 1));
    const many = Math.round(14 + 5 * random() + (back === 3 ? 22 : 0));
    for (let n = 0; n < many; n++) {
      const product = pick(back > 10 ? products.slice(0, 7) : products, 1.7);
      const day = `${month.toISOString().slice(0, 8)}${String(1 + Math.floor(random() * 28)).padStart(2, "0")}`;
      rows.push([`T-${back}-${n}`, `${day} ${9 + (n % 8)}:15`, pick(channels, 1.4), `${product} trouble`, "It does not work.", product, pick(["Billing", "Fault", "Delay"]), `Customer ${back} ${n}`, pick(["North", "South", "West"])].join(","));
    }
  }
  return takeIn(desk, rows);
}

/** Takes in a file: its first line says what the columns are. Gives back how many cases it has. */
export function takeIn(desk: Desk, rows: readonly string[]): number {
  const folder = mkdtempSync(join(tmpdir(), "amends-years-"));
  const [csv, toml] = [join(folder, "years.csv"), join(folder, "years.toml")];
  writeFileSync(csv, `${rows.join("\n")}\n`);
  writeFileSync(toml, mapping);
  desk.run("import", "--format", "csv", "--mapping", toml, csv);
  rmSync(folder, { recursive: true });
  return rows.length - 1;
}
