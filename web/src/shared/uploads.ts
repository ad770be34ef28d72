// Why a file was not taken. Whoever sent it is told which file, what is wrong with it and what helps; the words are each app's own.

export const uploadFaults = ["unreachable", "tooLarge", "kind", "noRoom", "empty"] as const;
export type UploadFault = (typeof uploadFaults)[number];

/** By the answer's status (0: there was none) and the size of the file in bytes; undefined where the answer itself says more. */
export function uploadFaultOf(status: number, size: number): UploadFault | undefined {
  if (size === 0) return "empty";
  switch (status) {
    case 0:
      return "unreachable";
    case 413:
      return "tooLarge";
    case 415:
      return "kind";
    case 502:
    case 503:
    case 504:
    case 507:
      return "noRoom";
    default:
      return undefined;
  }
}

/** Nothing about the file itself is wrong, and the next one would fare no better. */
export const concernsAll = (fault: UploadFault | undefined) => fault === "unreachable" || fault === "noRoom";
