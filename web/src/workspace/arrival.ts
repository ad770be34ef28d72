// What a change of page is for somebody who does not see it: the window is called after the page's heading, and the focus goes to
// that heading as soon as it stands there, unless the page has put it into a field already.

import { useEffect, useRef, type RefObject } from "react";

const patience = 5000; // milliseconds a page may take to come

function headingOf(main: HTMLElement | null) {
  return main?.querySelector<HTMLElement>("h1") ?? undefined;
}

export function useArrival(path: string, main: RefObject<HTMLElement | null>, product: string) {
  useEffect(() => {
    const call = () => {
      const heading = headingOf(main.current);
      const says = heading?.dataset["title"] ?? heading?.textContent;
      const title = says ? `${says} · ${product}` : product;
      if (document.title !== title) document.title = title;
    };
    const watch = new MutationObserver(call);
    if (main.current) watch.observe(main.current, { subtree: true, childList: true, characterData: true });
    call();
    return () => watch.disconnect();
  }, [main, product]);

  const before = useRef(path);
  useEffect(() => {
    if (before.current === path) return;
    before.current = path;
    const place = main.current;
    if (!place) return;
    const elsewhere = () => document.activeElement !== place && place.contains(document.activeElement);
    const arrive = () => {
      const heading = headingOf(place);
      if (!heading || elsewhere()) return elsewhere();
      heading.tabIndex = -1;
      heading.focus({ preventScroll: true });
      return true;
    };
    if (arrive()) return;
    place.focus({ preventScroll: true });
    const watch = new MutationObserver(() => arrive() && watch.disconnect());
    watch.observe(place, { subtree: true, childList: true });
    const enough = setTimeout(() => watch.disconnect(), patience);
    return () => {
      watch.disconnect();
      clearTimeout(enough);
    };
  }, [path, main]);
}
