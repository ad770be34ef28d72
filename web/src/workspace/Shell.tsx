// What stands around every page: menu, command bar, who is signed in, and whether there is a line to the server.

import { Alert, AppShell, Badge, Burger, Button, Group, Menu, NavLink, Text, UnstyledButton, useMantineColorScheme, VisuallyHidden } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQueryClient } from "@tanstack/react-query";
import { Link, Outlet, useNavigate, useRouterState } from "@tanstack/react-router";
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { hearKeys, keysForPeople, useActions, type Action } from "@/shared/actions";
import { api } from "@/shared/api/client";
import { dropAllDrafts } from "@/shared/drafts";
import { chooseLanguage, language, number, words } from "@/shared/i18n";
import { listen, useLine } from "@/shared/live";
import { readsReports } from "@/shared/reports";
import { SessionGate, useSession } from "@/shared/session";
import { seesSignals, useRaised } from "@/shared/signals";
import { keepFocus } from "@/shared/ui/keepFocus";
import { lightOnPaper } from "@/shared/ui/printing";
import { useArrival } from "./arrival";
import { UndoAction } from "@/shared/undo/offer";
import { density, setDensity } from "./density";
import { t } from "./messages";
import { Unreachable } from "./Pages";

const SignInPage = lazy(() => import("@/features/signin/SignInPage").then((m) => ({ default: m.SignInPage })));
const CommandBar = lazy(() => import("@/features/search/CommandBar").then((m) => ({ default: m.CommandBar })));

export function Shell() {
  return (
    <SessionGate
      signIn={(ended) => (
        <Suspense fallback={null}>
          <SignInPage ended={ended} />
        </Suspense>
      )}
      lost={(again) => <Unreachable again={again} />}
    >
      <Frame />
    </SessionGate>
  );
}

const pages = [
  { to: "/day", title: t.nav.day, keys: "g d" },
  { to: "/log", title: t.nav.log, keys: "g l" },
  { to: "/cases", title: t.nav.cases, keys: "g c" },
  { to: "/customers", title: t.nav.customers, keys: "g k" },
  { to: "/monitoring", title: t.nav.monitoring, keys: "g m" },
  { to: "/monitoring/causes", title: t.nav.causes, keys: "g u" },
  { to: "/signals", title: t.nav.signals, keys: "g s" },
  { to: "/improvements", title: t.nav.improvements, keys: "g i" },
  { to: "/reports", title: t.nav.reports, keys: "g r" },
  { to: "/admin", title: t.nav.admin, keys: "g a" },
  { to: "/help", title: t.nav.help, keys: "g h" },
] as const;
/** Pages that others lead to, and that have no entry of their own in the menu. */
const further = [
  { to: "/monitoring/explore", title: t.nav.explore, keys: "g e" },
  { to: "/monitoring/topics", title: t.nav.topics, keys: "g o" },
  { to: "/monitoring/compare", title: t.nav.compare, keys: "g t" },
  { to: "/monitoring/benchmarks", title: t.nav.benchmarks, keys: "g b" },
  { to: "/reports/service-review", title: t.nav.review, keys: "g v" },
  { to: "/reports/half-year", title: t.nav.halfYear, keys: "g y" },
  { to: "/reports/scheduled", title: t.nav.scheduled, keys: "g w" },
] as const;
/** What is about the whole desk is for those who see all of it. */
const ofTheDesk: readonly string[] = ["/signals", "/improvements", "/monitoring/benchmarks"];
const isReport = (to: string) => to.startsWith("/reports");

