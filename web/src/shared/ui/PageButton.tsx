import { Button, type ButtonProps } from "@mantine/core";
import { createLink } from "@tanstack/react-router";
import { forwardRef, type AnchorHTMLAttributes } from "react";

type Props = ButtonProps & Omit<AnchorHTMLAttributes<HTMLAnchorElement>, keyof ButtonProps>;
const Plain = forwardRef<HTMLAnchorElement, Props>((props, ref) => <Button component="a" ref={ref} {...props} />);
Plain.displayName = "PageButtonAnchor";

/** A link to a page of this app that looks like a button: where the page is a form that does something. */
export const PageButton = createLink(Plain);
