// What can hold the focus; a wrapper that is only painted as faulty cannot.
const holds = 'input:not(:disabled):not([type="hidden"]), textarea:not(:disabled), select:not(:disabled), button:not(:disabled), [tabindex]:not([tabindex="-1"])';

/** The first field of a form that is at fault, where the keyboard can go. */
export function firstFault(form: ParentNode | null | undefined): HTMLElement | undefined {
  for (const marked of form?.querySelectorAll<HTMLElement>('[aria-invalid="true"], [data-error="true"]') ?? []) {
    if (marked.matches(holds) || marked.hasAttribute("tabindex")) return marked;
    const inside = marked.querySelector<HTMLElement>(holds);
    if (inside) return inside;
  }
  return undefined;
}

/**
 * Takes whoever sent a form to the first field that has to be mended, as soon as its fault stands on the page; where no field
 * is at fault, back to the button, which lost the focus while it was waiting.
 */
export function focusFirstFault(form: HTMLElement | null | undefined, tries = 20) {
  setTimeout(() => {
    const field = firstFault(form);
    const button = form?.querySelector<HTMLButtonElement>('[type="submit"]:not(:disabled):not([data-loading])');
    if (field) field.focus();
    else if (tries > 15 || !button) {
      if (tries > 0) focusFirstFault(form, tries - 1);
    } else button.focus();
  }, 30);
}
