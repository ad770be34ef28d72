import { startTransition, useEffect, useState } from "react";

const fallback = 100; // ms; a page in the background is not painted

/** False until what was drawn first has been painted: what lies below the first screen can come after it. */
export function useAfterPaint(): boolean {
  const [painted, setPainted] = useState(false);
  useEffect(() => {
    let timer = setTimeout(() => startTransition(() => setPainted(true)), fallback);
    const frame = requestAnimationFrame(() => {
      clearTimeout(timer);
      timer = setTimeout(() => startTransition(() => setPainted(true)));
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, []);
  return painted;
}
