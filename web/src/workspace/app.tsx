import "@mantine/core/styles.css";
import "@mantine/notifications/styles.css";
import "./app.css";

import { MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { MutationCache, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import type { Root } from "react-dom/client";
import { Problem } from "@/shared/api/client";
import type { Session } from "@/shared/session";
import { meanings, theme } from "@/shared/ui/theme";
import { router } from "./routes";

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000, // events tell of most changes at once; this is for the rest
      retry: (failures, problem) => failures < 3 && (!(problem instanceof Problem) || problem.unreachable || problem.status >= 500),
    },
  },
  mutationCache: new MutationCache(),
});

// Styles that the page makes itself carry the number the server gave this very reply.
const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? "";
// The part of Mantine that keeps the page still behind a dialog looks for the same number under this name.
Object.assign(globalThis, { __webpack_nonce__: nonce });

/** Draws the workspace. Session as in asked.ts: null, if nobody is signed in; undefined, if that is yet to be found out. */
export function start(root: Root, session: Session | null | undefined) {
  if (session !== undefined) queries.setQueryData(["session"], session);
  root.render(
    <StrictMode>
      <MantineProvider theme={theme} cssVariablesResolver={meanings} defaultColorScheme="auto" getStyleNonce={() => nonce}>
        <Notifications position="bottom-right" />
        <QueryClientProvider client={queries}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>,
  );
}
