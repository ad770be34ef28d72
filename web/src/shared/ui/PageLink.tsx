import { Anchor, type AnchorProps } from "@mantine/core";
import { createLink } from "@tanstack/react-router";
import { forwardRef, type AnchorHTMLAttributes } from "react";

type Props = AnchorProps & Omit<AnchorHTMLAttributes<HTMLAnchorElement>, keyof AnchorProps>;
const Plain = forwardRef<HTMLAnchorElement, Props>((props, ref) => <Anchor ref={ref} {...props} />);
Plain.displayName = "PageAnchor";

/** A link to a page of this app, typed by its routes: `<PageLink to="/cases/$ref" params={{ ref }}>`. */
export const PageLink = createLink(Plain);
