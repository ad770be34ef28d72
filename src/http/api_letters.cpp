// Letters from a case: a draft from the desk's template, what would keep a text from going out, and each letter as it went.
// Sending one is a command like any other.

#include <charconv>

#include "http/api.h"
#include "http/replies.h"

namespace http {
namespace {

struct ProofView {
  letters::LetterReview review;
  letters::Print print = letters::Print::Normal;
  std::string plain;
  std::string html;
};
BOOST_DESCRIBE_STRUCT(ProofView, (), (review, print, plain, html))
AMENDS_DOC(ProofView, "A letter as it would go out.", {"review", "What would keep it from going, and how it reads."},
           {"print", "Large, if the customer needs large print."}, {"plain", "As an e-mail has it."},
           {"html", "As a page by itself."})

struct DraftQuery {
  std::optional<base::Instant> next_news_by;
};
BOOST_DESCRIBE_STRUCT(DraftQuery, (), (next_news_by))
AMENDS_DOC(DraftQuery, "What the letter is to say besides.",
           {"next_news_by", "When the customer will hear from us next; the promise that stands, if left out."})

enum class As : std::uint8_t { Pdf, Html, Text };
BOOST_DESCRIBE_ENUM(As, Pdf, Html, Text)

struct AsQuery {
  std::optional<As> as;
};
BOOST_DESCRIBE_STRUCT(AsQuery, (), (as))
AMENDS_DOC(AsQuery, "In which form.", {"as", "pdf (if left out), html or text."})

}  // namespace

void Api::AddLetters() {
  const auto typeset = [this](const app::LetterProof& proof, base::Instant at, app::LetterState state) {
    if (options_.typesetter == nullptr) {
      return ToReply(Fail(ErrorCode::Unavailable, Saying("this server sets no PDF; ask for html or text")).error());
    }
    auto pdf = options_.typesetter->Typeset(proof.letter, at, proof.print, state);
    if (!pdf) return ToReply(pdf.error());
    Reply reply;
    reply.type = "application/pdf";
    reply.body = *std::move(pdf);
    reply.headers.emplace_back("Content-Disposition", "inline; filename=\"" + proof.letter.frame.reference + ".pdf\"");
    return reply;
  };
  // The text that somebody sent, as a letter of the case they named.
  const auto proof_of = [this](const Message& message) -> base::Result<app::LetterProof> {
    TRY(const auto id, Captured<CaseId>(message));
    TRY(const auto body, Body<app::LetterText>(message));
    return service_.ProofLetter(id, body, message.identity->viewer);
  };

  Endpoint draft{
      "GET", "/api/v1/cases/{ref}/letters/{kind}", "draft-letter", "Letters",
      "Draft a letter from the desk's template and what the case knows, with what it still lacks. Nothing is recorded."};
  draft.runs = Runs::Aside;
  draft.query = &base::TypeOf<DraftQuery>();
  draft.reply = &base::TypeOf<app::LetterDraft>();
  draft.now = [this](const Message& message) {
    const auto id = Captured<CaseId>(message);
    if (!id) return ToReply(id.error());
    const auto kind = letters::KindNamed(message.captures.at(1));
    if (!kind) return ToReply(kind.error());
    const auto query = ReadQuery<DraftQuery>(message);
    if (!query) return ToReply(query.error());
    return JsonOf(service_.DraftLetter(*id, *kind, message.identity->viewer, query->next_news_by));
  };
  router_.Add(std::move(draft));

  Endpoint check{"POST", "/api/v1/cases/{ref}/letters/check", "check-letter", "Letters",
                 "What would keep this text from going out, how it reads, and how it would look. Nothing is recorded."};
  check.runs = Runs::Aside;
  check.body = &base::TypeOf<app::LetterText>();
  check.reply = &base::TypeOf<ProofView>();
  check.now = [proof_of](const Message& message) {
    const auto proof = proof_of(message);
    if (!proof) return ToReply(proof.error());
    return Shown(
        ProofView{proof->review, proof->print, letters::ToText(proof->letter), letters::ToHtml(proof->letter, proof->print)});
  };
  router_.Add(std::move(check));

  Endpoint preview{"POST", "/api/v1/cases/{ref}/letters/preview", "preview-letter", "Letters",
                   "The text typeset as a PDF that says on every page that it is a draft. Nothing is recorded."};
  preview.runs = Runs::Aside;
  preview.body = &base::TypeOf<app::LetterText>();
  preview.reply_type = "application/pdf";
  preview.now = [this, proof_of, typeset](const Message& message) {
    const auto proof = proof_of(message);
    if (!proof) return ToReply(proof.error());
    return typeset(*proof, service_.clock().Now(), app::LetterState::Draft);
  };
  router_.Add(std::move(preview));

  Endpoint sent{"GET", "/api/v1/cases/{ref}/letters/sent/{number}", "fetch-letter", "Letters",
                "A letter as it went out, on the letterhead and to the address of that day; the first is number 1."};
  sent.runs = Runs::Aside;
  sent.query = &base::TypeOf<AsQuery>();
  sent.reply_type = "*/*";
  sent.now = [this, typeset](const Message& message) {
    const auto id = Captured<CaseId>(message);
    if (!id) return ToReply(id.error());
    const auto query = ReadQuery<AsQuery>(message);
    if (!query) return ToReply(query.error());
    const auto number = NumberIn(message, 1);
    if (!number) return ToReply(number.error());
    const auto letter = service_.LetterOf(*id, *number, message.identity->viewer);
    if (!letter) return ToReply(letter.error());
    const auto& [proof, at] = *letter;
    const As as = query->as.value_or(As::Pdf);
    if (as == As::Pdf) return typeset(proof, at, app::LetterState::Final);
    Reply reply;
    reply.type = as == As::Html ? "text/html; charset=utf-8" : "text/plain; charset=utf-8";
    reply.body = as == As::Html ? letters::ToHtml(proof.letter, proof.print) : letters::ToText(proof.letter);
    if (as == As::Html)
      reply.headers.emplace_back("Content-Security-Policy", "sandbox; default-src 'none'; style-src 'unsafe-inline'");
    return reply;
  };
  router_.Add(std::move(sent));
}

}  // namespace http
