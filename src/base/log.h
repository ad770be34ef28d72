#pragma once
// One JSON object a line, to standard error or a file. What is logged is facts about the machine's work: never a body,
// a query, a name, or anything sealed, because an erased person must not live on in a log file.
//
//   base::log::Info("listening", {{"port", "8080"}});

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace base::log {

enum class Level { Debug, Info, Warning, Error, Off };
enum class Style { Json, Plain };  // Plain is for a person watching a terminal

using Details = std::initializer_list<std::pair<std::string_view, std::string>>;

// `file` empty means standard error.
void Start(Level level, Style style, const std::string& file = "");

void Debug(std::string_view what, Details details = {});
void Info(std::string_view what, Details details = {});
void Warning(std::string_view what, Details details = {});
void Error(std::string_view what, Details details = {});

}  // namespace base::log
