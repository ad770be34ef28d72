#include "store/sealer.h"

namespace store {
namespace {

std::string EventPlace(const EventRow& row) { return row.stream + "|" + std::to_string(row.version) + "|" + row.type; }

std::string Joined(const std::vector<std::string>& tokens) {
  std::string joined;
  for (const std::string& token : tokens) joined += (joined.empty() ? "" : " ") + token;
  return joined;
}

}  // namespace

base::Digest ChainHash(const base::Digest& previous, const EventRow& row) {
  return base::Hasher()
      .Add(previous)
      .Add(row.stream)
      .Add(row.version)
      .Add(row.type)
      .Add(row.at.millis)
      .Add(row.actor)
      .Add(row.facts)
      .Add(row.sealed.value_or(""))
      .Add(row.key.value_or(""))
      .Finish();
}

std::string SealEvent(const NamedKey& key, const EventRow& row, std::string_view plain) {
  return base::Base64(base::Seal(key.key, plain, EventPlace(row)));
}

std::optional<std::string> OpenEvent(const base::Key& key, const EventRow& row) {
  const auto bytes = base::FromBase64(row.sealed.value_or(""));
  return bytes ? base::Open(key, *bytes, EventPlace(row)) : std::nullopt;
}

// A cell carries the name of its key in front, because a row has no column for it.
std::string SealCell(const NamedKey& key, std::string_view place, std::string_view plain) {
  return key.name + ":" + base::Base64(base::Seal(key.key, plain, place));
}

std::optional<std::string> OpenCell(KeyRing& ring, Sql& sql, std::string_view place, const std::string& sealed) {
  const std::size_t colon = sealed.find(':');
  if (colon == std::string::npos) return std::nullopt;
  const auto key = ring.Find(sql, sealed.substr(0, colon));
  const auto bytes = base::FromBase64(std::string_view(sealed).substr(colon + 1));
  if (!key || !*key || !bytes) return std::nullopt;
  return base::Open(**key, *bytes, place);
}

void SealRow(app::Row& row, const KeyRing& ring, const std::function<const NamedKey*(std::int64_t)>& key_for) {
  const auto seal = [&](app::Secret& secret, std::int64_t customer, const std::string& place) {
    if (!secret.text) return;
    const NamedKey* key = key_for(customer);
    secret.text = key == nullptr ? std::nullopt : std::optional(SealCell(*key, place, *secret.text));
  };
  std::visit(
      [&]<class R>(R& r) {
        if constexpr (std::is_same_v<R, app::CaseRow>) {
          seal(r.subject, r.customer, "case_list.subject|" + std::to_string(r.id));
        } else if constexpr (std::is_same_v<R, app::CustomerRow>) {
          const std::string id = std::to_string(r.id);
          seal(r.name, r.id, "customer.name|" + id);
          seal(r.organisation, r.id, "customer.organisation|" + id);
          seal(r.postcode, r.id, "customer.postcode|" + id);
        } else if constexpr (std::is_same_v<R, app::CaseSearchRow>) {
          r.terms.words = {Joined(CaseTokens(ring, r.terms.words))};
        } else if constexpr (std::is_same_v<R, app::CustomerSearchRow>) {
          r.terms.words = {Joined(CustomerTokens(ring, r.terms.words))};
        } else if constexpr (std::is_same_v<R, app::CustomerMatchRow>) {
          r.mark.words = {MatchToken(ring, r.kind, r.mark.words.empty() ? "" : r.mark.words.front())};
        }
      },
      row);
}

std::vector<std::string> CaseTokens(const KeyRing& ring, const std::vector<std::string>& words) {
  std::vector<std::string> tokens;
  tokens.reserve(words.size());
  for (const std::string& word : words) tokens.push_back(ring.Token(word));
  return tokens;
}

std::vector<std::string> CustomerTokens(const KeyRing& ring, const std::vector<std::string>& words) {
  std::vector<std::string> tokens;
  tokens.reserve(words.size());
  for (const std::string& word : words) tokens.push_back(ring.Token("customer|" + word));
  return tokens;
}

// Two tokens long: a match joins two people's records, so a chance collision must be out of the question.
std::string MatchToken(const KeyRing& ring, const std::string& kind, const std::string& text) {
  return ring.Token("match|" + kind + "|" + text) + ring.Token("match2|" + kind + "|" + text);
}

}  // namespace store
