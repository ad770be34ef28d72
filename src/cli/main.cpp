// amends: one program, a command each for what is done with a desk.

#include <sodium.h>

#include <algorithm>
#include <iostream>

#include "base/log.h"
#include "cli/common.h"

namespace {

// "amends exprot" -> did you mean "export"? CLI11 only says that it does not know the word.
std::string NearestCommand(const CLI::App& program, int argc, char** argv) {
  std::vector<std::string> names;
  for (const CLI::App* command : program.get_subcommands([](const CLI::App*) { return true; })) names.push_back(command->get_name());
  for (int i = 1; i < argc; ++i) {
    const std::string word = argv[i];
    if (word.starts_with("-")) continue;
    if (std::ranges::find(names, word) == names.end()) {
      const std::string near = base::DidYouMean(word, names);
      return "there is no command " + base::Quoted(word) + (near.empty() ? "; amends --help lists them" : near);
    }
    break;
  }
  return "";
}

std::string NearestOption(const CLI::App& program, int argc, char** argv) {
  std::vector<std::string> names;
  const auto collect = [&](const CLI::App* app) {
    for (const CLI::Option* option : app->get_options()) {
      for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
    }
  };
  collect(&program);
  const CLI::App* command = &program;
  for (auto parsed = command->get_subcommands(); !parsed.empty(); parsed = command->get_subcommands()) {
    command = parsed.front();
    collect(command);
  }
  for (int i = 1; i < argc; ++i) {
    const std::string word = std::string(argv[i]).substr(0, std::string(argv[i]).find('='));
    if (!word.starts_with("--") || std::ranges::find(names, word) != names.end()) continue;
    return "there is no option " + base::Quoted(word) + base::DidYouMean(word, names);
  }
  return "";
}

}  // namespace

int main(int argc, char** argv) {
  if (sodium_init() < 0) {
    std::cerr << "amends: libsodium could not be initialised\n";
    return cli::kCannot;
  }
  CLI::App program{"Amends: complaints and problems, handled until the customer says they are solved."};
  program.name("amends");
  program.require_subcommand(1);
  program.set_help_flag("-h,--help", "Show this help and end");
  program.footer(
      "Ends with 0 when done, 1 when something was found that is not well (problems, rejected rows),\n"
      "2 when the call's own words are off, 3 when it cannot be done now.");
  cli::Globals globals;
  program.add_option("--database", globals.database, "sqlite:PATH or postgresql://USER@HOST/NAME")
      ->envname("AMENDS_DATABASE")
      ->capture_default_str();
  program.add_option("--key", globals.key, "File with the master key (default: amends.key beside the database)")->envname("AMENDS_KEY");
  program.add_flag("--json", globals.json, "Print for a program to read");
  program.fallthrough();

  cli::Run run;
  cli::AddServe(program, globals, run);
  cli::AddImport(program, globals, run);
  cli::AddExport(program, globals, run);
  cli::AddMaintenance(program, globals, run);
  cli::AddUser(program, globals, run);
  cli::AddDemo(program, globals, run);
  cli::AddCase(program, globals, run);
  cli::AddApi(program, globals, run);
  for (CLI::App* command : program.get_subcommands([](const CLI::App*) { return true; })) {
    command->fallthrough();
    command->set_help_flag("-h,--help", "Show this help and end");
  }

  try {
    program.parse(argc, argv);
  } catch (const CLI::CallForHelp& help) {
    return program.exit(help);
  } catch (const CLI::ParseError& error) {
    std::string says = NearestCommand(program, argc, argv);
    if (says.empty()) says = NearestOption(program, argc, argv);
    if (says.empty()) says = error.what();
    std::cerr << "amends: " << says << "\n";
    return cli::kUsage;
  }
  try {
    return run ? run() : cli::kUsage;
  } catch (const std::exception& fault) {
    std::cerr << "amends: a fault of ours: " << fault.what() << "\n";
    return cli::kCannot;
  }
}
