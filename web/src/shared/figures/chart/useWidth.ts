// How wide a chart is. Known before it is first painted, so that none is seen drawn for a telephone and blown up to the page.

import { useElementSize } from "@mantine/hooks";
import { useCallback, useState } from "react";

const least = 280;

export function useWidth() {
  const { ref: follow, width } = useElementSize<HTMLDivElement>();
  const [first, setFirst] = useState(0);
  const ref = useCallback(
    (element: HTMLDivElement | null) => {
      follow(element);
      if (element) setFirst(element.getBoundingClientRect().width);
    },
    [follow],
  );
  return { ref, width: Math.max(Math.round(width || first), least) };
}
