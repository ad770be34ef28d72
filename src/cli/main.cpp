// amends: one program, a command each for what is done with a desk.

#include <sodium.h>

#include <iostream>

#include "base/log.h"
#include "cli/common.h"

namespace {

// "amends exprot" -> did you mean "export"? CLI11 only says that it does not know the word.
std::string WhatIsUnknown(const CLI::App& program) {
  const CLI::App* command = &program;
  std::string call = program.get_name();
  std::vector<std::string> options;
  const auto collect = [&] {
    for (const CLI::Option* option : command->get_options()) {
      for (const std::string& name : option->get_lnames()) options.push_back("--" + name);
    }
  };
  collect();
  for (auto parsed = command->get_subcommands(); !parsed.empty(); parsed = command->get_subcommands()) {
    command = parsed.front();
    call += " " + command->get_name();
    collect();
  }
  const std::vector<std::string> unknown = program.remaining(true);
  for (const std::string& word : unknown) {
    if (!word.starts_with("-")) continue;
    const std::string name = word.substr(0, word.find('='));
    return "there is no option " + base::Quoted(name) + base::DidYouMean(name, options);
  }
  std::vector<std::string> names;
  for (const CLI::App* one : command->get_subcommands([](const CLI::App*) { return true; })) names.push_back(one->get_name());
  if (names.empty()) return "";
  if (unknown.empty()) return "say what to do; " + call + " --help lists the commands";
  const std::string near = base::DidYouMean(unknown.front(), names);
  return "there is no command " + base::Quoted(unknown.front()) + (near.empty() ? "; " + call + " --help lists them" : near);
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
  program.add_option("--key", globals.key, "File with the master key (default: amends.key beside the database)")
      ->envname("AMENDS_KEY");
  program.add_flag("--json", globals.json, "Print for a program to read");
  program.fallthrough();

  cli::Run run;
  cli::AddServe(program, globals, run);
  cli::AddImport(program, globals, run);
  cli::AddExport(program, globals, run);
  cli::AddMaintenance(program, globals, run);
  cli::AddOutbox(program, globals, run);
  cli::AddUser(program, globals, run);
  cli::AddDemo(program, globals, run);
  cli::AddCase(program, globals, run);
  cli::AddProcedure(program, globals, run);
  cli::AddDeadlines(program, globals, run);
  cli::AddLetter(program, globals, run);
  cli::AddRights(program, globals, run);
  cli::AddCoaching(program, globals, run);
  cli::AddSignals(program, globals, run);
  cli::AddTopics(program, globals, run);
  cli::AddReport(program, globals, run);
  cli::AddApi(program, globals, run);
  for (CLI::App* command : program.get_subcommands([](const CLI::App*) { return true; })) {
    command->fallthrough();
    command->set_help_flag("-h,--help", "Show this help and end");
    const std::string own = command->get_footer() == program.get_footer() ? "" : command->get_footer() + "\n";
    command->footer(own + "Takes --database, --key and --json too: see amends --help.");
  }

  try {
    program.parse(argc, argv);
  } catch (const CLI::CallForHelp& help) {
    return program.exit(help);
  } catch (const CLI::ParseError& error) {
    std::string says = WhatIsUnknown(program);
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
