#pragma once
// One connection to either database, with its prepared statements. Queries are written once, in SQL that both speak;
// what they do not share is in dialect.h. Throws soci::soci_error; nothing outside store/ sees that, see Guard.
//
//   auto rows = sql.Rows<std::int64_t, std::string>("select id, name from desk_user where role = :r", role);

#include <soci/soci.h>

#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <typeindex>
#include <unordered_map>
#include <variant>
#include <vector>

#include "base/result.h"
#include "store/dialect.h"

namespace store {

// One value on its way in or out: SOCI knows long long and string, and a flag for null.
template <class T>
struct Slot;

template <>
struct Slot<std::int64_t> {
  long long value = 0;
  soci::indicator state = soci::i_ok;
  void Set(std::int64_t from) { value = from; }
  std::int64_t Get() const { return state == soci::i_ok ? value : 0; }
};
template <>
struct Slot<std::string> {
  std::string value;
  soci::indicator state = soci::i_ok;
  void Set(const std::string& from) { value = from; }
  std::string Get() const { return state == soci::i_ok ? value : std::string(); }
};
template <class T>
struct Slot<std::optional<T>> : Slot<T> {
  void Set(const std::optional<T>& from) {
    this->state = from ? soci::i_ok : soci::i_null;
    if (from) Slot<T>::Set(*from);
  }
  std::optional<T> Get() const { return this->state == soci::i_ok ? std::optional(Slot<T>::Get()) : std::nullopt; }
};

// What a caller may pass, as the type its slot has.
template <class T>
using SlotType = std::conditional_t<std::is_integral_v<T>, std::int64_t,
                                    std::conditional_t<std::is_convertible_v<const T&, std::string>, std::string, T>>;

using Cell = std::variant<std::int64_t, std::string>;

class Sql {
 public:
  Sql(std::unique_ptr<soci::session> session, const Dialect& dialect) : session_(std::move(session)), dialect_(dialect) {}

  const Dialect& dialect() const { return dialect_; }
  soci::session& session() { return *session_; }

  // Statements without parameters that are not worth keeping: pragmas, DDL, begin and commit.
  void Run(const std::string& sql) { *session_ << sql; }

  // Returns the number of rows touched. The statement is prepared once and kept.
  template <class... P>
  std::int64_t Execute(const char* sql, const P&... params) {
    auto& statement = Prepared<std::tuple<>, std::tuple<SlotType<P>...>>(sql);
    statement.Bind(params...);
    statement.soci.execute(true);
    return statement.soci.get_affected_rows();
  }

  template <class... Columns, class... P>
  std::vector<std::tuple<Columns...>> Rows(const char* sql, const P&... params) {
    std::vector<std::tuple<Columns...>> rows;
    Each<Columns...>(sql, [&](Columns... columns) { rows.emplace_back(std::move(columns)...); }, params...);
    return rows;
  }

  // The first row, if any. The statement is read to its end, so that no read transaction is left open.
  template <class... Columns, class... P>
  std::optional<std::tuple<Columns...>> One(const char* sql, const P&... params) {
    std::optional<std::tuple<Columns...>> first;
    Each<Columns...>(
        sql,
        [&](Columns... columns) {
          if (!first) first.emplace(std::move(columns)...);
        },
        params...);
    return first;
  }

  // Calls `take(columns...)` for each row without holding them all.
  template <class... Columns, class Take, class... P>
  void Each(const char* sql, Take take, const P&... params) {
    auto& statement = Prepared<std::tuple<Columns...>, std::tuple<SlotType<P>...>>(sql);
    statement.Bind(params...);
    statement.soci.execute();
    while (statement.soci.fetch()) {
      std::apply([&](auto&... slots) { take(slots.Get()...); }, statement.outs);
    }
  }

  // A query whose text and parameters are put together at run time.
  template <class... Columns, class Take>
  void EachDynamic(const std::string& sql, const std::vector<Cell>& params, Take take) {
    std::tuple<Slot<Columns>...> outs;
    std::vector<long long> numbers(params.size());
    soci::statement statement(*session_);
    std::apply([&](auto&... slots) { (statement.exchange(soci::into(slots.value, slots.state)), ...); }, outs);
    for (std::size_t i = 0; i < params.size(); ++i) {
      if (const auto* number = std::get_if<std::int64_t>(&params[i])) {
        numbers[i] = *number;
        statement.exchange(soci::use(numbers[i]));
      } else {
        statement.exchange(soci::use(std::get<std::string>(params[i])));
      }
    }
    statement.alloc();
    statement.prepare(sql);
    statement.define_and_bind();
    statement.execute();
    while (statement.fetch()) {
      std::apply([&](auto&... slots) { take(slots.Get()...); }, outs);
    }
  }

  // After an error a kept statement may be half done.
  void Forget() {
    kept_.clear();
    attached_.clear();
  }

  // A place to keep statements that write whole rows; see row_writer.h.
  template <class T>
  T& Attached() {
    auto& slot = attached_[std::type_index(typeid(T))];
    if (!slot) slot = std::make_unique<Holder<T>>(*this);
    return static_cast<Holder<T>&>(*slot).value;
  }

 private:
  struct Base {
    virtual ~Base() = default;
  };
  template <class T>
  struct Holder : Base {
    explicit Holder(Sql& sql) : value(sql) {}
    T value;
  };
  // The same text may be read into different columns.
  struct Kept {
    std::string_view sql;
    std::type_index type;
    friend bool operator==(const Kept&, const Kept&) = default;
  };
  struct HashKept {
    std::size_t operator()(const Kept& kept) const { return std::hash<std::string_view>{}(kept.sql) ^ kept.type.hash_code(); }
  };

  template <class Outs, class Ins>
  struct Statement;
  template <class... Out, class... In>
  struct Statement<std::tuple<Out...>, std::tuple<In...>> : Base {
    std::tuple<Slot<Out>...> outs;
    std::tuple<Slot<In>...> ins;
    soci::statement soci;

    Statement(soci::session& session, const char* sql) : soci(session) {
      std::apply([&](auto&... slots) { (soci.exchange(soci::into(slots.value, slots.state)), ...); }, outs);
      std::apply([&](auto&... slots) { (soci.exchange(soci::use(slots.value, slots.state)), ...); }, ins);
      soci.alloc();
      soci.prepare(sql);
      soci.define_and_bind();
    }
    template <class... P>
    void Bind(const P&... params) {
      std::apply([&](auto&... slots) { (slots.Set(params), ...); }, ins);
    }
  };

  template <class Outs, class Ins>
  Statement<Outs, Ins>& Prepared(const char* sql) {
    auto& slot = kept_[Kept{sql, std::type_index(typeid(Statement<Outs, Ins>))}];
    if (!slot) slot = std::make_unique<Statement<Outs, Ins>>(*session_, sql);
    return static_cast<Statement<Outs, Ins>&>(*slot);
  }

  std::unique_ptr<soci::session> session_;
  const Dialect& dialect_;
  std::unordered_map<Kept, std::unique_ptr<Base>, HashKept> kept_;
  std::unordered_map<std::type_index, std::unique_ptr<Base>> attached_;
};

}  // namespace store
