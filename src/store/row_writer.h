#pragma once
// Writing a projection's rows from their struct: the SQL follows from the description, so a new column is a member and
// a line of DDL. Rows come here sealed (see sealer.h): Secret and Terms are plain text columns by now.

#include <boost/describe.hpp>

#include "app/rows.h"
#include "store/sql.h"

namespace store {

template <class R>
struct TableOf;
template <>
struct TableOf<app::CaseRow> {
  static constexpr std::string_view kName = "case_list";
  static constexpr std::string_view kKey = "id";
  static constexpr std::string_view kOwner = "id";
};
template <>
struct TableOf<app::DeadlineRow> {
  static constexpr std::string_view kName = "deadline";
  static constexpr std::string_view kKey = "case_id, clock";
  static constexpr std::string_view kOwner = "case_id";
};
template <>
struct TableOf<app::EscalationRow> {
  static constexpr std::string_view kName = "escalation";
  static constexpr std::string_view kKey = "case_id, number";
  static constexpr std::string_view kOwner = "case_id";
};
template <>
struct TableOf<app::FactRow> {
  static constexpr std::string_view kName = "fact";
  static constexpr std::string_view kKey = "id";
  static constexpr std::string_view kOwner = "id";
};
template <>
struct TableOf<app::CaseSearchRow> {
  static constexpr std::string_view kName = "case_search";
  static constexpr std::string_view kKey = "id";
  static constexpr std::string_view kOwner = "id";
};
template <>
struct TableOf<app::CustomerRow> {
  static constexpr std::string_view kName = "customer";
  static constexpr std::string_view kKey = "id";
  static constexpr std::string_view kOwner = "id";
};
template <>
struct TableOf<app::CustomerMatchRow> {
  static constexpr std::string_view kName = "customer_match";
  static constexpr std::string_view kKey = "customer, kind";
  static constexpr std::string_view kOwner = "customer";
};
template <>
struct TableOf<app::CustomerSearchRow> {
  static constexpr std::string_view kName = "customer_search";
  static constexpr std::string_view kKey = "id";
  static constexpr std::string_view kOwner = "id";
};
template <>
struct TableOf<app::UserRow> {
  static constexpr std::string_view kName = "desk_user";
  static constexpr std::string_view kKey = "id";
  static constexpr std::string_view kOwner = "id";
};

template <>
struct Slot<app::Secret> : Slot<std::optional<std::string>> {
  void Set(const app::Secret& from) { Slot<std::optional<std::string>>::Set(from.text); }
  app::Secret Get() const { return {Slot<std::optional<std::string>>::Get()}; }
};
// A sealed Terms holds its tokens in one word already.
inline std::string SealedText(const app::Terms& terms) { return terms.words.empty() ? std::string() : terms.words.front(); }
template <>
struct Slot<app::Terms> : Slot<std::string> {
  void Set(const app::Terms& from) { value = SealedText(from); }
  app::Terms Get() const { return {{Slot<std::string>::Get()}}; }
};

template <class R>
class RowWriter {
  using Members = boost::describe::describe_members<R, boost::describe::mod_public>;

  template <class D>
  static bool IsKey(D) {
    const std::string key = ", " + std::string(TableOf<R>::kKey) + ",";
    return key.find(", " + std::string(D::name) + ",") != std::string::npos;
  }
  template <class D>
  using SlotOf = Slot<std::remove_cvref_t<decltype(std::declval<R&>().*D::pointer)>>;
  using Slots = boost::mp11::mp_apply<std::tuple, boost::mp11::mp_transform<SlotOf, Members>>;

 public:
  explicit RowWriter(Sql& sql) : put_(sql.session()), remove_(sql.session()) {
    std::string columns;
    std::string values;
    std::string updates;
    std::string condition;
    boost::mp11::mp_for_each<Members>([&](auto d) {
      const std::string name = d.name;
      columns += (columns.empty() ? "" : ", ") + name;
      values += (values.empty() ? ":" : ", :") + name;
      if (IsKey(d)) {
        condition += (condition.empty() ? "" : " and ") + name + " = :" + name;
      } else {
        updates += (updates.empty() ? "" : ", ") + name + " = excluded." + name;
      }
    });
    const std::string table(TableOf<R>::kName);
    std::apply([&](auto&... slots) { (put_.exchange(soci::use(slots.value, slots.state)), ...); }, slots_);
    Ready(put_, "insert into " + table + " (" + columns + ") values (" + values + ") on conflict (" +
                    std::string(TableOf<R>::kKey) + ") do update set " + updates);
    EachSlot([&](auto d, auto& slot) {
      if (IsKey(d)) remove_.exchange(soci::use(slot.value, slot.state));
    });
    Ready(remove_, "delete from " + table + " where " + condition);
  }

