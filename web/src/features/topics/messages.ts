import { catalogue } from "@/shared/i18n/catalogue";

export const t = await catalogue(
  () => import("./messages.en"),
  () => import("./messages.de"),
);
