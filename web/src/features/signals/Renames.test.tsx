import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { api, Problem } from "@/shared/api/client";
import { Renames } from "./Renames";
import type { Rename } from "./types";

const session = vi.hoisted(() => ({ role: "manager" }));
vi.mock("@/shared/session", () => ({ useSession: () => session }));

const rename = (from: string, to: string): Rename => ({ column: "product", from, to, reason: "It was called so." });
function show(renames: readonly Rename[]) {
  const client = new QueryClient({ defaultOptions: { queries: { enabled: false } } });
  const page = (shown: readonly Rename[]) => (
    <MantineProvider>
      <QueryClientProvider client={client}>
        <Renames renames={shown} />
      </QueryClientProvider>
    </MantineProvider>
  );
  const { rerender } = render(page(renames));
  return (shown: readonly Rename[]) => rerender(page(shown));
}
const button = () => screen.getByRole("button", { name: "Withdraw: Basket is Checkout now" });
const form = () => screen.getByRole("form", { name: "Withdraw: Basket is Checkout now" });
const field = () => within(form()).getByRole("textbox", { name: /Why it was a mistake/ });

describe("a name that was declared", () => {
  const post = vi.spyOn(api, "POST");
  beforeEach(() => {
    localStorage.clear();
    session.role = "manager";
    post.mockReset().mockResolvedValue({ data: {}, response: new Response() });
  });

  afterEach(cleanup);

  it("is withdrawn with a reason, and says what follows", async () => {
    const now = show([rename("Gas", "Power"), rename("Basket", "Checkout")]);
    fireEvent.click(button());
    expect(document.activeElement).toBe(field());
    expect(within(form()).getByText(/The next watch counts Basket and Checkout as two again. Signals that were raised meanwhile stay/)).toBeTruthy();
    fireEvent.submit(form());
    expect(within(form()).getByText("Say why.")).toBeTruthy();
    expect(document.activeElement).toBe(field());
    expect(post).not.toHaveBeenCalled();
    fireEvent.change(field(), { target: { value: " They are two shops. " } });
    fireEvent.submit(form());
    await waitFor(() => expect(screen.queryByRole("form")).toBeNull());
    expect(post.mock.calls).toMatchObject([["/api/v1/renames/withdraw", { body: { column: "product", from: "Basket", to: "Checkout", reason: "They are two shops." } }]]);
    now([rename("Gas", "Power")]);
    expect(screen.getAllByRole("button", { name: /^Withdraw/ })).toHaveLength(1);
  });
  it("says so where other names keep the two one", () => {
    show([rename("Basket", "Checkout"), rename("Basket", "Till"), rename("Checkout", "Till")]);
    fireEvent.click(button());
    expect(within(form()).getByText(/Both are still counted as one/)).toBeTruthy();
  });
  it("stays when one thinks better of it, and the focus is where it was", () => {
    show([rename("Basket", "Checkout")]);
    fireEvent.click(button());
    fireEvent.click(within(form()).getByRole("button", { name: "Cancel" }));
    expect(screen.queryByRole("form")).toBeNull();
    expect(document.activeElement).toBe(button());
    expect(post).not.toHaveBeenCalled();
  });
  it("shows why it was not withdrawn", async () => {
    const says = "It is not declared, or not any more, that Basket is called Checkout now.";
    post.mockRejectedValue(new Problem({ title: "Refused", refusals: [{ rule: "no_such_rename", says, field: "from" }] }, 422));
    show([rename("Basket", "Checkout")]);
    fireEvent.click(button());
    fireEvent.change(field(), { target: { value: "They are two shops." } });
    fireEvent.submit(form());
    await waitFor(() => expect(within(form()).getByRole("alert").textContent).toContain(says));
    await waitFor(() => expect(document.activeElement).toBe(field()));
  });
  it("is not for everybody to withdraw, and the button says whose it is", async () => {
    session.role = "handler";
    show([rename("Basket", "Checkout")]);
    expect(button().getAttribute("aria-disabled")).toBe("true");
    fireEvent.click(button());
    expect(await screen.findByText("New names are declared and withdrawn by managers, quality and administrators.")).toBeTruthy();
    expect(screen.queryByRole("form")).toBeNull();
  });
});
