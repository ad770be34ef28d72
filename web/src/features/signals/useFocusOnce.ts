import { useEffect, useRef } from "react";

/** For the first field of a form that was just asked for. */
export function useFocusOnce<E extends HTMLElement>() {
  const ref = useRef<E>(null);
  useEffect(() => ref.current?.focus(), []);
  return ref;
}
