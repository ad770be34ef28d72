#pragma once
// A value that identifies a person, or is free text about one. In the event log it is stored apart from the facts,
// encrypted with that customer's own key; once the key is destroyed the value reads as erased, for ever and everywhere.
//
//   struct CaseLogged { ...; base::Sealed<base::Line> subject; };

#include <optional>
#include <string>
#include <utility>

namespace base {

inline constexpr const char* kErased = "[erased]";

template <class T>
class Sealed {
 public:
  using value_type = T;

  Sealed() = default;                            // erased
  Sealed(T value) : value_(std::move(value)) {}  // NOLINT: any T may stand where a sealed T is wanted

  const T* get() const { return value_ ? &*value_ : nullptr; }
  T* get() { return value_ ? &*value_ : nullptr; }
  bool erased() const { return !value_.has_value(); }
  void Erase() { value_.reset(); }
  T& Fill() { return value_.emplace(); }

  // The text, or "[erased]".
  std::string Shown() const { return value_ ? value_->ToString() : std::string(kErased); }

  friend Saying SayingOf(const Sealed& sealed) {
    return sealed.value_ ? Saying::AsIs(sealed.value_->ToString()) : Saying("[erased]");
  }
  friend bool operator==(const Sealed&, const Sealed&) = default;

 private:
  std::optional<T> value_;
};

}  // namespace base
