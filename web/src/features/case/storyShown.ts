const key = "amends.case.story";

/** Whether the story stands beside the work; some fold it away for a wide table. */
export function storyShown(): boolean {
  return localStorage.getItem(key) !== "folded";
}
export function showStory(shown: boolean) {
  localStorage.setItem(key, shown ? "beside" : "folded");
}
