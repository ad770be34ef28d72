// The look of the workspace; DESIGN.md says why. Colours have meanings and names, and are never picked by hand elsewhere.

import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from "@mantine/core";
import { words } from "../i18n";

const petrol: MantineColorsTuple = [
  "#eaf6f8", "#d3e9ed", "#a6d3db", "#75bbc8", "#4fa7b7", "#3799ab", "#1f7f91", "#176a7a", "#105664", "#06424e",
];
const slate: MantineColorsTuple = [
  "#f4f6f8", "#e7ebef", "#ccd4dc", "#aebac6", "#8f9fae", "#74879a", "#596c7f", "#445465", "#2f3c4a", "#1b2530",
];
// What the library paints in the dark, from text to ground, of the same slate as our own surfaces.
const dark: MantineColorsTuple = [
  "#d3dbe3", "#b4c0cc", "#8f9fae", "#6b7b8c", "#3d4a57", "#2f3a45", "#262f38", "#1a2027", "#151b21", "#12171d",
];

export const theme = createTheme({
  primaryColor: "petrol",
  primaryShade: { light: 7, dark: 6 },
  colors: { petrol, slate, dark },
  fontFamily: 'system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif',
  fontFamilyMonospace: 'ui-monospace, "Cascadia Mono", "Noto Sans Mono", monospace',
  headings: { fontWeight: "650", sizes: { h1: { fontSize: "1.5rem" }, h2: { fontSize: "1.2rem" }, h3: { fontSize: "1.05rem" } } },
  defaultRadius: "sm",
  cursorType: "pointer",
  focusRing: "auto",
  respectReducedMotion: true,
  autoContrast: true,
  components: {
    // Its cross has a name, and its head is not taken for that of the page.
    Modal: { defaultProps: { closeButtonProps: { "aria-label": words.ui.close }, attributes: { header: { role: "presentation" } } } },
  },
});

/** Meanings: --met, --soon, --late, --statutory, --internal, --quiet; each with a -bg to stand on. */
export const meanings: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    "--met": "#1b6e3c", "--met-bg": "#e6f4ea",
    "--soon": "#8a5300", "--soon-bg": "#fff3dc",
    "--mantine-color-error": "#b3261e", "--late": "#b3261e", "--late-bg": "#fdecea",
    "--statutory": "#5b3a9e", "--statutory-bg": "#f0ebfa",
    "--internal": "#105664", "--internal-bg": "#eaf6f8",
    "--quiet": "#596c7f", "--quiet-bg": "#f4f6f8",
    "--surface": "#ffffff", "--ground": "#f7f8fa", "--edge": "#dde3e9", "--field": "#8593a1",
    "--mantine-color-yellow-light": "#fff3dc", "--mantine-color-yellow-light-color": "#8a5300",
    "--mantine-color-red-light": "#fdecea", "--mantine-color-red-light-color": "#b3261e",
    "--mantine-color-dimmed": "#596c7f", "--mantine-color-placeholder": "#66788a", // the library's own are too pale to read
  },
  dark: {
    "--met": "#7fd6a0", "--met-bg": "#12301d",
    "--soon": "#f2c14e", "--soon-bg": "#352705",
    "--mantine-color-error": "#ff9d94", "--late": "#ff9d94", "--late-bg": "#3e1512",
    "--statutory": "#c8b3f5", "--statutory-bg": "#2a1f45",
    "--internal": "#8fd3e0", "--internal-bg": "#0c2c34",
    "--quiet": "#a9b7c6", "--quiet-bg": "#222a33",
    "--surface": "#1a2027", "--ground": "#12171d", "--edge": "#323d49", "--field": "#7d8d9d",
    "--mantine-color-yellow-light": "#352705", "--mantine-color-yellow-light-color": "#f2c14e",
    "--mantine-color-red-light": "#3e1512", "--mantine-color-red-light-color": "#ff9d94",
    "--mantine-color-petrol-light": "#12343c", "--mantine-color-petrol-light-hover": "#174048", "--mantine-color-petrol-light-color": "#a6d3db",
    "--mantine-color-dimmed": "#a9b7c6", "--mantine-color-placeholder": "#93a3b3",
  },
});
