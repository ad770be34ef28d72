#include "store/key_ring.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

namespace store {
namespace {

using base::ErrorCode;
using base::Fail;
using base::Result;

constexpr std::size_t kMostKnown = 20'000;
constexpr std::string_view kCheckText = "amends master key";

std::string NameOf(app::CustomerId customer, std::int64_t generation) {
  return generation == 1 ? customer.ToString() : customer.ToString() + "." + std::to_string(generation);
}

Result<base::Key> FromHex(std::string_view text, const std::string& where) {
  while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.remove_suffix(1);
  const auto bytes = base::DigestFromHex(text);
  if (!bytes) return Fail(ErrorCode::Unavailable, where + " does not hold a master key (64 hexadecimal digits)");
  return *base::Key::From({reinterpret_cast<const char*>(bytes->data()), bytes->size()});
}

}  // namespace

Result<base::Key> LoadMasterKey(const std::string& file, bool may_create) {
  if (const char* given = std::getenv("AMENDS_MASTER_KEY"); given != nullptr && *given != '\0') {
    return FromHex(given, "AMENDS_MASTER_KEY");
  }
  const int existing = open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (existing >= 0) {
    struct stat status{};
    std::string text(128, '\0');
    const bool good = fstat(existing, &status) == 0;
    const ssize_t size = read(existing, text.data(), text.size());
    close(existing);
    if (!good || size < 0) return Fail(ErrorCode::Unavailable, "the key file " + file + " cannot be read");
    if ((status.st_mode & 077U) != 0) {
      return Fail(ErrorCode::Unavailable, "the key file " + file + " can be read by others; run: chmod 600 " + file);
    }
    text.resize(static_cast<std::size_t>(size));
    return FromHex(text, "the key file " + file);
  }
  if (errno != ENOENT || !may_create) {
    return Fail(ErrorCode::Unavailable, "the key file " + file + " cannot be read (" + std::strerror(errno) +
                                            "); it must be the one this database was made with");
  }
  // Written beside and linked when it is whole: a power cut must not leave an empty key file, and of two that begin at
  // once both must take the same key.
  const base::Key key = base::Key::Random();
  const std::string hex = base::Hex({key.data(), 32}) + "\n";
  const std::string part = file + "." + std::to_string(getpid());
  const int made = open(part.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (made < 0) return Fail(ErrorCode::Unavailable, "the key file " + file + " cannot be made: " + std::strerror(errno));
  bool written = write(made, hex.data(), hex.size()) == static_cast<ssize_t>(hex.size()) && fsync(made) == 0;
  int fault = errno;
  close(made);
  if (written && link(part.c_str(), file.c_str()) != 0) {
    written = false;
    fault = errno;
  }
  unlink(part.c_str());
  if (!written && fault == EEXIST) return LoadMasterKey(file, false);
  if (!written) return Fail(ErrorCode::Unavailable, "the key file " + file + " cannot be written: " + std::strerror(fault));
  return key;
}

KeyRing::KeyRing(const base::Key& master)
    : wrap_(master.Derive("amends/wrap")),
      search_(master.Derive("amends/search")),
      check_(master.Derive("amends/check")),
      checkpoints_(master.Derive("amends/checkpoints")) {}

std::string KeyRing::MakeCheck() const { return base::Base64(base::Seal(check_, kCheckText, "check")); }

bool KeyRing::Fits(const std::string& check) const {
  const auto sealed = base::FromBase64(check);
  return sealed && base::Open(check_, *sealed, "check") == std::optional(std::string(kCheckText));
}

Result<std::optional<base::Key>> KeyRing::Find(Sql& sql, const std::string& name) {
  {
    const std::lock_guard lock(mutex_);
    if (const auto found = known_.find(name); found != known_.end()) return found->second;
  }
  const std::size_t dot = name.find('.');
  TRY(const auto customer, app::CustomerId::Parse(name.substr(0, dot)));
  const std::int64_t generation = dot == std::string::npos ? 1 : std::atoll(name.c_str() + dot + 1);
  const auto row = sql.One<std::string>("select wrapped from customer_key where customer = :c and generation = :g",
                                        customer.number, generation);
  if (!row || std::get<0>(*row).empty()) return std::optional<base::Key>();
  const auto sealed = base::FromBase64(std::get<0>(*row));
  const auto bytes = sealed ? base::Open(wrap_, *sealed, name) : std::nullopt;
  const auto key = bytes ? base::Key::From(*bytes) : std::nullopt;
  if (!key) return Fail(ErrorCode::Corrupt, "the key " + name + " does not open with this master key");
  const std::lock_guard lock(mutex_);
  if (known_.size() >= kMostKnown) known_.clear();
  known_[name] = *key;
  return key;
}

Result<std::optional<NamedKey>> KeyRing::Current(Sql& sql, app::CustomerId customer) {
  std::string name;
  {
    const std::lock_guard lock(mutex_);
    if (const auto found = current_.find(customer.number); found != current_.end()) name = found->second;
  }
  if (name.empty()) {
    const auto row = sql.One<std::int64_t, std::optional<std::int64_t>>(
        "select generation, destroyed_at from customer_key where customer = :c order by generation desc limit 1",
        customer.number);
    if (!row || std::get<1>(*row)) return std::optional<NamedKey>();
    name = NameOf(customer, std::get<0>(*row));
  }
  TRY(auto key, Find(sql, name));
  if (!key) return std::optional<NamedKey>();
  const std::lock_guard lock(mutex_);
  if (current_.size() >= kMostKnown) current_.clear();
  current_[customer.number] = name;
  return NamedKey{name, *key};
}

NewKey KeyRing::Make(app::CustomerId customer, std::int64_t generation) const {
  NewKey made{customer, generation, {}, {NameOf(customer, generation), base::Key::Random()}};
  made.wrapped = base::Base64(base::Seal(wrap_, made.named.key.view(), made.named.name));
  return made;
}

Result<std::int64_t> KeyRing::NextGeneration(Sql& sql, app::CustomerId customer) {
  const auto row =
      sql.One<std::int64_t>("select coalesce(max(generation), 0) from customer_key where customer = :c", customer.number);
  return (row ? std::get<0>(*row) : 0) + 1;
}

void KeyRing::Remember(const NewKey& key) {
  const std::lock_guard lock(mutex_);
  if (known_.size() >= kMostKnown) known_.clear();
  if (current_.size() >= kMostKnown) current_.clear();
  known_[key.named.name] = key.named.key;
  current_[key.customer.number] = key.named.name;
}

void KeyRing::Forget(app::CustomerId customer) {
  const std::lock_guard lock(mutex_);
  current_.erase(customer.number);
  std::erase_if(known_, [&](const auto& entry) {
    return entry.first == customer.ToString() || entry.first.starts_with(customer.ToString() + ".");
  });
}

std::string KeyRing::Token(std::string_view word) const {
  static constexpr char kAlphabet[] = "abcdefghijklmnopqrstuvwxyz234567";
  std::uint64_t print = base::Fingerprint(search_, word);
  std::string token(10, 'a');
  for (char& c : token) {
    c = kAlphabet[print & 31U];
    print >>= 5U;
  }
  return token;
}

}  // namespace store
