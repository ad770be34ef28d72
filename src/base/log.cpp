#include "base/log.h"

#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include <boost/json.hpp>
#include <memory>

namespace base::log {
namespace {

Style style = Style::Plain;

std::shared_ptr<spdlog::logger>& Logger() {
  static std::shared_ptr<spdlog::logger> logger = [] {
    auto made = std::make_shared<spdlog::logger>("amends", std::make_shared<spdlog::sinks::stderr_color_sink_mt>());
    made->set_level(spdlog::level::warn);
    return made;
  }();
  return logger;
}

void Write(spdlog::level::level_enum level, std::string_view what, const Details& details) {
  if (!Logger()->should_log(level)) return;
  if (style == Style::Plain) {
    std::string line(what);
    for (const auto& [key, value] : details) line += "  " + std::string(key) + "=" + value;
    Logger()->log(level, "{}", line);
    return;
  }
  // The pattern supplies time and level; the rest of the object is made here.
  boost::json::object rest;
  rest["what"] = what;
  for (const auto& [key, value] : details) rest[key] = value;
  const std::string text = boost::json::serialize(rest);
  Logger()->log(level, "{}", std::string_view(text).substr(1));
}

spdlog::level::level_enum ToSpdlog(Level level) {
  switch (level) {
    case Level::Debug: return spdlog::level::debug;
    case Level::Info: return spdlog::level::info;
    case Level::Warning: return spdlog::level::warn;
    case Level::Error: return spdlog::level::err;
    case Level::Off: return spdlog::level::off;
  }
  return spdlog::level::info;
}

}  // namespace

void Start(Level level, Style chosen, const std::string& file) {
  style = chosen;
  spdlog::sink_ptr sink;
  if (file.empty()) {
    sink = std::make_shared<spdlog::sinks::stderr_color_sink_mt>();
  } else {
    sink = std::make_shared<spdlog::sinks::basic_file_sink_mt>(file);
  }
  Logger() = std::make_shared<spdlog::logger>("amends", std::move(sink));
  Logger()->set_level(ToSpdlog(level));
  Logger()->flush_on(spdlog::level::info);
  if (style == Style::Json) {
    Logger()->set_pattern(R"({"at":"%Y-%m-%dT%H:%M:%S.%eZ","level":"%l",%v)", spdlog::pattern_time_type::utc);
  } else {
    Logger()->set_pattern("%H:%M:%S %^%l%$ %v");
  }
}

void Debug(std::string_view what, Details details) { Write(spdlog::level::debug, what, details); }
void Info(std::string_view what, Details details) { Write(spdlog::level::info, what, details); }
void Warning(std::string_view what, Details details) { Write(spdlog::level::warn, what, details); }
void Error(std::string_view what, Details details) { Write(spdlog::level::err, what, details); }

}  // namespace base::log
