#include <magic.h>

#include <algorithm>

#include "http/api.h"
#include "http/case_upload.h"
#include "http/replies.h"

namespace http {
namespace {

// What a file is, by looking into it; what the sender calls it is not believed.
std::string SniffType(std::string_view first_bytes) {
  struct Close {
    void operator()(magic_set* cookie) const { magic_close(cookie); }
  };
  thread_local const std::unique_ptr<magic_set, Close> cookie = [] {
    std::unique_ptr<magic_set, Close> made(magic_open(MAGIC_MIME_TYPE));
    if (made && magic_load(made.get(), nullptr) != 0) made.reset();
    return made;
  }();
  const char* type = cookie ? magic_buffer(cookie.get(), first_bytes.data(), first_bytes.size()) : nullptr;
  return type == nullptr ? "application/octet-stream" : type;
}

// Percent-encodes for filename*=UTF-8''...
std::string ForHeader(const std::string& text) {
  static constexpr char kHex[] = "0123456789ABCDEF";
  std::string encoded;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) != 0 || c == '.' || c == '-' || c == '_') {
      encoded += c;
    } else {
      encoded += '%';
      encoded += kHex[byte >> 4U];
      encoded += kHex[byte & 15U];
    }
  }
  return encoded;
}

class CaseUpload final : public Endpoint::Upload {
 public:
  CaseUpload(app::Service& service, CaseId id, FileQuery query, app::Request request, std::unique_ptr<app::BlobWriter> writer)
      : service_(service), id_(id), query_(std::move(query)), request_(std::move(request)), writer_(std::move(writer)) {}

  Result<void> Take(std::string_view bytes) override {
    if (first_.size() < 4096) first_.append(bytes.substr(0, 4096 - first_.size()));
    size_ += static_cast<std::int64_t>(bytes.size());
    return writer_->Write(bytes);
  }

  void Finish(Respond respond) override {
    if (size_ == 0) return respond(ToReply(base::FailAt("", Saying("the file is empty")).error()));
    auto address = writer_->Finish();
    if (!address) return respond(ToReply(address.error()));
    // The bytes were not known yet when the request was read, and are part of it.
    if (request_.idempotency_key) {
      request_.digest = base::Hex(base::Hasher().Add(request_.digest).Add(query_.name.str()).Add(*address).Finish());
    }
    cases::AttachFile command;
    command.name = cases::SealedLine(query_.name);
    command.media_type = base::Line(SniffType(first_));
    command.size = size_;
    command.blob = *std::move(address);
    if (query_.note) command.note = cases::SealedProse(*query_.note);
    service_.Handle(id_, std::move(command), std::move(request_),
                    [respond = std::move(respond)](Result<app::Answer> answer) mutable { respond(AnswerReply(answer, 201)); });
  }

 private:
  app::Service& service_;
  CaseId id_;
  FileQuery query_;
  app::Request request_;
  std::unique_ptr<app::BlobWriter> writer_;
  std::string first_;
  std::int64_t size_ = 0;
};

}  // namespace

Result<Endpoint::Opened> OpenCaseUpload(app::Service& service, app::BlobStore& blobs, CaseId id, FileQuery query,
                                        app::Request request) {
  TRY(const auto view, service.ViewCase(id, request.viewer));
  if (auto refusals = cases::RefusalsOf(view.guide, "attach-file"); !refusals.empty() && !request.idempotency_key) {
    return Endpoint::Opened(std::move(refusals));
  }
  TRY(auto writer, blobs.NewBlob(view.state.customer));
  return Endpoint::Opened(std::make_unique<CaseUpload>(service, id, std::move(query), std::move(request), std::move(writer)));
}

Reply FileReply(app::BlobStore& blobs, const cases::Case& c, base::AttachmentId file_id) {
  const cases::Attachment* file = cases::FindAttachment(c, file_id);
  if (file == nullptr) return ToReply(Fail(ErrorCode::NotFound, Saying("this case has no file {}", file_id)).error());
  auto blob = blobs.FindBlob(file->blob);
  if (!blob) return ToReply(blob.error());
  Reply reply;
  reply.type = file->media_type.str();
  reply.headers.emplace_back("Content-Disposition", "attachment; filename*=UTF-8''" + ForHeader(file->name.Shown()));
  reply.headers.emplace_back("Content-Security-Policy", "sandbox; default-src 'none'");
  reply.size = static_cast<std::uint64_t>(blob->size);
  reply.pieces = [&blobs, blob = *std::move(blob), number = std::int64_t{0}]() mutable -> Result<std::optional<std::string>> {
    if (number == blob.pieces) return std::optional<std::string>();
    TRY(auto piece, blobs.ReadPiece(blob, number++));
    return std::optional(std::move(piece));
  };
  return reply;
}

void Api::AddFiles() {
  Endpoint attach{"POST", "/api/v1/cases/{ref}/files", "attach-file", "Files",
                  "Attach a file: its bytes are the body, up to 25 MB. Its kind is found by looking into it."};
  attach.query = &base::TypeOf<FileQuery>();
  attach.reply = &base::TypeOf<app::CommandReply>();
  attach.status = 201;
  attach.takes_file = true;
  attach.takes_if_match = true;
  attach.takes_idempotency_key = true;
  attach.upload = [this](const Message& message) -> Result<Endpoint::Opened> {
    TRY(const auto id, Captured<CaseId>(message));
    TRY(auto query, ReadQuery<FileQuery>(message));
    TRY(auto request, RequestOf(message));
    return OpenCaseUpload(service_, blobs_, id, std::move(query), std::move(request));
  };
  router_.Add(std::move(attach));

  Endpoint fetch{"GET", "/api/v1/cases/{ref}/files/{file}", "fetch-file", "Files", "A file's bytes, always as a download."};
  fetch.runs = Runs::Aside;
  fetch.reply_type = "*/*";
  fetch.now = [this](const Message& message) {
    const auto id = Captured<CaseId>(message);
    if (!id) return ToReply(id.error());
    const auto file_id = Captured<base::AttachmentId>(message, 1);
    if (!file_id) return ToReply(file_id.error());
    const auto snapshot = service_.CaseAt(*id, message.identity->viewer);
    if (!snapshot) return ToReply(snapshot.error());
    return FileReply(blobs_, (*snapshot)->state, *file_id);
  };
  router_.Add(std::move(fetch));
}

}  // namespace http
