#include "cli/mapping.h"

#include <date/tz.h>
#include <toml++/toml.h>

#include <algorithm>
#include <fstream>
#include <sstream>

namespace cli {
namespace {

using base::ErrorCode;
using base::Fail;
using base::Fault;
using base::Result;

std::string At(const toml::source_region& region, const std::string& file) {
  return file + ":" + std::to_string(region.begin.line) + ":" + std::to_string(region.begin.column);
}

std::string Trimmed(std::string_view text) {
  const auto start = text.find_first_not_of(" \t\r\n");
  if (start == std::string_view::npos) return "";
  return std::string(text.substr(start, text.find_last_not_of(" \t\r\n") - start + 1));
}

}  // namespace

Result<base::Instant> ParseLocal(const std::string& text, const std::string& format, const std::string& zone) {
  std::istringstream in(text);
  date::local_seconds local;
  std::string abbreviation;
  std::chrono::minutes offset{0};
  in >> date::parse(format, local, abbreviation, offset);
  const bool whole = !in.fail() && (in.peek() == std::istringstream::traits_type::eof());
  if (!whole) return Fail(ErrorCode::Invalid, "expected a date like " + format + ", found " + base::Quoted(text));
  const bool own_offset = format.find("%z") != std::string::npos || format.find("%Ez") != std::string::npos;
  std::chrono::seconds ahead = offset;
  if (!own_offset && zone != "UTC") {
    const auto info = date::locate_zone(zone)->get_info(local);
    if (info.result == date::local_info::nonexistent) {
      return Fail(ErrorCode::Invalid, base::Quoted(text) + " never was in " + zone + ": the clocks went forward over it");
    }
    ahead = info.first.offset;  // of an hour that came twice, the first is taken
  }
  const base::Instant instant{(local.time_since_epoch() - ahead).count() * 1000};
  if (instant < base::kEarliest || instant > base::kLatest) {
    return Fail(ErrorCode::Invalid, "expected a year from 1900 to 2999, found " + base::Quoted(text));
  }
  return instant;
}

Result<Mapping> Mapping::FromFile(const std::string& file) {
  std::ifstream in(file);
  if (!in) return Fail(ErrorCode::NotFound, "the mapping " + file + " cannot be read");
  std::ostringstream text;
  text << in.rdbuf();
  return FromToml(text.str(), file);
}

Result<Mapping> Mapping::FromToml(const std::string& text, const std::string& file) {
  toml::table root;
  try {
    root = toml::parse(text, file);
  } catch (const toml::parse_error& error) {
    return Fail(ErrorCode::Invalid, At(error.source(), file) + ": " + std::string(error.description()));
  }
  Mapping mapping;
  std::vector<Fault> faults;
  const auto add = [&](const toml::node& node, std::string says) {
    faults.push_back({At(node.source(), file), std::move(says)});
  };

  const auto check_names = [&](const toml::table& table, const std::vector<std::string>& known) {
    for (const auto& [key, value] : table) {
      const std::string name(key.str());
      if (std::ranges::find(known, name) != known.end()) continue;
      std::string near = base::DidYouMean(name, known);
      add(value, base::Quoted(name) + " is not known here" + (near.empty() ? "; known: " + base::AllOf(known) : near));
    }
  };
  static const std::string kColumnsExpected = "expected the name of a column, or a list of names";
  const auto read_pick = [&](const toml::node& node, Pick& pick) {
    if (const auto one = node.value<std::string>()) {
      pick.columns = {*one};
    } else if (const toml::array* list = node.as_array()) {
      for (const toml::node& item : *list) {
        if (const auto name = item.value<std::string>())
          pick.columns.push_back(*name);
        else
          return add(item, kColumnsExpected);
      }
    }
    if (pick.columns.empty()) add(node, kColumnsExpected);
  };
  // Names that go into the records themselves.
  const auto check_word = [&](const toml::node& node, const std::string& name) {
    if (const auto word = base::Word::Parse(name); !word) add(node, base::Quoted(name) + ": " + word.error().faults.front().says);
  };
  const auto read_picks = [&](const char* name, std::map<std::string, Pick>& into, const std::vector<std::string>& known) {
    const toml::node* node = root.get(name);
    if (node == nullptr) return;
    const toml::table* table = node->as_table();
    if (table == nullptr) return add(*node, "expected a table of columns");
    if (!known.empty()) check_names(*table, known);
    for (const auto& [key, value] : *table) {
      check_word(value, std::string(key.str()));
      read_pick(value, into[std::string(key.str())]);
    }
  };
  const auto read_choice = [&](const char* name, Choice& choice, const std::vector<std::string>& ours,
                               const std::string& fallback) {
    choice.fallback = fallback;
    const toml::node* node = root.get(name);
    if (node == nullptr) return;
    const auto check = [&](const toml::node& value, const std::string& word) {
      if (std::ranges::find(ours, word) != ours.end()) return true;
      add(value, "expected one of " + base::AllOf(ours) + ", found " + base::Quoted(word) + base::DidYouMean(word, ours));
      return false;
    };
    if (const auto fixed = node->value<std::string>()) {
      if (check(*node, *fixed)) choice.fallback = *fixed;
      return;
    }
    const toml::table* table = node->as_table();
    if (table == nullptr) return add(*node, "expected a word, or a table with column, values and empty");
    check_names(*table, {"column", "values", "empty"});
    if (const toml::node* column = table->get("column"))
      read_pick(*column, choice.pick);
    else
      add(*table, "column is required: where the word stands");
    choice.fallback.clear();
    if (const toml::node* empty = table->get("empty")) {
      const std::string word = empty->value_or(std::string());
      if (check(*empty, word)) choice.fallback = word;
    }
    if (const toml::node* values = table->get("values")) {
      if (!values->is_table()) return add(*values, "expected a table from their words to ours");
      for (const auto& [key, value] : *values->as_table()) {
        const std::string word = value.value_or(std::string());
        if (check(value, word)) choice.values[std::string(key.str())] = word;
      }
    }
  };

  check_names(root, {"system", "id", "encoding", "delimiter", "empty", "received_at", "kind", "channel", "fields", "customer",
                     "customer_attributes", "attributes", "answers"});
  mapping.system_ = root["system"].value_or(std::string());
  if (mapping.system_.empty())
    faults.push_back({file, "system is required: a name for where the records come from, like \"old-desk\""});
  else
    check_word(*root.get("system"), mapping.system_);
  if (const toml::node* id = root.get("id")) {
    read_pick(*id, mapping.id_);
  } else {
    faults.push_back({file, "id is required: the column with each record's own number, so that none is taken in twice"});
  }
  if (const toml::node* encoding = root.get("encoding")) {
    const std::string name = encoding->value_or(std::string());
    if (name == "windows-1252")
      mapping.encoding_ = base::Encoding::Windows1252;
    else if (name != "utf-8")
      add(*encoding, "expected \"utf-8\" or \"windows-1252\", found " + base::Quoted(name));
  }
  if (const toml::node* delimiter = root.get("delimiter")) {
    const std::string sign = delimiter->value_or(std::string());
    if (sign.size() == 1 && std::string_view("\"\r\n").find(sign[0]) == std::string_view::npos)
      mapping.delimiter_ = sign[0];
    else
      add(*delimiter, "expected one sign, like \";\"");
  }
  if (const toml::array* empty = root["empty"].as_array()) {
    for (const toml::node& item : *empty) mapping.empty_.push_back(item.value_or(std::string()));
  }
  if (const toml::table* received = root["received_at"].as_table()) {
    check_names(*received, {"column", "format", "time_zone"});
    if (const toml::node* column = received->get("column")) read_pick(*column, mapping.received_);
    mapping.received_format_ = (*received)["format"].value_or(std::string());
    if (mapping.received_format_.empty()) add(*received, "format is required, like \"%d/%m/%Y %H:%M\"; dates are never guessed");
    if (mapping.received_format_.find("%Z") != std::string::npos) {
      add(*received,
          "the name of a zone (%Z) does not say which hour is meant; expected an offset (%z), or time_zone for all rows");
    }
    mapping.time_zone_ = (*received)["time_zone"].value_or(std::string("UTC"));
    try {
      if (mapping.time_zone_ != "UTC") date::locate_zone(mapping.time_zone_);
    } catch (const std::exception&) {
      add(*received, "there is no time zone " + base::Quoted(mapping.time_zone_) + "; expected a name like \"Europe/London\"");
    }
  }
  if (!mapping.received_.given()) faults.push_back({file, "[received_at] is required, with column and format"});
  read_choice("kind", mapping.kind_, base::TypeOf<cases::Kind>().names, "complaint");
  read_choice("channel", mapping.channel_, base::TypeOf<domain::Channel>().names, "unknown");
  read_picks("fields", mapping.texts_, {"subject", "words", "remedy_sought", "product", "category"});
  if (!mapping.texts_.contains("subject")) faults.push_back({file, "fields.subject is required: the problem in a line"});
  read_picks("customer", mapping.customer_, {"name", "organisation", "email", "phone", "address", "postcode", "account"});
  read_picks("customer_attributes", mapping.customer_attributes_, {});
  read_picks("attributes", mapping.attributes_, {});
  read_picks("answers", mapping.answers_, {});
  if (!faults.empty()) return std::unexpected(base::Error{ErrorCode::Invalid, "the mapping has faults", std::move(faults)});
  return mapping;
}

Result<void> Mapping::Bind(const std::vector<std::string>& header) {
  std::vector<Fault> faults;
  const auto bind = [&](Pick& pick) {
    pick.at.clear();
    for (const std::string& column : pick.columns) {
      const auto found = std::ranges::find(header, column);
      if (found == header.end()) {
        std::string near = base::DidYouMean(column, header);
        faults.push_back(
            {"header", "has no column " + base::Quoted(column) + (near.empty() ? "; it has: " + base::AllOf(header) : near)});
      } else if (std::ranges::count(header, column) > 1) {
        faults.push_back({"header", "has the column " + base::Quoted(column) + " more than once"});
      } else {
        pick.at.push_back(static_cast<std::size_t>(found - header.begin()));
      }
    }
  };
  bind(id_);
  bind(received_);
  bind(kind_.pick);
  bind(channel_.pick);
  for (auto* picks : {&texts_, &customer_, &customer_attributes_, &attributes_, &answers_}) {
    for (auto& [name, pick] : *picks) bind(pick);
  }
  if (!faults.empty())
    return std::unexpected(base::Error{ErrorCode::Invalid, "the file does not fit the mapping", std::move(faults)});
  return {};
}

// Reads the values of one row, gathering what is wrong with each.
class Mapping::Reader {
 public:
  Reader(const Mapping& mapping, const std::vector<std::string>& fields) : mapping_(mapping), fields_(fields) {}

