// The focus is never lost. A button that waits is disabled, a line of a list goes, a form closes: the browser then puts the
// focus on the page as a whole, and whoever works by keyboard or ear is back at its beginning. This gives it back: to where it
// was, as soon as that can hold it again, or else to the nearest part of the page that is still there.

const pause = 60; // milliseconds: dialogs and forms put the focus where they want it first
const patience = 50; // looks at a button that still waits: three seconds
const most = 6; // places remembered

const nowhere = () => document.activeElement === null || document.activeElement === document.body;

/** From the element up to the page, so that something is left when it goes itself. */
function lineage(of: Element): Element[] {
  const found: Element[] = [];
  for (let at: Element | null = of; at && at !== document.body; at = at.parentElement) found.push(at);
  return found;
}

function focusOn(part: HTMLElement) {
  part.focus({ preventScroll: true });
  if (document.activeElement === part) return;
  // A part of the page is no stop on the way through it; it holds the focus this once.
  part.tabIndex = -1;
  part.addEventListener("blur", () => part.removeAttribute("tabindex"), { once: true });
  part.focus({ preventScroll: true });
}

const worthHolding = "form, section, [role='dialog'], [role='tabpanel'], main, nav";

/** Watches until the returned function is called. */
export function keepFocus(): () => void {
  let places: Element[][] = []; // the last first
  let timer: ReturnType<typeof setTimeout> | undefined;

  const remember = (event: FocusEvent) => {
    if (!(event.target instanceof Element) || event.target === document.body) return;
    clearTimeout(timer);
    timer = undefined;
    places = [lineage(event.target), ...places.filter(([of]) => of !== event.target && of?.isConnected)].slice(0, most);
  };
  // Whoever presses on nothing wants to be nowhere.
  const forget = (event: PointerEvent) => {
    if (event.target instanceof Element && !event.target.closest("button, a, input, select, textarea, label, [tabindex], [role='option'], [role='menuitem']")) places = [];
  };
  const giveBack = (looks: number) => {
    timer = undefined;
    if (!nowhere() || places.length === 0) return;
    const [last] = places;
    const held = last?.[0];
    if (held instanceof HTMLElement && held.isConnected) {
      held.focus({ preventScroll: true });
      if (!nowhere()) return;
      if (looks < patience) {
        timer = setTimeout(() => giveBack(looks + 1), pause);
        return;
      }
    }
    for (const place of places) {
      const part = place.find((at) => at.isConnected && (at === place[0] || at.matches(worthHolding)));
      if (part instanceof HTMLElement) focusOn(part);
      if (!nowhere()) return;
    }
  };
  const look = () => {
    if (timer === undefined && places.length > 0 && nowhere()) timer = setTimeout(() => giveBack(0), pause);
  };

  const watch = new MutationObserver(look);
  addEventListener("focusin", remember);
  addEventListener("pointerdown", forget);
  watch.observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ["disabled", "hidden", "inert"] });
  return () => {
    removeEventListener("focusin", remember);
    removeEventListener("pointerdown", forget);
    watch.disconnect();
    clearTimeout(timer);
  };
}
