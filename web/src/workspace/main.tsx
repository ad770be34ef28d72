// The door. Who is signed in goes straight through to the workspace (app.tsx); who is not finds a small page that needs
// next to nothing, while the workspace itself is fetched only once they begin to type.

import "./door.css";

import { createRoot } from "react-dom/client";
import { SignInForm } from "@/features/signin/SignInForm";
import { api, bodyOf } from "@/shared/api/client";
import { language } from "@/shared/i18n/language";
import { asked } from "./asked";

document.documentElement.lang = language;
const root = createRoot(document.getElementById("root") as HTMLElement);
const app = () => import("./app");

const key = "amends.been-here";
function beenHere(): boolean {
  try {
    return localStorage.getItem(key) !== null;
  } catch {
    return false; // storage is forbidden: everybody is here for the first time
  }
}
function rememberThem() {
  try {
    localStorage.setItem(key, "1");
  } catch {
    // They will be asked for their patience again.
  }
}
/** As they chose it inside, before the part that knows is there. */
function colours() {
  try {
    const kept = localStorage.getItem("mantine-color-scheme-value");
    if (kept === "light" || kept === "dark") document.documentElement.dataset["mantineColorScheme"] = kept;
  } catch {
    // As the system has it, then.
  }
}

// Whoever has been inside is likely to go there again: nothing waits for the answer.
if (beenHere()) void app();
const session = await asked;
if (session === null) {
  colours();
  root.render(
    <SignInForm
      onBegun={() => void app()}
      onSession={async (entered) => {
        rememberThem();
        (await app()).start(root, entered);
      }}
    />,
  );
  // A desk that nobody has an account on yet is set up inside.
  const { needed } = await bodyOf(api.GET("/api/v1/setup")).catch(() => ({ needed: false }));
  if (needed) (await app()).start(root, null);
} else {
  if (session) rememberThem();
  (await app()).start(root, session);
}
