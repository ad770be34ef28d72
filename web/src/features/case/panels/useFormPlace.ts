// A form that opens in its own section: from its button, or from wherever the reader is sent to it ("what is left", a refusal).
// The focus goes in with it, and back to the button when it closes. Where the command is not possible the dialog says why.

import { useCallback, useEffect, useRef, useState } from "react";
import { refusalsOf } from "@/shared/commands";
import { useCase, useOpener } from "../caseContext";

export function useFormPlace(command: string) {
  const { view, give } = useCase();
  const [open, setOpen] = useState(false);
  const place = useRef<HTMLElement>(null);

  const show = useCallback(() => setOpen(true), []);
  const close = useCallback(() => setOpen(false), []);
  const wasOpen = useRef(false);
  useEffect(() => {
    if (wasOpen.current && !open) place.current?.querySelector<HTMLElement>("[data-aside] button")?.focus();
    wasOpen.current = open;
  }, [open]);
  useOpener(command, () => {
    if ((refusalsOf(view.guide, command) ?? []).length > 0) { give(command); return; }
    if (!open) { show(); return; }
    place.current?.querySelector<HTMLElement>("form input, form textarea, form select")?.focus();
  });
  return { open, show, close, place };
}
