#include <filesystem>
#include <iostream>

#include "app/access.h"
#include "cli/common.h"
#include "http/api.h"
#include "http/openapi.h"

namespace cli {
namespace {

// The routes need a service to be made with; a database in memory will do, because none is called.
int ShowApi(bool markdown) {
  Globals globals;
  char folder[] = "/tmp/amends-api-XXXXXX";
  if (mkdtemp(folder) == nullptr)
    return Report(base::Fail(base::ErrorCode::Unavailable, "no temporary folder can be made").error());
  globals.database = std::string("sqlite:") + folder + "/amends.db";
  int result = kDone;
  {
    auto desk = OpenDesk::Open(globals, true);
    if (!desk) {
      result = Report(desk.error());
    } else {
      app::Access access(*(*desk)->service, *(*desk)->store, base::PasswordCost::Minimal);
      http::Metrics metrics;
      app::PortalAccess portal(*(*desk)->service, *(*desk)->store, nullptr, {});
      http::ApiOptions options;
      options.portal = &portal;
      const http::Api api(*(*desk)->service, access, *(*desk)->store, metrics, std::move(options));
      std::cout << (markdown ? http::ApiPage(api.router()) : http::OpenApi(api.router())) << (markdown ? "" : "\n");
    }
  }
  std::filesystem::remove_all(folder);
  return result;
}

}  // namespace

void AddApi(CLI::App& program, Globals&, Run& run) {
  auto markdown = std::make_shared<bool>(false);
  CLI::App* command = program.add_subcommand("api", "Print the OpenAPI document of this program");
  command->add_flag("--markdown", *markdown, "As the page docs/api.md");
  command->callback([&run, markdown] { run = [markdown] { return ShowApi(*markdown); }; });
}

}  // namespace cli
