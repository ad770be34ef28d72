import type { Refused } from "./api";
import { t } from "./messages";

/** What went wrong, where no field can say it. */
export function Wrong({ problem, again }: { problem: Refused | undefined; again?: () => void }) {
  if (!problem) return null;
  const says = problem.status === 0 ? t.unreachable : problem.ended ? t.signedOut.says : Object.keys(problem.fields).length > 0 ? t.lodge.missing : problem.message || t.brokenTitle;
  return (
    <div className="note bad" role="alert">
      <p>{says}</p>
      {again && (
        <button type="button" onClick={again}>
          {t.again}
        </button>
      )}
    </div>
  );
}
