// Where everything is. Each page is fetched when it is first gone to, or pointed at.

import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { parseAdminSearch } from "@/features/admin/search";
import { parseSearch } from "@/features/cases/search";
import { parseCauses, parseCompare } from "@/features/causes/search";
import { parseBoard, parseNew } from "@/features/improvements/search";
import { parseExplore } from "@/features/monitoring/search";
import { parseCases, parseHalfYear, parseReview } from "@/features/reports/search";
import { parseSignals } from "@/features/signals/search";
import { parseTopics } from "@/features/topics/search";
import { Shell } from "./Shell";
import { Broken, NotFound } from "./Pages";

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound, errorComponent: Broken });

const home = createRoute({
  getParentRoute: () => root,
  path: "/",
  beforeLoad: () => {
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- how this router is told
    throw redirect({ to: "/day" });
  },
});
const day = createRoute({
  getParentRoute: () => root,
  path: "/day",
  component: lazyRouteComponent(() => import("@/features/day/DayPage"), "DayPage"),
});
const cases = createRoute({
  getParentRoute: () => root,
  path: "/cases",
  validateSearch: parseSearch,
  component: lazyRouteComponent(() => import("@/features/cases/CasesPage"), "CasesPage"),
});

const caseRoute = createRoute({
  getParentRoute: () => root,
  path: "/cases/$ref",
  component: lazyRouteComponent(() => import("@/features/case/CasePage"), "CasePage"),
});
const log = createRoute({
  getParentRoute: () => root,
  path: "/log",
  component: lazyRouteComponent(() => import("@/features/log/LogPage"), "LogPage"),
});
const customers = createRoute({
  getParentRoute: () => root,
  path: "/customers",
  component: lazyRouteComponent(() => import("@/features/customer/CustomersPage"), "CustomersPage"),
});
const customer = createRoute({
  getParentRoute: () => root,
  path: "/customers/$ref",
  component: lazyRouteComponent(() => import("@/features/customer/CustomerPage"), "CustomerPage"),
});
const monitoring = createRoute({
  getParentRoute: () => root,
  path: "/monitoring",
  component: lazyRouteComponent(() => import("@/features/monitoring/MonitoringPage"), "MonitoringPage"),
});
const explore = createRoute({
  getParentRoute: () => root,
  path: "/monitoring/explore",
  validateSearch: parseExplore,
  component: lazyRouteComponent(() => import("@/features/monitoring/ExplorePage"), "ExplorePage"),
});
const topics = createRoute({
  getParentRoute: () => root,
  path: "/monitoring/topics",
  validateSearch: parseTopics,
  component: lazyRouteComponent(() => import("@/features/topics/TopicsPage"), "TopicsPage"),
});
const causes = createRoute({
  getParentRoute: () => root,
  path: "/monitoring/causes",
  validateSearch: parseCauses,
  component: lazyRouteComponent(() => import("@/features/causes/CausesPage"), "CausesPage"),
});
const causeRoute = createRoute({
  getParentRoute: () => root,
  path: "/monitoring/causes/$code",
  validateSearch: parseCauses,
  component: lazyRouteComponent(() => import("@/features/causes/CausePage"), "CausePage"),
});
const compare = createRoute({
  getParentRoute: () => root,
  path: "/monitoring/compare",
  validateSearch: parseCompare,
  component: lazyRouteComponent(() => import("@/features/causes/ComparePage"), "ComparePage"),
});
const benchmarks = createRoute({
  getParentRoute: () => root,
  path: "/monitoring/benchmarks",
  component: lazyRouteComponent(() => import("@/features/benchmarks/BenchmarksPage"), "BenchmarksPage"),
});
const improvements = createRoute({
  getParentRoute: () => root,
  path: "/improvements",
  validateSearch: parseBoard,
  component: lazyRouteComponent(() => import("@/features/improvements/BoardPage"), "BoardPage"),
});
const newImprovement = createRoute({
  getParentRoute: () => root,
  path: "/improvements/new",
  validateSearch: parseNew,
  component: lazyRouteComponent(() => import("@/features/improvements/NewPage"), "NewPage"),
});
const improvementRoute = createRoute({
  getParentRoute: () => root,
  path: "/improvements/$ref",
  component: lazyRouteComponent(() => import("@/features/improvements/RecordPage"), "RecordPage"),
});
const signals = createRoute({
  getParentRoute: () => root,
  path: "/signals",
  validateSearch: parseSignals,
  component: lazyRouteComponent(() => import("@/features/signals/SignalsPage"), "SignalsPage"),
});
const signalRoute = createRoute({
  getParentRoute: () => root,
  path: "/signals/$ref",
  component: lazyRouteComponent(() => import("@/features/signals/SignalPage"), "SignalPage"),
});
const reports = createRoute({
  getParentRoute: () => root,
  path: "/reports",
  component: lazyRouteComponent(() => import("@/features/reports/ReportsPage"), "ReportsPage"),
});
const review = createRoute({
  getParentRoute: () => root,
  path: "/reports/service-review",
  validateSearch: parseReview,
  component: lazyRouteComponent(() => import("@/features/reports/ReviewPage"), "ReviewPage"),
});
const halfYear = createRoute({
  getParentRoute: () => root,
  path: "/reports/half-year",
  validateSearch: parseHalfYear,
  component: lazyRouteComponent(() => import("@/features/reports/HalfYearPage"), "HalfYearPage"),
});
const scheduled = createRoute({
  getParentRoute: () => root,
  path: "/reports/scheduled",
  component: lazyRouteComponent(() => import("@/features/reports/ScheduledPage"), "ScheduledPage"),
});
const reportCases = createRoute({
  getParentRoute: () => root,
  path: "/reports/cases",
  validateSearch: parseCases,
  component: lazyRouteComponent(() => import("@/features/reports/ReportCasesPage"), "ReportCasesPage"),
});
const admin = createRoute({
  getParentRoute: () => root,
  path: "/admin",
  component: lazyRouteComponent(() => import("@/features/admin/AdminPage"), "AdminPage"),
});
const adminPart = createRoute({
  getParentRoute: () => root,
  path: "/admin/$part",
  validateSearch: parseAdminSearch,
  component: lazyRouteComponent(() => import("@/features/admin/AdminPage"), "AdminPage"),
});
const help = createRoute({
  getParentRoute: () => root,
  path: "/help",
  component: lazyRouteComponent(() => import("@/features/help/HelpPage"), "HelpPage"),
});

export const router = createRouter({
  routeTree: root.addChildren([home, day, cases, caseRoute, log, customers, customer, monitoring, explore, topics, causes, causeRoute, compare, benchmarks, signals, signalRoute, improvements, newImprovement, improvementRoute, reports, review, halfYear, scheduled, reportCases, admin, adminPart, help]),
  defaultPreload: "intent",
  scrollRestoration: true,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
