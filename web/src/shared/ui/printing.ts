// What changes while the page is put on paper. Browsers say so in two ways, and not all of them in both.

import { useEffect, useState } from "react";
import { flushSync } from "react-dom";

/** Calls `tell` before the page is printed and after it was; returns how to stop. */
export function onPrint(tell: (printing: boolean) => void): () => void {
  const media = matchMedia("print");
  const change = () => tell(media.matches);
  const before = () => tell(true);
  const after = () => tell(false);
  media.addEventListener("change", change);
  addEventListener("beforeprint", before);
  addEventListener("afterprint", after);
  return () => {
    media.removeEventListener("change", change);
    removeEventListener("beforeprint", before);
    removeEventListener("afterprint", after);
  };
}

/** Whether the page is being printed: a list that shows only what is in sight shows all of it then. */
export function usePrinting(): boolean {
  const [printing, setPrinting] = useState(false);
  useEffect(() => onPrint((now) => flushSync(() => setPrinting(now))), []);
  return printing;
}

/** Paper is light, whatever the screen is. */
export function lightOnPaper(): () => void {
  const { dataset } = document.documentElement;
  const name = "mantineColorScheme";
  let before: string | undefined;
  return onPrint((printing) => {
    if (printing && before === undefined) {
      before = dataset[name] ?? "light";
      dataset[name] = "light";
    } else if (!printing && before !== undefined) {
      dataset[name] = before;
      before = undefined;
    }
  });
}
