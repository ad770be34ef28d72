// Figures as a person says them: "2 d 4 h", "41%", "£1,250.00", "7.4".

import { language, number } from "../i18n/language";
import { t } from "./messages";
import type { Figure, Unit } from "./types";

/** How the values of a measure are said. `currency`: in which its money is; undefined when that is not one. `mean`: averages and limits. */
export type Saying = { unit: Unit; currency?: string; mean?: boolean };
/** Averages and limits of counts are not whole. */
export const meanOf = (saying: Saying): Saying => ({ ...saying, mean: true });

const hour = 60;
const aDay = 24 * hour;

/** The two largest units that matter: beyond ten days nobody minds the hours. */
export function duration(minutes: number): string {
  const sign = minutes < 0 ? "−" : "";
  const whole = Math.round(Math.abs(minutes));
  const { d, h, min } = t.units;
  const two = (large: number, unit: string, small: number, smallUnit: string) =>
    `${sign}${number(large)} ${unit}${small === 0 ? "" : ` ${small} ${smallUnit}`}`;
  if (whole < hour) return `${sign}${whole} ${min}`;
  if (whole < aDay) return two(Math.floor(whole / hour), h, whole % hour, min);
  const hours = Math.round(whole / hour);
  if (hours < 240) return two(Math.floor(hours / 24), d, hours % 24, h);
  return `${sign}${number(Math.round(whole / aDay))} ${d}`;
}

const decimals = (least: number, most: number, signed = false) =>
  new Intl.NumberFormat(language, { minimumFractionDigits: least, maximumFractionDigits: most, signDisplay: signed ? "exceptZero" : "negative" });
const plain = { none: decimals(0, 0), one: decimals(1, 1), upToTwo: decimals(0, 2) };
const signed = { none: decimals(0, 0, true), one: decimals(1, 1, true) };
const percent = [0, 1].map((places) => new Intl.NumberFormat(language, { style: "percent", minimumFractionDigits: places, maximumFractionDigits: places }));

function moneyText(inSmallest: number, currency: string, ticks = false): string {
  const format = new Intl.NumberFormat(language, { style: "currency", currency });
  const places = format.resolvedOptions().maximumFractionDigits ?? 2;
  const value = inSmallest / 10 ** places;
  if (!ticks || !Number.isInteger(value)) return format.format(value);
  return new Intl.NumberFormat(language, { style: "currency", currency, maximumFractionDigits: 0 }).format(value);
}

/** Money in its own unit instead of the smallest, for files. */
export function inUnit(value: number | undefined, { unit, currency }: Saying): number | undefined {
  if (value === undefined || unit !== "money" || currency === undefined) return value;
  const places = new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
  return value / 10 ** places;
}

// Below a tenth the digit behind the point says something.
const fine = (share: number) => (share > 0 && share < 0.095 ? 1 : 0);

/** One value; what cannot be said is a dash. */
export function valueText(value: number | undefined, { unit, currency, mean }: Saying): string {
  if (value === undefined) return t.none;
  switch (unit) {
    case "cases":
      return mean ? plain.one.format(value) : number(value);
    case "share":
      return percent[fine(value)]?.format(value) ?? "";
    case "minutes":
      return duration(value);
    case "money":
      return currency === undefined ? t.none : moneyText(value, currency);
    case "points":
    case "times":
      return plain.one.format(value);
    case "balance":
      return signed.none.format(value);
    case "days":
      return t.units.days(signed.one.format(value), Math.abs(value) === 1);
  }
}

/** A mark of an axis. */
export function tickText(value: number, { unit, currency }: Saying): string {
  if (unit === "share") return percent[Number.isInteger(Math.round(value * 1e6) / 1e4) ? 0 : 1]?.format(value) ?? "";
  if (unit === "money") return currency === undefined ? "" : moneyText(value, currency, true);
  if (unit === "minutes") return value === 0 ? "0" : duration(value);
  return plain.upToTwo.format(value);
}

/** "(35–47)": the 95 % confidence interval, without the unit; empty where there is none. */
export function intervalText({ low, high, value }: Figure, { unit, currency }: Saying): string {
  if (low === undefined || high === undefined || value === undefined) return "";
  const places = decimals(fine(value), fine(value));
  const text = (end: number) => {
    if (unit === "share") return places.format(end * 100);
    if (unit === "money") return currency === undefined ? t.none : moneyText(end, currency);
    return (unit === "balance" ? plain.none : plain.one).format(end);
  };
  // A dash between numbers below zero would be read as a minus.
  return `(${text(low)}${low < 0 ? ` ${t.to} ` : "–"}${text(high)})`;
}

/** "41% (35–47)". */
export const figureText = (figure: Figure, saying: Saying) => [valueText(figure.value, saying), intervalText(figure, saying)].filter(Boolean).join(" ");
