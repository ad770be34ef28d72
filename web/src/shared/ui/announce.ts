// Said to whoever listens to the page instead of looking at it: that something was sent, or happened.

let region: HTMLElement | undefined;

export function announce(says: string) {
  if (!region?.isConnected) {
    region = document.createElement("div");
    region.setAttribute("role", "status");
    region.className = "heard";
    document.body.append(region);
  }
  // Put in a moment later, and in a part of its own, so that the same words are heard twice when they are true twice.
  const line = document.createElement("p");
  region.replaceChildren(line);
  setTimeout(() => (line.textContent = says), 50);
}
