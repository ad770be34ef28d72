#include "domain/cases/commands.h"

namespace cases {

Command::Command() = default;
Command::Command(const Command& other) = default;
Command::Command(Command&& other) noexcept = default;
Command& Command::operator=(const Command& other) = default;
Command& Command::operator=(Command&& other) noexcept = default;
Command::~Command() = default;

}  // namespace cases

template const base::Type& base::TypeOf<cases::Command>();
