// The chart as a file of its own: the page's styles are written into it, because it leaves the page without them.

const kept = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray", "stroke-linejoin", "paint-order", "font-size", "font-weight"] as const;
const margin = 16;

/** `lines` stand above the chart: what is measured, of which cases, and when. */
export function svgFile(chart: SVGSVGElement, lines: readonly string[]): string {
  const copy = chart.cloneNode(true) as SVGSVGElement;
  const [from, to] = [chart.querySelectorAll("*"), copy.querySelectorAll("*")];
  to.forEach((element, at) => {
    const original = from[at];
    if (!original) return;
    const style = getComputedStyle(original);
    for (const name of kept) element.setAttribute(name, style.getPropertyValue(name));
    for (const name of ["class", "data-line", "data-hollow"]) element.removeAttribute(name);
  });
  const page = getComputedStyle(document.documentElement);
  const { width, height } = chart.viewBox.baseVal;
  const head = lines.length * 18 + margin;
  const make = (name: string, attributes: Record<string, string | number>, text?: string) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
    if (text !== undefined) element.textContent = text;
    return element;
  };
  const all = make("svg", { xmlns: "http://www.w3.org/2000/svg", width: width + 2 * margin, height: height + head + margin, "font-family": "system-ui, sans-serif" });
  const ink = getComputedStyle(document.body).color;
  all.append(make("rect", { width: "100%", height: "100%", fill: page.getPropertyValue("--surface").trim() || "#fff" }));
  lines.forEach((line, at) => all.append(make("text", { x: margin, y: margin + 12 + at * 18, "font-size": at === 0 ? 15 : 12, "font-weight": at === 0 ? 650 : 400, fill: ink }, line)));
  const place = make("g", { transform: `translate(${margin} ${head})` });
  place.append(...copy.childNodes);
  all.append(place);
  return new XMLSerializer().serializeToString(all);
}
