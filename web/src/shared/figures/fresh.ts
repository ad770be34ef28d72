// Figures that keep up with the desk: asked for again when a case moved, at most every half minute, and not while nobody looks.
// What is on the page stays where it is until the new figures are there, so neither focus nor scroll is lost.

import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { onHappened } from "../live";

const pause = 30_000;
const settle = 2_000; // until the server has counted what happened

/** `ask` is called when something changed and it is time to. */
export function keepFresh(ask: () => void) {
  let changed = false;
  let asked = -Infinity;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const plan = () => {
    if (!changed || timer !== undefined || document.hidden) return;
    timer = setTimeout(() => {
      timer = undefined;
      if (document.hidden) return; // asked when somebody looks again
      changed = false;
      asked = Date.now();
      ask();
    }, Math.max(settle, asked + pause - Date.now()));
  };
  document.addEventListener("visibilitychange", plan);
  return {
    tell: () => {
      changed = true;
      plan();
    },
    stop: () => {
      document.removeEventListener("visibilitychange", plan);
      clearTimeout(timer);
    },
  };
}

const ofACase = /^C-\d/;

/** Keeps all figures of the page fresh while the calling component is on it. */
export function useFreshFigures() {
  const queries = useQueryClient();
  useEffect(() => {
    const fresh = keepFresh(() => void queries.invalidateQueries({ queryKey: ["monitoring"] }));
    const deaf = onHappened(({ ref }) => {
      if (ofACase.test(ref)) fresh.tell();
    });
    return () => {
      deaf();
      fresh.stop();
    };
  }, [queries]);
}