  void Put(const R& row) {
    EachSlot([&](auto d, auto& slot) { slot.Set(row.*d.pointer); });
    put_.execute(true);
  }
  void Remove(const R& row) {
    EachSlot([&](auto d, auto& slot) { slot.Set(row.*d.pointer); });
    remove_.execute(true);
  }

 private:
  template <class Visit>
  void EachSlot(Visit visit) {
    boost::mp11::mp_for_each<boost::mp11::mp_iota<boost::mp11::mp_size<Members>>>(
        [&](auto i) { visit(boost::mp11::mp_at<Members, decltype(i)>{}, std::get<decltype(i)::value>(slots_)); });
  }
  static void Ready(soci::statement& statement, const std::string& sql) {
    statement.alloc();
    statement.prepare(sql);
    statement.define_and_bind();
  }

  Slots slots_;
  soci::statement put_;
  soci::statement remove_;
};

// Reads the rows of one table that belong to one stream, for comparing with what the events say.
template <class R>
class RowReader {
  using Members = boost::describe::describe_members<R, boost::describe::mod_public>;
  template <class D>
  using SlotOf = Slot<std::remove_cvref_t<decltype(std::declval<R&>().*D::pointer)>>;
  using Slots = boost::mp11::mp_apply<std::tuple, boost::mp11::mp_transform<SlotOf, Members>>;

 public:
  explicit RowReader(Sql& sql) : select_(sql.session()) {
    std::string columns;
    boost::mp11::mp_for_each<Members>([&](auto d) { columns += (columns.empty() ? "" : ", ") + std::string(d.name); });
    std::apply([&](auto&... slots) { (select_.exchange(soci::into(slots.value, slots.state)), ...); }, slots_);
    select_.exchange(soci::use(owner_.value, owner_.state));
    select_.alloc();
    select_.prepare("select " + columns + " from " + std::string(TableOf<R>::kName) + " where " +
                    std::string(TableOf<R>::kOwner) + " = :owner");
    select_.define_and_bind();
  }

  std::vector<R> Read(std::int64_t owner) {
    std::vector<R> rows;
    owner_.Set(owner);
    select_.execute();
    while (select_.fetch()) {
      R row;
      boost::mp11::mp_for_each<boost::mp11::mp_iota<boost::mp11::mp_size<Members>>>([&](auto i) {
        using D = boost::mp11::mp_at<Members, decltype(i)>;
        row.*D::pointer = std::get<decltype(i)::value>(slots_).Get();
      });
      rows.push_back(std::move(row));
    }
    return rows;
  }

 private:
  Slots slots_;
  Slot<std::int64_t> owner_;
  soci::statement select_;
};

template <class R>
constexpr std::optional<SearchTable> kSearchTable = {};
template <>
inline constexpr std::optional<SearchTable> kSearchTable<app::CaseSearchRow> = SearchTable::Cases;
template <>
inline constexpr std::optional<SearchTable> kSearchTable<app::CustomerSearchRow> = SearchTable::Customers;

inline void PutRow(Sql& sql, const app::Row& row) {
  std::visit(
      [&]<class R>(const R& r) {
        if constexpr (kSearchTable<R>) sql.dialect().BeforeSearchRow(sql, *kSearchTable<R>, r.id);
        sql.Attached<RowWriter<R>>().Put(r);
        if constexpr (kSearchTable<R>) sql.dialect().AfterSearchRow(sql, *kSearchTable<R>, r.id, SealedText(r.terms));
      },
      row);
}
inline void RemoveRow(Sql& sql, const app::Row& row) {
  std::visit(
      [&]<class R>(const R& r) {
        if constexpr (kSearchTable<R>) sql.dialect().BeforeSearchRow(sql, *kSearchTable<R>, r.id);
        sql.Attached<RowWriter<R>>().Remove(r);
      },
      row);
}

}  // namespace store