  std::string Value(const Pick& pick) {
    for (const std::size_t at : pick.at) {
      if (at >= fields_.size()) continue;
      auto text = base::ToUtf8(fields_[at], mapping_.encoding_);
      if (!text) {
        Add(pick, text.error().says);
        return "";
      }
      std::string value = Trimmed(*text);
      if (!value.empty() && std::ranges::find(mapping_.empty_, value) == mapping_.empty_.end()) return value;
    }
    return "";
  }

  template <class T>
  std::optional<T> Text(const Pick& pick) {
    const std::string value = Value(pick);
    if (value.empty()) return std::nullopt;
    auto parsed = T::Parse(value);
    if (parsed) return *std::move(parsed);
    Add(pick, parsed.error().faults.empty() ? parsed.error().says : parsed.error().faults.front().says);
    return std::nullopt;
  }
  template <class T>
  std::optional<T> Named(const std::map<std::string, Pick>& picks, const char* name) {
    const auto found = picks.find(name);
    return found == picks.end() ? std::nullopt : Text<T>(found->second);
  }
  template <class T>
  std::optional<base::Sealed<T>> Secret(const std::map<std::string, Pick>& picks, const char* name) {
    auto value = Named<T>(picks, name);
    return value ? std::optional<base::Sealed<T>>(*std::move(value)) : std::nullopt;
  }
  template <class E>
  E Chosen(const Choice& choice) {
    std::string word = choice.fallback;
    const std::string value = Value(choice.pick);
    if (!value.empty()) {
      const auto found = choice.values.find(value);
      if (found == choice.values.end()) {
        std::vector<std::string> known;
        for (const auto& [theirs, ours] : choice.values) known.push_back(theirs);
        Add(choice.pick, "the mapping does not know " + base::Quoted(value) + base::DidYouMean(value, known));
        return E{};
      }
      word = found->second;
    } else if (choice.pick.given() && word.empty()) {
      Add(choice.pick, "is empty");
      return E{};
    }
    const auto& names = base::TypeOf<E>().names;
    return static_cast<E>(std::ranges::find(names, word) - names.begin());
  }
  template <class V>
  void Fill(const std::map<std::string, Pick>& picks, std::map<base::Word, V>& into) {
    for (const auto& [name, pick] : picks) {
      if constexpr (std::is_same_v<V, base::Line>) {
        if (auto value = Text<base::Line>(pick)) into.emplace(base::Word(name), *std::move(value));
      } else {
        if (auto value = Text<base::Prose>(pick)) into.emplace(base::Word(name), *std::move(value));
      }
    }
  }

