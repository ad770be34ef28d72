// Who else is on this case now. Said every twenty seconds while the page is looked at, and taken back when it is left, so
// that two people do not answer one customer at once.

import { useEffect, useState } from "react";
import { api, bodyOf, csrfToken, type Schemas } from "@/shared/api/client";
import { language } from "@/shared/i18n";

export type Colleague = Schemas["Colleague"];
const pause = 20_000; // milliseconds; the server forgets who said nothing for forty seconds

export function useHere(ref: string, writing: boolean): Colleague[] {
  const [colleagues, setColleagues] = useState<Colleague[]>([]);
  useEffect(() => {
    let current = true;
    const say = () => {
      if (document.hidden) return;
      bodyOf(api.POST("/api/v1/cases/{ref}/here", { params: { path: { ref } }, body: { writing } })).then(
        (reply) => {
          if (current) setColleagues(reply.colleagues);
        },
        () => undefined, // without a line nobody can be told, and the page says so elsewhere
      );
    };
    say();
    const timer = setInterval(say, pause);
    document.addEventListener("visibilitychange", say);
    return () => {
      current = false;
      clearInterval(timer);
      document.removeEventListener("visibilitychange", say);
    };
  }, [ref, writing]);
  useEffect(() => {
    const leave = () => {
      // Also on the way out of the page, where nothing can be waited for.
      void fetch(`/api/v1/cases/${ref}/here`, {
        method: "POST",
        keepalive: true,
        headers: { "Content-Type": "application/json", "X-CSRF-Token": csrfToken(), "Accept-Language": language },
        body: JSON.stringify({ leaving: true }),
      }).catch(() => undefined);
    };
    addEventListener("pagehide", leave);
    return () => {
      removeEventListener("pagehide", leave);
      leave();
    };
  }, [ref]);
  return colleagues;
}
