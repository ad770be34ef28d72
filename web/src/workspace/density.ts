export type Density = "comfortable" | "compact";
const key = "amends.density";

export function density(): Density {
  return localStorage.getItem(key) === "compact" ? "compact" : "comfortable";
}
export function setDensity(chosen: Density) {
  localStorage.setItem(key, chosen);
  document.documentElement.dataset["density"] = chosen;
}
setDensity(density());
