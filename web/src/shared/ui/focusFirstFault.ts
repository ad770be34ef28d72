/**
 * Takes whoever sent a form to the first field that has to be mended, as soon as its fault stands on the page; where no field
 * is at fault, back to the button, which lost the focus while it was waiting.
 */
export function focusFirstFault(form: HTMLElement | null | undefined, tries = 20) {
  setTimeout(() => {
    const field = form?.querySelector<HTMLElement>('[aria-invalid="true"], [data-error="true"]');
    const button = form?.querySelector<HTMLButtonElement>('[type="submit"]:not(:disabled):not([data-loading])');
    if (field) field.focus();
    else if (tries > 15 || !button) {
      if (tries > 0) focusFirstFault(form, tries - 1);
    } else button.focus();
  }, 30);
}
