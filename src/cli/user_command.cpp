#include <fmt/format.h>
#include <termios.h>
#include <unistd.h>
#include <iostream>

#include "app/access.h"
#include "base/json.h"
#include "cli/common.h"

namespace cli {
namespace {

struct UserOptions {
  std::string login;
  std::string name;
  std::string role = "handler";
  std::string team;
  std::string reach;
  std::string label;
  std::string reason = "By the administrator";
};

// From the terminal without showing it, or the first line of standard input.
std::string ReadPassword(const char* prompt) {
  std::string password;
  if (!IsTerminal(STDIN_FILENO)) {
    std::getline(std::cin, password);
    return password;
  }
  std::cerr << prompt << std::flush;
  termios shown{};
  tcgetattr(STDIN_FILENO, &shown);
  termios hidden = shown;
  hidden.c_lflag &= ~static_cast<tcflag_t>(ECHO);
  tcsetattr(STDIN_FILENO, TCSANOW, &hidden);
  std::getline(std::cin, password);
  tcsetattr(STDIN_FILENO, TCSANOW, &shown);
  std::cerr << "\n";
  return password;
}

// A word of an enumeration, refused with its near misses.
template <class E>
base::Result<E> WordOf(const std::string& text, const char* option) {
  const auto& names = base::TypeOf<E>().names;
  const auto found = std::ranges::find(names, text);
  if (found == names.end()) {
    return base::FailAt(option,
                        "expected " + base::OneOf(names) + ", found " + base::Quoted(text) + base::DidYouMean(text, names));
  }
  return static_cast<E>(found - names.begin());
}

base::Result<app::UserId> Find(OpenDesk& desk, const std::string& login) {
  TRY(const auto user, desk.service->queries().UserByLogin(login));
  if (user) return user->ref;
  TRY(const auto users, desk.service->queries().Users());
  std::vector<std::string> known;
  for (const auto& u : users) known.push_back(u.login);
  return base::Fail(base::ErrorCode::NotFound, "nobody signs in as " + base::Quoted(login) + base::DidYouMean(login, known));
}

struct Outcome {
  std::string ref;
  std::int64_t version = 0;
  std::optional<std::string> token;
};
BOOST_DESCRIBE_STRUCT(Outcome, (), (ref, version, token))

// Prints what a command did: a sentence, or JSON for a program. A token stands alone, to be taken into a variable.
int Tell(const Globals& globals, const app::Answer& answer, const std::string& sentence,
         const std::optional<std::string>& token = {}) {
  if (const auto* refused = std::get_if<domain::Refusals>(&answer)) return Report(*refused);
  const auto& reply = std::get<app::CommandReply>(answer);
  std::cout << (globals.json ? base::ToJson(Outcome{reply.ref, reply.version, token}) : token.value_or(sentence)) << "\n";
  return kDone;
}

// Gives a command to a user's account and prints the outcome.
int Give(const Globals& globals, OpenDesk& desk, app::UserId id, desk::Command command, app::Secrets secrets,
         const std::string& sentence, const std::optional<std::string>& token = {}) {
  const auto answer = desk.Wait([&](app::OnAnswer answered) {
    desk.service->Handle(id, std::move(command), std::move(secrets), AsSystem(), std::move(answered));
  });
  return answer ? Tell(globals, *answer, sentence, token) : Report(answer.error());
}

int Add(const Globals& globals, const UserOptions& options) {
  const auto login = base::Word::Parse(options.login);
  if (!login) return Report(base::FailAt("login", login.error().faults.front().says).error());
  const auto name = base::Line::Parse(options.name.empty() ? options.login : options.name);
  if (!name) return Report(base::FailAt("--name", name.error().faults.front().says).error());
  const auto role = WordOf<domain::Role>(options.role, "--role");
  if (!role) return Report(role.error());
  desk::CreateUser command{*login, *name, *role, {}, {}};
  if (!options.team.empty()) {
    const auto team = base::Word::Parse(options.team);
    if (!team) return Report(base::FailAt("--team", team.error().faults.front().says).error());
    command.team = *team;
  }
  if (!options.reach.empty()) {
    const auto reach = WordOf<desk::Reach>(options.reach, "--reach");
    if (!reach) return Report(reach.error());
    command.reach = *reach;
  }
  const std::string password = ReadPassword("Password: ");
  if (const auto fit = app::Access::CheckPassword(password); !fit) return Report(fit.error());
  auto desk = OpenDesk::Open(globals, true);
  if (!desk) return Report(desk.error());
  const auto answer = (*desk)->Wait([&](app::OnAnswer answered) {
    (*desk)->service->CreateUser(std::move(command), {base::HashPassword(password, base::PasswordCost::Interactive), {}},
                                 AsSystem(), std::move(answered));
  });
  return answer ? Tell(globals, *answer, "Made the account for " + options.login + ".") : Report(answer.error());
}

int List(const Globals& globals) {
  auto desk = OpenDesk::Open(globals, false);
  if (!desk) return Report(desk.error());
  const auto users = (*desk)->service->queries().Users();
  if (!users) return Report(users.error());
  if (globals.json) {
    std::cout << base::ToJson(*users) << "\n";
    return kDone;
  }
  for (const auto& user : *users) {
    std::cout << fmt::format("{:<6} {:<16} {:<24} {:<14} {:<12} {}\n", user.ref.ToString(), user.login, user.name,
                             base::WordsOf(user.role), user.team.value_or(""), user.active ? "" : "closed");
  }
  return kDone;
}

}  // namespace

void AddUser(CLI::App& program, Globals& globals, Run& run) {
  auto options = std::make_shared<UserOptions>();
  CLI::App* user = program.add_subcommand("user", "The people who work at the desk");
  user->require_subcommand(1);
  user->fallthrough();

  CLI::App* add = user->add_subcommand("add", "Make an account; asks for the password, or reads it from standard input");
  add->add_option("login", options->login, "What they sign in with")->required();
  add->add_option("--name", options->name, "What colleagues see");
  add->add_option("--role", options->role, "handler, team_leader, manager, quality or administrator")->capture_default_str();
  add->add_option("--team", options->team, "Their team");
  add->add_option("--reach", options->reach, "Which cases they see: own, team or desk");
  add->callback([&, options] { run = [&, options] { return Add(globals, *options); }; });

  CLI::App* list = user->add_subcommand("list", "Everybody");
  list->callback([&] { run = [&] { return List(globals); }; });

  const auto with_user = [&globals, &run, options](CLI::App* command, std::function<int(OpenDesk&, app::UserId)> act) {
    command->add_option("login", options->login, "Whose account")->required();
    command->callback([&globals, &run, options, act] {
      run = [&globals, options, act] {
        auto desk = OpenDesk::Open(globals, false);
        if (!desk) return Report(desk.error());
        const auto id = Find(**desk, options->login);
        return id ? act(**desk, *id) : Report(id.error());
      };
    });
  };
  with_user(user->add_subcommand("password", "Set a password; their sessions end"), [&globals](OpenDesk& desk, app::UserId id) {
    const std::string password = ReadPassword("New password: ");
    if (const auto fit = app::Access::CheckPassword(password); !fit) return Report(fit.error());
    return Give(globals, desk, id, desk::NotePassword{}, {base::HashPassword(password, base::PasswordCost::Interactive), {}},
                "The password is set.");
  });
  CLI::App* token = user->add_subcommand("token", "Make an API token; it is shown this once");
  token->add_option("--label", options->label, "What it is for")->required();
  with_user(token, [&globals, options](OpenDesk& desk, app::UserId id) {
    const auto label = base::Line::Parse(options->label);
    if (!label) return Report(base::FailAt("--label", label.error().faults.front().says).error());
    const auto made = app::Access::MakeToken();
    return Give(globals, desk, id, desk::NoteToken{*label}, {{}, made.hash}, "", made.token);
  });
  CLI::App* close = user->add_subcommand("close", "Close an account; sessions and tokens end at once");
  close->add_option("--reason", options->reason, "Why")->capture_default_str();
  with_user(close, [&globals, options](OpenDesk& desk, app::UserId id) {
    const auto reason = base::Line::Parse(options->reason);
    if (!reason) return Report(base::FailAt("--reason", reason.error().faults.front().says).error());
    return Give(globals, desk, id, desk::DeactivateUser{*reason}, {}, "The account is closed.");
  });
  with_user(user->add_subcommand("open", "Open a closed account again"), [&globals](OpenDesk& desk, app::UserId id) {
    return Give(globals, desk, id, desk::ReactivateUser{}, {}, "The account is open.");
  });
}

}  // namespace cli
