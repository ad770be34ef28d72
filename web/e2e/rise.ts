// Thirty months of two products, about alike in every week; in the last thirty days the checkout goes wrong. What one month of
// it looks like, and how it was found, is in tests/http/signals_test.cpp.

import type { Desk } from "./desk";
import { columns, takeIn } from "./years";

const days = 900;

/** Gives back how many cases there are. */
export function takeInARise(desk: Desk): number {
  const rows = [columns];
  const now = Date.now();
  const receive = (day: number, product: string) => {
    const received = new Date(now - (days - day) * 86_400_000).toISOString().slice(0, 10);
    // The two ways are alike often whatever happens, so that only what is complained of tells anything.
    const way = rows.length % 2 === 0 ? "email" : "telephone";
    rows.push([`R-${rows.length}`, `${received} 10:15`, way, `${product} trouble`, "It does not work.", product, "", `Customer ${rows.length}`, "North"].join(","));
  };
  for (let day = 0; day < days; day += 3) {
    receive(day, "Delivery");
    if (day % 6 === 0 || day > 850) receive(day, "Checkout");
    for (let more = 0; day > 870 && more < 4; more++) receive(day, "Checkout");
  }
  return takeIn(desk, rows);
}
