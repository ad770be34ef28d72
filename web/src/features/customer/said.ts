import { choice } from "@/shared/i18n";
import { t } from "./messages";
import type { Feeling } from "./sentiment";

export function said(feeling: Feeling): string {
  switch (feeling.kind) {
    case "mood":
      return t.feelings.sounded(choice("Emotion", feeling.mood));
    case "confirmed":
      return t.feelings.confirmed;
    case "disputed":
      return t.feelings.disputed;
    case "survey":
      return t.feelings.survey(choice("Instrument", feeling.instrument), String(feeling.score));
  }
}
