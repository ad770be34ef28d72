import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import type { ReactElement, ReactNode } from "react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { api, Problem } from "@/shared/api/client";
import { ScheduleForm } from "./ScheduleForm";
import { Scheduled } from "./Scheduled";
import type { Run, Schedule } from "./types";

vi.mock("@/shared/ui/PageLink", () => ({ PageLink: ({ children }: { children: ReactNode }) => <a href="#">{children}</a> }));

const show = (what: ReactElement) => {
  const client = new QueryClient({ defaultOptions: { queries: { enabled: false } } });
  return render(
    <MantineProvider>
      <QueryClientProvider client={client}>{what}</QueryClientProvider>
    </MantineProvider>,
  );
};
const field = () => screen.getByRole("textbox", { name: /E-mail addresses/ });
const send = () => fireEvent.submit(screen.getByRole("form", { name: "Schedule a report" }));

describe("the form of a scheduled report", () => {
  const post = vi.spyOn(api, "POST");
  beforeEach(() => void post.mockReset().mockResolvedValue({ data: {}, response: new Response() }));
  afterEach(() => document.body.replaceChildren());

  it("asks for addresses once it goes by e-mail, and sends none without", async () => {
    show(<ScheduleForm here={{ writes_here: true, sends_here: true }} onClose={() => {}} />);
    expect(screen.queryByRole("textbox")).toBeNull();
    fireEvent.click(screen.getByRole("radio", { name: "By e-mail" }));
    send();
    expect(screen.getByText("Name at least one e-mail address.")).toBeTruthy();
    expect(post).not.toHaveBeenCalled();
    fireEvent.change(field(), { target: { value: "mani@hearth.example\nquinn@hearth.example" } });
    expect(screen.queryByText("Name at least one e-mail address.")).toBeNull();
    send();
    await waitFor(() => expect(post).toHaveBeenCalledOnce());
    expect(post.mock.calls[0]?.[1]).toMatchObject({ body: { to: "mail", recipients: ["mani@hearth.example", "quinn@hearth.example"] } });
  });
  it("names no addresses for the folder, also when some were typed before", async () => {
    show(<ScheduleForm here={{ writes_here: true, sends_here: true }} onClose={() => {}} />);
    fireEvent.click(screen.getByRole("radio", { name: "By e-mail" }));
    fireEvent.change(field(), { target: { value: "mani@hearth.example" } });
    fireEvent.click(screen.getByRole("radio", { name: "Into the folder of the server" }));
    send();
    await waitFor(() => expect(post).toHaveBeenCalledOnce());
    expect(post.mock.calls[0]?.[1]).toMatchObject({ body: { to: "folder", recipients: [] } });
  });
  it("shows what is wrong with an address beside the field, and only there", async () => {
    post.mockRejectedValue(new Problem({ title: "The request has faults", faults: [{ path: "recipients[1]", says: 'expected an e-mail address like "name@example.org", found "quinn"' }] }, 400));
    show(<ScheduleForm here={{ writes_here: false, sends_here: true }} onClose={() => {}} />);
    fireEvent.change(field(), { target: { value: "mani@hearth.example quinn" } }); // by e-mail from the first, for there is no folder
    send();
    await waitFor(() => expect(screen.getByText(/“quinn”: Write a whole e-mail address/)).toBeTruthy());
    expect(field().getAttribute("aria-invalid")).toBe("true");
    expect(screen.queryByRole("alert")).toBeNull();
  });
  it("says that it waits where nobody sends e-mail", () => {
    show(<ScheduleForm here={{ writes_here: true, sends_here: false }} onClose={() => {}} />);
    expect(screen.queryByText(/sends no e-mail/)).toBeNull();
    fireEvent.click(screen.getByRole("radio", { name: "By e-mail" }));
    expect(screen.getByText(/This server sends no e-mail: it was started without a mail server. What is scheduled is kept/)).toBeTruthy();
  });
});

describe("a report by e-mail", () => {
  afterEach(() => document.body.replaceChildren());
  const run = (more: Partial<Run>): Run => ({ from: "2026-10-01", to: "2026-10-31", tries: 1, until: "2026-11-01T01:00:00Z", files: ["review.pdf"], sent_to: [], ...more });
  const schedule: Schedule = {
    id: "RS-1", kind: "service_review", every: "month", to: "mail", language: "english", first: "2026-10-01", scheduled_at: "2026-10-09T10:00:00Z", by: "U-5", recipients: ["mani@hearth.example", "quinn@hearth.example"],
    runs: [
      run({ done: "2026-11-01T00:31:00Z", sent_to: ["mani@hearth.example", "quinn@hearth.example"] }),
      run({ from: "2026-11-01", to: "2026-11-30", done: "2026-12-01T00:31:00Z", sent_to: ["mani@hearth.example"], failed: "the mail server did not take the message: 550 (quinn@hearth.example)", tries: 2 }),
    ],
  };
  it("tells who gets it, when it was last sent, and who did not get one and why", () => {
    const { container } = show(<Scheduled schedule={schedule} />);
    expect(container.textContent).toContain("To mani@hearth.example and quinn@hearth.example");
    expect(container.textContent).toContain("Last sent on 1 November 2026: October 2026");
    expect(container.textContent).toContain("Last fault, November 2026: the mail server did not take the message: 550 (quinn@hearth.example).");
    const november = within(screen.getByRole("row", { name: /November 2026.*Not sent to everybody/ }));
    expect(november.getByText("sent to mani@hearth.example: review.pdf")).toBeTruthy();
    expect(november.getByText(/Tried 2 times; it is tried again every hour, for those who have not got it/)).toBeTruthy();
    expect(screen.getByText("sent to mani@hearth.example and quinn@hearth.example: review.pdf")).toBeTruthy();
  });
});
