#include <iostream>

#include "app/access.h"
#include "base/temporary_folder.h"
#include "cli/common.h"
#include "http/api.h"
#include "http/openapi.h"

namespace cli {
namespace {

// The routes need a service to be made with; any database will do, because none is called.
int ShowApi(bool markdown) {
  Globals globals;
  const auto folder = base::TemporaryFolder::Make();
  if (!folder) return Report(folder.error());
  globals.database = "sqlite:" + (*folder)->File("amends.db");
  auto desk = OpenDesk::Open(globals, true);
  if (!desk) return Report(desk.error());
  app::Access access(*(*desk)->service, *(*desk)->store, base::PasswordCost::Minimal);
  http::Metrics metrics;
  app::PortalAccess portal(*(*desk)->service, *(*desk)->store, nullptr, {});
  http::ApiOptions options;
  options.portal = &portal;
  const http::Api api(*(*desk)->service, access, *(*desk)->store, metrics, std::move(options));
  std::cout << (markdown ? http::ApiPage(api.router()) : http::OpenApi(api.router())) << (markdown ? "" : "\n");
  return kDone;
}

}  // namespace

void AddApi(CLI::App& program, Globals&, Run& run) {
  auto markdown = std::make_shared<bool>(false);
  CLI::App* command = program.add_subcommand("api", "Print the OpenAPI document of this program");
  command->add_flag("--markdown", *markdown, "As the page docs/api.md");
  command->callback([&run, markdown] { run = [markdown] { return ShowApi(*markdown); }; });
}

}  // namespace cli
