// Reports are about the whole desk and name what people did: for those who answer for it. The server holds to it by its own rules.

import type { Session } from "./session";

const readers: readonly Session["role"][] = ["quality", "manager", "administrator"];

export const readsReports = ({ role, reach }: Pick<Session, "role" | "reach">) => reach === "desk" && readers.includes(role);