  void Add(const Pick& pick, std::string says) {
    faults_.push_back({pick.columns.empty() ? "" : pick.columns.front(), std::move(says)});
  }
  std::vector<Fault>& faults() { return faults_; }

 private:
  const Mapping& mapping_;
  const std::vector<std::string>& fields_;
  std::vector<Fault> faults_;
};

Result<cases::LogCase> Mapping::Read(const std::vector<std::string>& fields) const {
  Reader reader(*this, fields);
  cases::LogCase log;
  if (auto id = reader.Text<base::Word>(id_)) {
    log.source = cases::Source{base::Word(system_), *std::move(id)};
  } else if (reader.faults().empty()) {
    reader.Add(id_, "is empty; without its own number a record could be taken in twice");
  }
  const std::string received = reader.Value(received_);
  if (received.empty()) {
    reader.Add(received_, "is empty");
  } else if (auto instant = ParseLocal(received, received_format_, time_zone_)) {
    log.received_at = *instant;
  } else {
    reader.Add(received_, instant.error().says);
  }
  log.kind = reader.Chosen<cases::Kind>(kind_);
  log.channel = reader.Chosen<domain::Channel>(channel_);
  if (auto subject = reader.Named<base::Line>(texts_, "subject")) {
    log.subject = *std::move(subject);
  } else if (std::ranges::none_of(reader.faults(),
                                  [&](const Fault& f) { return f.path == texts_.at("subject").columns.front(); })) {
    reader.Add(texts_.at("subject"), "is empty; a case needs its problem in a line");
  }
  log.words = reader.Secret<base::Prose>(texts_, "words");
  log.remedy_sought = reader.Secret<base::Prose>(texts_, "remedy_sought");
  log.product = reader.Named<base::Line>(texts_, "product");
  log.category = reader.Named<base::Line>(texts_, "category");
  customers::Profile profile;
  profile.name = reader.Secret<base::Line>(customer_, "name");
  profile.organisation = reader.Secret<base::Line>(customer_, "organisation");
  profile.email = reader.Secret<customers::EmailAddress>(customer_, "email");
  profile.phone = reader.Secret<customers::PhoneNumber>(customer_, "phone");
  profile.address = reader.Secret<base::Prose>(customer_, "address");
  profile.postcode = reader.Secret<base::Line>(customer_, "postcode");
  profile.account = reader.Secret<base::Line>(customer_, "account");
  log.new_customer = std::move(profile);
  reader.Fill(customer_attributes_, log.new_customer_attributes);
  reader.Fill(attributes_, log.attributes);
  reader.Fill(answers_, log.answers);
  if (!reader.faults().empty())
    return std::unexpected(base::Error{ErrorCode::Invalid, "the row has faults", std::move(reader.faults())});
  return log;
}

const std::string& Mapping::CfpbToml() {
  // The columns as the Bureau publishes them; names in the narratives are masked by it as XXXX, and no complainant is
  // named. A date has no time there: the start of the day in UTC stands for it.
  static const std::string toml = R"toml(
system = "cfpb"
id = "Complaint ID"
empty = ["N/A", "None"]
kind = "complaint"

[received_at]
column = "Date received"
format = "%Y-%m-%d"
time_zone = "UTC"

[channel]
column = "Submitted via"
empty = "unknown"
[channel.values]
"Web" = "web"
"Web Referral" = "referral"
"Referral" = "referral"
"Phone" = "telephone"
"Postal mail" = "letter"
"Fax" = "fax"
"Email" = "email"

[fields]
subject = ["Issue", "Product"]
words = "Consumer complaint narrative"
product = "Product"
category = ["Issue", "Product"]

[customer_attributes]
region = "State"

[attributes]
company = "Company"
region = "State"
postcode-area = "ZIP code"
sub-product = "Sub-product"
sub-issue = "Sub-issue"
tags = "Tags"
consent = "Consumer consent provided?"
sent-to-company = "Date sent to company"
company-response = "Company response to consumer"
company-statement = "Company public response"
timely = "Timely response?"
disputed = "Consumer disputed?"
)toml";
  return toml;
}

}  // namespace cli
