import { language } from "./language";

/**
 * The messages of a part of the page, in the chosen language only; the other stays on the server.
 *
 *   export const t = await catalogue(() => import("./messages.en"), () => import("./messages.de"));
 */
export async function catalogue<T>(english: () => Promise<{ messages: T }>, german: () => Promise<{ messages: T }>): Promise<T> {
  return (language === "de-DE" ? await german() : await english()).messages;
}