function Frame() {
  const session = useSession();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const line = useLine();
  const mine = useCallback(({ to }: { to: string }) => (!ofTheDesk.includes(to) || seesSignals(session)) && (!isReport(to) || readsReports(session)), [session]);
  const offered = useMemo(() => pages.filter(mine), [mine]);
  const [menuOpen, menu] = useDisclosure();
  const [barOpen, bar] = useDisclosure();
  const path = useRouterState({ select: (state) => state.location.pathname });
  // Of the pages that the address is below, the nearest: causes are below monitoring.
  const here = offered.map(({ to }) => to).filter((to) => path === to || path.startsWith(`${to}/`)).sort((a, b) => b.length - a.length)[0];
  const main = useRef<HTMLElement>(null);
  const arrived = useRouterState({ select: ({ resolvedLocation, location: to }) => (resolvedLocation ?? to).pathname });

  useEffect(() => listen(queries), [queries]);
  useEffect(hearKeys, []);
  useEffect(keepFocus, []);
  useEffect(lightOnPaper, []);
  useArrival(arrived, main, t.product);
  const closeMenu = menu.close;
  useEffect(closeMenu, [path, closeMenu]);

  useActions(
    useMemo<Action[]>(
      () => [
        ...[...offered, ...further.filter(mine)].map(({ to, title, keys }) => ({ id: `go${to}`, title, section: t.actions.go, keys, run: () => void navigate({ to }) })),
        { id: "bar", title: t.actions.bar, section: t.actions.page, keys: "mod+k", run: bar.open },
        { id: "help", title: t.actions.help, section: t.actions.page, keys: "?", run: () => void navigate({ to: "/help" }) },
      ],
      [offered, mine, navigate, bar.open],
    ),
  );

  return (
    <AppShell header={{ height: 52 }} navbar={{ width: 208, breakpoint: "sm", collapsed: { mobile: !menuOpen } }} padding="md">
      <a className="skip" href="#main">
        {t.skip}
      </a>
      <AppShell.Header>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Group gap="xs" wrap="nowrap">
            <Burger opened={menuOpen} onClick={menu.toggle} hiddenFrom="sm" size="sm" aria-label={t.mainMenu} />
            <img src="/icon.svg" alt="" width={26} height={26} />
            <Text fw={700} visibleFrom="xs">
              {t.product}
            </Text>
          </Group>
          <Button variant="default" size="xs" onClick={bar.open} style={{ flex: "0 1 22rem" }} justify="space-between" c="dimmed" rightSection={<kbd className="keys">{keysForPeople("mod+k")}</kbd>}>
            {t.commandBar}
          </Button>
          <AccountMenu name={session.name} />
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="xs" aria-label={t.mainMenu}>
        {offered.map(({ to, title }) => (
          <NavLink key={to} component={Link} to={to} label={title} active={to === here} activeOptions={{ exact: to === "/monitoring" }} rightSection={to === "/signals" ? <Raised /> : undefined} />
        ))}
      </AppShell.Navbar>
      <AppShell.Main id="main" ref={main} tabIndex={-1}>
        <div role="status" aria-live="polite">
          {line === "down" && (
            <Alert color="yellow" mb="md" variant="light">
              {words.ui.lineLost}
            </Alert>
          )}
        </div>
        <Outlet />
        <UndoAction />
      </AppShell.Main>
      {barOpen && (
        <Suspense fallback={null}>
          <CommandBar onClose={bar.close} />
        </Suspense>
      )}
    </AppShell>
  );
}

/** How many signals wait for somebody to look at them. */
function Raised() {
  const many = useRaised(useSession());
  if (many === 0) return null;
  return (
    <Badge size="sm" circle={many < 10} className="num">
      {number(many)}
      <VisuallyHidden> {t.raised}</VisuallyHidden>
    </Badge>
  );
}

function AccountMenu({ name }: { name: string }) {
  const queries = useQueryClient();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const [dense, setDense] = useState(density());
  const signOut = async () => {
    await api.DELETE("/api/v1/session");
    dropAllDrafts();
    queries.clear();
    location.assign("/");
  };
  const mark = (on: boolean) => (on ? "✓" : undefined);
  return (
    <Menu position="bottom-end" withArrow>
      <Menu.Target>
        <UnstyledButton aria-label={t.account(name)}>
          <Text size="sm" truncate maw={160}>
            {name} ▾
          </Text>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t.appearance}</Menu.Label>
        {([["light", t.light], ["dark", t.dark], ["auto", t.asTheSystem]] as const).map(([value, label]) => (
          <Menu.Item key={value} onClick={() => setColorScheme(value)} rightSection={mark(colorScheme === value)}>
            {label}
          </Menu.Item>
        ))}
        <Menu.Label>{t.density}</Menu.Label>
        {([["comfortable", t.comfortable], ["compact", t.compact]] as const).map(([value, label]) => (
          <Menu.Item
            key={value}
            rightSection={mark(dense === value)}
            onClick={() => {
              setDensity(value);
              setDense(value);
            }}
          >
            {label}
          </Menu.Item>
        ))}
        <Menu.Label>{t.language}</Menu.Label>
        <Menu.Item onClick={() => chooseLanguage("en-GB")} rightSection={mark(language === "en-GB")} lang="en">
          English
        </Menu.Item>
        <Menu.Item onClick={() => chooseLanguage("de-DE")} rightSection={mark(language === "de-DE")} lang="de">
          Deutsch
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item onClick={() => void signOut()}>{t.signOut}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
