import { describe, expect, it } from "vitest";
import { toCsv } from "./csv";

const line = (...cells: Parameters<typeof toCsv>[0][number]) => toCsv([cells]).slice(1, -2);

describe("a table as CSV", () => {
  it("says that it is UTF-8 and ends its lines as the standard has it", () => {
    expect(toCsv([["a", 1], ["b", 2]])).toBe("\uFEFFa,1\r\nb,2\r\n");
  });
  it("puts what would break a line in quotation marks", () => {
    expect(line('5" pipe', "a,b", "a;b", "two\nlines", " edge ")).toBe('"5"" pipe","a,b","a;b","two\nlines"," edge "');
  });
  it("keeps texts that spreadsheets would run as formulas", () => {
    expect(line("=1+1", "+44", "-x", "@sum", " =1", "\tx", '=HYPERLINK("http://evil")')).toBe(`'=1+1,'+44,'-x,'@sum,' =1,'\tx,"'=HYPERLINK(""http://evil"")"`);
  });
  it("leaves numbers numbers, those below zero too, and gaps empty", () => {
    expect(line(-1.5, undefined, 0, NaN)).toBe("-1.5,,0,");
  });
});
